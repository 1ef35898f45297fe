import { l10n, Uri } from 'vscode';
import * as z from 'zod/mini';
import { AssetError } from '../../core/assets/assetError.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
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
import { resolveIn } from '../storage/assetSink.ts';
import { confirmPrice } from '../ui/confirm.ts';
import type { Messages } from '../ui/messages.ts';
import { readSettings } from '../workspace/settings.ts';
import type { Command } from '../command.ts';
import { isBelow, isSamePlace } from '../workspace/places.ts';
import { errorText } from '../texts/errorText.ts';
import { totalText } from '../texts/priceText.ts';
import { lineList } from '../texts/lists.ts';
import { plural } from '../texts/plural.ts';
import { imagesText, numberText } from '../texts/units.ts';

const argumentsSchema = z.strictObject({
	/** Relative to the workspace folder, or absolute in one. */
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
		const as = given.placeholders === true ? 'placeholders' : 'images';
		const pictures = found.pictures.filter(
			as === 'images' ? isReady : ({ image }: PricedPicture) => !image.isUnsure,
		);
		return make(services, found, { as, pictures }, false);
	}
	let found: FoundMissing | undefined;
	const answer = await pickMissing(async (signal, onProgress) => {
		found = await findMissing(services, folders, signal, onProgress);
		return found.pictures;
	});
	return found === undefined || answer === undefined ? [] : make(services, found, answer, true);
};

/** @param byHand whether the user chose the pictures from the list, rather than arguments. */
async function make(
	services: Services,
	found: FoundMissing,
	{ as, pictures }: NonNullable<Awaited<ReturnType<typeof pickMissing>>>,
	byHand: boolean,
): Promise<Uri[]> {
	reportRest(services, found, pictures, byHand);
	if (as === 'placeholders') {
		return drawMissing(services, pictures, byHand);
	}
	return pictures.length === 0 || !(await isConfirmed(pictures))
		? []
		: runMissing(services, pictures, byHand);
}

/** Drops folders that are inside another clicked folder. */
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
		const folder = resolveIn(home, given);
		return [{ folder, workspaceFolder: workspaceFolderOf({ clickedFolder: folder }) }];
	} catch (error) {
		throw error instanceof AssetError
			? new UserError(
					l10n.t("The folder can't be searched. {0}", errorText(error)),
					{ type: 'openKeybindings' },
					error,
				)
			: error;
	}
}

/** Asks if the total price is above `confirmAbove`. */
function isConfirmed(pictures: readonly PricedPicture[]): Promise<boolean> {
	const paid = paidFor(pictures);
	return confirmPrice({
		question: l10n.t('Generate {0} for {1}?', imagesText(paid.length), totalText(paid)),
		button: l10n.t('Generate'),
		credits: creditsFor(paid),
		confirmAbove: readSettings(paid[0]?.workspaceFolder).confirmAbove,
		detail: [lineList(paid.map(({ image, prompt }) => `${baseNameOf(image.target)}: ${prompt}`))],
	});
}

/** Reports what isn't made, and why. */
function reportRest(
	messages: Messages,
	{ underWay, mayBePaid, documents, pictures }: FoundMissing,
	chosen: readonly PricedPicture[],
	byHand: boolean,
): void {
	const left = byHand ? [] : pictures.filter(picture => !chosen.includes(picture));
	const unplaced = left.filter(({ image }) => image.isUnsure).length;
	const undescribed = left.length - unplaced;
	const parts: string[] = [];
	if (pictures.length + underWay + mayBePaid.length === 0) {
		parts.push(nothingMissing(documents));
	}
	if (pictures.length === 0 && underWay > 0) {
		parts.push(
			plural(
				underWay,
				l10n.t('{0} missing image is already being generated.', numberText(underWay)),
				l10n.t('{0} missing images are already being generated.', numberText(underWay)),
			),
		);
	}
	if (undescribed > 0) {
		parts.push(
			plural(
				undescribed,
				l10n.t(
					'Nothing says what {0} missing image should show: give it alternative text.',
					numberText(undescribed),
				),
				l10n.t(
					'Nothing says what {0} missing images should show: give them alternative text.',
					numberText(undescribed),
				),
			),
		);
	}
	if (unplaced > 0) {
		parts.push(
			plural(
				unplaced,
				l10n.t(
					"It isn't clear where {0} missing image belongs: choose from the list, or set imageAssets.roots.",
					numberText(unplaced),
				),
				l10n.t(
					"It isn't clear where {0} missing images belong: choose from the list, or set imageAssets.roots.",
					numberText(unplaced),
				),
			),
		);
	}
	if (parts.length > 0) {
		messages.notify('info', parts.join(' '));
	}
	if (mayBePaid.length > 0) {
		reportMayBePaid(messages, mayBePaid);
	}
}

function nothingMissing(documents: number): string {
	if (documents === 0) {
		return l10n.t('There is no document here that could show an image.');
	}
	return plural(
		documents,
		l10n.t('No image is missing in {0} document.', numberText(documents)),
		l10n.t('No image is missing in {0} documents.', numberText(documents)),
	);
}
