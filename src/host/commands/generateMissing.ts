import { Uri, window, workspace } from 'vscode';
import * as z from 'zod/mini';
import { formatTotal, totalOf } from '../../core/credits/prices.ts';
import { AssetError } from '../../core/assets/assetError.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { resolvePathText } from '../../core/assets/pathText.ts';
import { parseWith } from '../../core/parameters/arguments.ts';
import { groupMissing } from '../../core/links/missing.ts';
import { listLines } from '../../core/enumerate.ts';
import { UserError } from '../../core/userError.ts';
import { homeOf, requireWorkspace } from '../generate/order.ts';
import { pickMissing } from '../missing/missingList.ts';
import { targetsUnderWay } from '../missing/missingWish.ts';
import type { PricedImage } from '../missing/pricedImage.ts';
import { runMissing } from '../missing/runMissing.ts';
import { scanWorkspace } from '../missing/scanWorkspace.ts';
import type { Services } from '../services.ts';
import { folderPaths } from '../storage/assetSink.ts';
import { notify } from '../ui/messages.ts';
import { readSettings } from '../workspace/settings.ts';
import type { Command } from './registerCommands.ts';

const argumentsSchema = z.strictObject({
	/** Relative to the workspace folder. */
	folder: z.optional(z.string()),
	/** Without the list. */
	all: z.optional(z.boolean()),
});

interface FolderToScan {
	readonly folder: Uri;
	readonly workspaceFolder: Uri;
}

/** Generate Missing Images…: of the workspace, or of the folder that was right-clicked or is given. */
export const generateMissing: Command = async (services, argument) => {
	requireWorkspace();
	const clicked = argument instanceof Uri ? argument : undefined;
	const given = argument === undefined || clicked ? {} : parseWith(argumentsSchema, argument);
	const folders = foldersFor(clicked, given.folder);
	const summary = { underWay: 0, undescribed: 0, documents: 0 };

	async function find(signal: AbortSignal, onProgress: (text: string) => void = () => undefined) {
		const images: PricedImage[] = [];
		const underWay = await targetsUnderWay(services);
		for (const { folder, workspaceFolder } of folders) {
			const { documents, missing } = await scanWorkspace(folder, workspaceFolder, signal, (done, of) => {
				onProgress(`Looking for missing images… ${done} of ${of} documents`);
			});
			summary.documents += documents;
			const { quality } = readSettings(workspaceFolder);
			for (const image of groupMissing(missing)) {
				if (underWay.has(workspaceFolder.with({ path: image.target }).toString())) {
					summary.underWay += 1;
				} else {
					images.push({ image, workspaceFolder, quality, prompt: image.prompt });
				}
			}
		}
		return images;
	}

	const found = given.all === true ? await find(new AbortController().signal) : await pickMissing(find);
	if (found === undefined) {
		return [];
	}
	const chosen = found.filter(({ prompt }) => prompt !== '');
	const undescribed = found.length - chosen.length;
	if (chosen.length === 0 || undescribed > 0) {
		tellNothing(services, { ...summary, undescribed });
	}
	if (chosen.length === 0 || !(await isConfirmed(chosen, given.all === true))) {
		return [];
	}
	return runMissing(services, chosen);
};

/** All folders of the workspace, or the one that is meant. */
function foldersFor(clicked: Uri | undefined, given: string | undefined): readonly FolderToScan[] {
	if (clicked !== undefined) {
		return [{ folder: clicked, workspaceFolder: homeOf({ clickedFolder: clicked }) }];
	}
	if (given === undefined) {
		return (workspace.workspaceFolders ?? []).map(({ uri }) => ({ folder: uri, workspaceFolder: uri }));
	}
	const home = homeOf({});
	try {
		const folder = home.with({ path: resolvePathText(given, home.path, folderPaths(home)) });
		return [{ folder, workspaceFolder: homeOf({ clickedFolder: folder }) }];
	} catch (error) {
		throw error instanceof AssetError
			? new UserError(`The folder cannot be looked at: ${error.message}`, { type: 'openKeybindings' }, error)
			: error;
	}
}

/** The price before the spend: always after the list, and without it where it is high. */
async function isConfirmed(images: readonly PricedImage[], withoutList: boolean): Promise<boolean> {
	const { confirmAbove } = readSettings(images[0]?.workspaceFolder);
	if (withoutList && totalOf(images) <= confirmAbove) {
		return true;
	}
	const count = images.length === 1 ? 'an image' : `${images.length} images`;
	const question = `Generate ${count} for ${formatTotal(images)}?`;
	const lines = images.map(({ image, prompt }) => `${baseNameOf(image.target)}: ${prompt}`);
	const detail = listLines(lines);
	return (await window.showWarningMessage(question, { modal: true, detail }, 'Generate')) === 'Generate';
}

function tellNothing(
	{ log }: Services,
	{ underWay, undescribed, documents }: { underWay: number; undescribed: number; documents: number },
): void {
	const parts =
		underWay + undescribed === 0
			? [
					`No image is missing in ${documents === 1 ? '1 document' : `${documents.toLocaleString('en-US')} documents`}.`,
				]
			: [];
	if (underWay > 0) {
		parts.push(`${underWay} missing ${underWay === 1 ? 'image is' : 'images are'} being made already.`);
	}
	if (undescribed > 0) {
		const which = undescribed === 1 ? 'one missing image' : `${undescribed} missing images`;
		parts.push(`Nothing says what ${which} should show: give it an alternative text.`);
	}
	notify(log, 'info', parts.join(' '));
}
