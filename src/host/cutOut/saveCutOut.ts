import { knownSourceType } from '../../core/assets/knownSourceType.ts';
import { Uri, l10n, workspace } from 'vscode';
import { baseNameOf, parentOf } from '../../core/assets/assetPath.ts';
import type { AssetEntry } from '../../core/assets/assetRecord.ts';
import type { Replacement } from '../../core/assets/replacement.ts';
import { formatExtensions } from '../../core/images/imageFormat.ts';
import { parseSize, sizeText } from '../../core/images/pixelSize.ts';
import type { SavedImage, StagedImage } from '../../core/jobs/job.ts';
import { stageImage } from '../../core/jobs/stageImage.ts';
import type { CutOutOptions } from '../../shared/cutOut.ts';
import { recordEntry } from '../results/changeRecord.ts';
import {
	confirmIfReadOnly,
	mayRename,
	renameFor,
	swapFile,
	undoReplacement,
} from '../results/replaceImage.ts';
import { removeImage } from '../results/removeImage.ts';
import { undoSaved } from '../results/savedFile.ts';
import type { Services } from '../services.ts';
import { saveImage } from '../storage/saveImage.ts';
import { readSettings } from '../workspace/settings.ts';
import type { CutOutSource } from './cutOutSource.ts';
import { requireFolderOf } from '../workspace/trust.ts';

/** Cuts out the full-size image, saves it next to its source, and offers to undo that. */
export async function saveCutOutBeside(
	services: Services,
	source: CutOutSource,
	options: CutOutOptions,
): Promise<Uri> {
	const image = await draw(services, source, options);
	const uri = await save(services, source, image);
	const file = { uri, image, alt: source.entry?.prompt ?? '', sizeAsked: false, link: undefined };
	services.notify('info', l10n.t('Saved {0}.', workspace.asRelativePath(uri)), [
		{ title: l10n.t('Undo'), run: () => undoSaved(services, [file]) },
	]);
	return uri;
}

/**
 * Like `saveCutOutBeside`, but replaces the source, whose content is kept for Undo Replace. Undefined if the user
 * declines, for example because another format needs another name.
 */
export async function replaceByCutOut(
	services: Services,
	source: CutOutSource,
	options: CutOutOptions,
): Promise<Uri | undefined> {
	const folder = requireFolderOf(source.uri);
	const { uri: original, entry } = source;
	const image = await draw(services, source, options);
	const facts: SavedImage = { ...image, uri: original.toString() };
	const rename = renameFor(original, facts);
	if (rename !== undefined && !(await mayRename(original, facts, rename))) {
		return undefined;
	}
	const beside = await save(services, source, image);
	const intent = { prompt: entry?.prompt ?? l10n.t('Cut out'), credits: 0 };
	let replacement: Replacement | undefined;
	try {
		replacement = await confirmIfReadOnly(evenReadOnly =>
			swapFile(
				services,
				{ intent },
				{ ...facts, uri: beside.toString() },
				{ folder, original, rename, evenReadOnly },
			),
		);
	} finally {
		if (replacement === undefined) {
			await removeImage(services, beside, image.sha256);
		}
	}
	if (replacement === undefined) {
		return undefined;
	}
	const replaced = Uri.parse(replacement.replaced, true);
	const message = l10n.t('{0} is cut out now. The original is kept.', workspace.asRelativePath(replaced));
	services.notify('info', message, [
		{ title: l10n.t('Undo Replace'), run: () => undoReplacement(services, replacement) },
	]);
	return replaced;
}

async function draw(
	{ engine }: Services,
	{ uri, bytes, format, entry, isOriginal }: CutOutSource,
	options: CutOutOptions,
): Promise<StagedImage> {
	// If the source was resized, resize the cut-out as well, unless it is trimmed.
	const size = isOriginal && options.trim === null ? parseSize(entry?.size ?? '') : undefined;
	const { bytes: made } = await engine.cutOut(bytes.slice(), {
		options,
		...size,
		format,
		quality: readSettings(uri).outputCompression,
		sourceType: knownSourceType(bytes, entry),
	});
	return stageImage(made);
}

async function save(services: Services, source: CutOutSource, image: StagedImage): Promise<Uri> {
	const folder = requireFolderOf(source.uri);
	const stem = baseNameOf(source.uri.path).replace(/\.[^.]*$/, '');
	const name = `${stem}-cutout${formatExtensions[image.format][0]}`;
	const place = { workspaceFolder: folder, folder: parentOf(source.uri.path), name };
	const uri = await saveImage(place, image, name);
	if (source.entry !== undefined) {
		await recordEntry(services, folder, uri, cutEntry(source.entry, image));
	}
	return uri;
}

/** The cut-out's record: made like its source, and free. */
function cutEntry({ previous: _, publicUrl: _url, ...entry }: AssetEntry, image: StagedImage): AssetEntry {
	return {
		...entry,
		input: { ...entry.input, output_format: image.format },
		...(entry.size !== undefined && { size: sizeText(image) }),
		credits: 0,
		sha256: image.sha256,
		cutOut: true,
	};
}
