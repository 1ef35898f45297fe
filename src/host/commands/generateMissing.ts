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
import { readOpenPaths, tellMayBePaid } from '../jobs/openPaths.ts';
import { pickMissing, type MissingAnswer } from '../missing/missingList.ts';
import type { PricedImage } from '../missing/pricedImage.ts';
import { runMissing } from '../missing/runMissing.ts';
import { scanWorkspace, type Scan } from '../missing/scanWorkspace.ts';
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
	/** With `all`: free ones. */
	placeholders: z.optional(z.boolean()),
});

interface FolderToScan {
	readonly folder: Uri;
	readonly workspaceFolder: Uri;
}

/** What a look at the documents comes to beside the images that can be made. */
interface Summary {
	/** Missing images that jobs are on their way to. */
	underWay: number;
	/** Those that may have been paid for, and nobody knows. */
	readonly mayBePaid: string[];
	/** Chosen ones without a prompt. */
	readonly undescribed: number;
	documents: number;
}

/** Generate Missing Images…: of the workspace, or of the folder that was right-clicked or is given. */
export const generateMissing: Command = async (services, argument) => {
	requireWorkspace();
	const clicked = argument instanceof Uri ? argument : undefined;
	const given = argument === undefined || clicked ? {} : parseWith(argumentsSchema, argument);
	const folders = foldersFor(clicked, given.folder);
	const summary: Summary = { underWay: 0, mayBePaid: [], undescribed: 0, documents: 0 };

	async function find(signal: AbortSignal, onProgress: (text: string) => void = () => undefined) {
		const scans: Scan[] = [];
		for (const { folder, workspaceFolder } of folders) {
			const scan = await scanWorkspace(folder, workspaceFolder, signal, (done, of) => {
				onProgress(`Looking for missing images… ${done} of ${of} documents`);
			});
			summary.documents += scan.documents;
			scans.push(scan);
		}
		const open = await readOpenPaths(services);
		return pricedImages(scans).filter(({ image, workspaceFolder }) => {
			const file = workspaceFolder.with({ path: image.target });
			if (open.mayBePaid(file)) {
				summary.mayBePaid.push(workspace.asRelativePath(file));
				return false;
			}
			const isUnderWay = open.jobFor(file) !== undefined;
			summary.underWay += isUnderWay ? 1 : 0;
			return !isUnderWay;
		});
	}

	const placeholders = given.placeholders === true;
	const answer: MissingAnswer | undefined =
		given.all === true
			? { images: await find(new AbortController().signal), as: placeholders ? 'placeholders' : 'images' }
			: await pickMissing(find);
	if (answer === undefined) {
		return [];
	}
	if (answer.as === 'placeholders') {
		tellRest(services, summary, answer.images.length === 0);
		return (await import('../missing/drawMissing.ts')).drawMissing(services, answer.images);
	}
	// In the list, the user has seen the prompts.
	const chosen = answer.images.filter(
		({ image, prompt }) => !(given.all === true ? image.isVague : prompt === ''),
	);
	const undescribed = answer.images.length - chosen.length;
	tellRest(services, { ...summary, undescribed }, chosen.length === 0);
	if (chosen.length === 0 || !(await isConfirmed(chosen, given.all === true))) {
		return [];
	}
	return runMissing(services, chosen);
};

/** One image for each file that is missing, whichever of the folders its documents are in: folders may nest. */
function pricedImages(scans: readonly Scan[]): readonly PricedImage[] {
	const byPlace = Object.groupBy(scans, ({ folder: { scheme, authority } }) => `${scheme}://${authority}`);
	return Object.values(byPlace).flatMap((group = []) =>
		groupMissing(group.flatMap(({ missing }) => missing)).flatMap(image => {
			const workspaceFolder = group[0]?.folder.with({ path: image.workspaceFolder });
			return workspaceFolder === undefined
				? []
				: [{ image, workspaceFolder, quality: readSettings(workspaceFolder).quality, prompt: image.prompt }];
		}),
	);
}

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

function nothingMissing(documents: number): string {
	if (documents === 0) {
		return 'There is no document here that could show an image.';
	}
	return `No image is missing in ${documents === 1 ? '1 document' : `${documents.toLocaleString('en-US')} documents`}.`;
}

/** What is not made, and why. */
function tellRest(
	{ log }: Services,
	{ underWay, mayBePaid, undescribed, documents }: Summary,
	isNothing: boolean,
): void {
	const parts: string[] = [];
	if (isNothing && underWay + undescribed + mayBePaid.length === 0) {
		parts.push(nothingMissing(documents));
	}
	if (isNothing && underWay > 0) {
		parts.push(`${underWay} missing ${underWay === 1 ? 'image is' : 'images are'} being made already.`);
	}
	if (undescribed > 0) {
		const which = undescribed === 1 ? 'one missing image' : `${undescribed} missing images`;
		parts.push(`Nothing says what ${which} should show: give it an alternative text.`);
	}
	if (parts.length > 0) {
		notify(log, 'info', parts.join(' '));
	}
	if (mayBePaid.length > 0) {
		tellMayBePaid(log, mayBePaid);
	}
}
