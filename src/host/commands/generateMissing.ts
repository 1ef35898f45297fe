import { Uri } from 'vscode';
import * as z from 'zod/mini';
import { AssetError } from '../../core/assets/assetError.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { resolvePathText } from '../../core/assets/pathText.ts';
import { formatTotal } from '../../core/credits/prices.ts';
import { listLines } from '../../core/text/enumerate.ts';
import { parseWith } from '../../core/parameters/arguments.ts';
import { UserError } from '../../core/userError.ts';
import { selectionOf } from '../requests/inputImages.ts';
import { workspaceFolderOf } from '../requests/imageRequest.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import { reportMayBePaid } from '../jobs/openPaths.ts';
import { drawMissing } from '../missing/drawMissing.ts';
import { allFolders, findMissing, type FolderToScan, type FoundMissing } from '../missing/findMissing.ts';
import { pickMissing } from '../missing/missingList.ts';
import { creditsFor, isReady, paidFor, type PricedPicture } from '../missing/pricedPicture.ts';
import { runMissing } from '../missing/runMissing.ts';
import type { Services } from '../services.ts';
import { folderPaths } from '../storage/assetSink.ts';
import { confirm } from '../ui/confirm.ts';
import { notify } from '../ui/messages.ts';
import { readSettings } from '../workspace/settings.ts';
import type { Command } from './command.ts';
import { isBelow, isSamePlace } from '../workspace/places.ts';

const argumentsSchema = z.strictObject({
	/** Relative to the workspace folder. */
	folder: z.optional(z.string()),
	/** Skips the list. */
	all: z.optional(z.boolean()),
	/** With `all`: creates free placeholders instead of images. */
	placeholders: z.optional(z.boolean()),
});

/** Generate Missing Images…: for the workspace, the right-clicked folders, or the given folder. */
export const generateMissing: Command = async (services, first, others) => {
	requireWorkspace();
	const clicked = first instanceof Uri ? selectionOf(first, others) : [];
	const given = first === undefined || clicked.length > 0 ? {} : parseWith(argumentsSchema, first);
	const folders = clicked.length > 0 ? clickedFolders(clicked) : foldersFor(given.folder);
	if (given.all === true) {
		const found = await findMissing(services, folders, new AbortController().signal);
		if (given.placeholders === true) {
			return draw(
				services,
				found,
				found.pictures.filter(({ image }) => !image.isUnsure),
				true,
			);
		}
		return make(services, found, found.pictures.filter(isReady), true);
	}
	let found: FoundMissing | undefined;
	const answer = await pickMissing(async (signal, onProgress) => {
		found = await findMissing(services, folders, signal, onProgress);
		return found.pictures;
	});
	if (found === undefined || answer === undefined) {
		return [];
	}
	return answer.as === 'placeholders'
		? draw(services, found, answer.pictures, false)
		: make(services, found, answer.pictures, false);
};

function draw(
	services: Services,
	found: FoundMissing,
	pictures: readonly PricedPicture[],
	withoutList: boolean,
): Promise<Uri[]> {
	reportRest(services, found, pictures, withoutList);
	return drawMissing(services, pictures);
}

async function make(
	services: Services,
	found: FoundMissing,
	pictures: readonly PricedPicture[],
	withoutList: boolean,
): Promise<Uri[]> {
	reportRest(services, found, pictures, withoutList);
	if (pictures.length === 0 || !(await isConfirmed(pictures, withoutList))) {
		return [];
	}
	return runMissing(services, pictures);
}

/** Drops folders that lie inside another clicked folder. */
function clickedFolders(clicked: readonly Uri[]): FolderToScan[] {
	const outermost = clicked.filter(
		uri => !clicked.some(other => !isSamePlace(other, uri) && isBelow(uri, other)),
	);
	return outermost.map(folder => ({ folder, workspaceFolder: workspaceFolderOf({ clickedFolder: folder }) }));
}

/** All workspace folders, or the given folder. */
function foldersFor(given: string | undefined): FolderToScan[] {
	if (given === undefined) {
		return allFolders();
	}
	const home = workspaceFolderOf({});
	try {
		const folder = home.with({ path: resolvePathText(given, home.path, folderPaths(home)) });
		return [{ folder, workspaceFolder: workspaceFolderOf({ clickedFolder: folder }) }];
	} catch (error) {
		throw error instanceof AssetError
			? new UserError(`The folder cannot be looked at: ${error.message}`, { type: 'openKeybindings' }, error)
			: error;
	}
}

/**
 * Asks for the price before spending: always after the list, otherwise only if it is high. Free pictures need no
 * question.
 */
function isConfirmed(pictures: readonly PricedPicture[], withoutList: boolean): Promise<boolean> {
	const paid = paidFor(pictures);
	const { confirmAbove } = readSettings(paid[0]?.workspaceFolder);
	if (paid.length === 0 || (withoutList && creditsFor(paid) <= confirmAbove)) {
		return Promise.resolve(true);
	}
	const count = paid.length === 1 ? 'an image' : `${paid.length} images`;
	const question = `Generate ${count} for ${formatTotal(paid)}?`;
	const detail = listLines(paid.map(({ image, prompt }) => `${baseNameOf(image.target)}: ${prompt}`));
	return confirm(question, 'Generate', detail);
}

/** Reports what isn't made, and why. */
function reportRest(
	{ log }: Services,
	{ underWay, mayBePaid, documents, pictures }: FoundMissing,
	chosen: readonly PricedPicture[],
	withoutList = false,
): void {
	const left = withoutList ? pictures.filter(picture => !chosen.includes(picture)) : [];
	const unplaced = left.filter(({ image }) => image.isUnsure).length;
	const undescribed = left.length - unplaced;
	const parts: string[] = [];
	if (pictures.length + underWay + mayBePaid.length === 0) {
		parts.push(nothingMissing(documents));
	}
	if (pictures.length === 0 && underWay > 0) {
		parts.push(`${underWay} missing ${underWay === 1 ? 'image is' : 'images are'} being made already.`);
	}
	if (undescribed > 0) {
		const which = undescribed === 1 ? 'one missing image' : `${undescribed} missing images`;
		parts.push(`Nothing says what ${which} should show: give it an alternative text.`);
	}
	if (unplaced > 0) {
		const what = unplaced === 1 ? 'one missing image belongs' : `${unplaced} missing images belong`;
		parts.push(`It is not evident where ${what}: choose from the list, or say it in imageAssets.roots.`);
	}
	if (parts.length > 0) {
		notify(log, 'info', parts.join(' '));
	}
	if (mayBePaid.length > 0) {
		reportMayBePaid(log, mayBePaid);
	}
}

function nothingMissing(documents: number): string {
	if (documents === 0) {
		return 'There is no document here that could show an image.';
	}
	return `No image is missing in ${documents === 1 ? '1 document' : `${documents.toLocaleString('en-US')} documents`}.`;
}
