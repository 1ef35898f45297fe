import { l10n, Uri, workspace } from 'vscode';
import { formatExtensions } from '../../core/images/imageFormat.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { contentHash } from '../../core/images/contentHash.ts';
import { recordedArguments } from '../../core/assets/recordedInput.ts';
import { priceOf } from '../../core/credits/prices.ts';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import { isWebAddress } from '../../core/references/referenceUrl.ts';
import { UserError } from '../../core/userError.ts';
import { watchTyping } from '../editor/watchTyping.ts';
import { runRequest } from '../requests/startRequest.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { savedFiles, type RunOptions } from '../jobs/runJobs.ts';
import type { RecordedAsset } from '../record/assetList.ts';
import type { Services } from '../services.ts';
import { readerOf } from '../storage/folderReader.ts';
import { confirm } from '../ui/confirm.ts';
import { takeSnapshots, type InputImage } from '../requests/inputImages.ts';
import { replaceImage } from '../results/replaceImage.ts';
import { reviewEdit } from './reviewEdit.ts';
import { readWorkspaceFile } from '../storage/workspaceFile.ts';
import { keyOf } from '../workspace/places.ts';
import { sortReferences } from '../../core/assets/recordPaths.ts';
import { cleanLine } from '../../core/text/cleanText.ts';
import { shorten } from '../../core/text/shorten.ts';
import { priceText, qualityNote } from '../texts/priceText.ts';
import { imagesText } from '../texts/units.ts';

/** An image and its record entry. */
export type RecordedImage = Pick<RecordedAsset, 'uri' | 'folder' | 'entry'>;

/** The picture that a file shows. @throws UserError if it isn't known how it was made. */
export async function recordedImage(services: Services, uri: Uri): Promise<RecordedImage> {
	const folder = workspace.getWorkspaceFolder(uri)?.uri;
	const entry = await services.records.entryOf(uri);
	if (folder === undefined || entry === undefined) {
		throw new UserError(
			l10n.t(
				"{0} has no record, so there's no telling how it was made. You can edit it instead.",
				workspace.asRelativePath(uri),
			),
			{ type: 'editImage', uri: uri.toString() },
		);
	}
	return pictureOf(services, { uri, folder, entry });
}

/** The image whose picture this one shows in another size or format; otherwise the image itself. */
export async function pictureOf<T extends RecordedImage>(
	services: Services,
	image: T,
): Promise<T | RecordedImage> {
	const { folder, entry } = image;
	if (entry.derivedFrom === undefined) {
		return image;
	}
	const uri = Uri.joinPath(folder, entry.derivedFrom);
	const source = await services.records.entryOf(uri);
	return source !== undefined && (await readerOf(uri).exists(uri.path))
		? { uri, folder, entry: source }
		: image;
}

/** The pictures of several images, without duplicates. */
export async function picturesOf(
	services: Services,
	images: readonly RecordedImage[],
): Promise<RecordedImage[]> {
	const pictures = await Promise.all(images.map(image => pictureOf(services, image)));
	return [...new Map(pictures.map(picture => [keyOf(picture.uri), picture])).values()];
}

interface Remake {
	readonly image: RecordedImage;
	/** Replaces the recorded one. */
	readonly prompt?: string | undefined;
	/** Parameters that replace the recorded ones. */
	readonly changes: GenerateArguments;
	/** Whether the result is shown next to the image before it replaces it. */
	readonly review: boolean;
	/** The credits that the user has agreed to. */
	readonly confirmed?: number | undefined;
	readonly options?: RunOptions | undefined;
}

/**
 * Makes an image again the way it was made before, and replaces it with the result: after a review, or immediately.
 * Resolves to the files that contain it then.
 *
 * @throws UserError for anything that stops it before a credit is spent.
 */
export async function remakeImage(services: Services, remake: Remake): Promise<Uri[]> {
	const { image, review, options } = remake;
	const { uri } = image;
	const request = await remakeRequest(services, remake);
	const [jobs, keepsFocus] = await watchTyping(() => runRequest(services, request, options));
	const saved = jobs.find(({ phase }) => phase === 'saved');
	if (saved === undefined) {
		return [];
	}
	const changed = await wasChanged(image);
	if (review || changed) {
		const note = changed ? l10n.t('{0} was changed after it was made.', baseNameOf(uri.path)) : undefined;
		reviewEdit(services, saved, { note, keepsFocus });
		return savedFiles([saved]);
	}
	const [result] = saved.saved ?? [];
	const replacement = result && (await replaceImage(services, saved, result, uri));
	return replacement === undefined ? savedFiles([saved]) : [Uri.parse(replacement.replaced, true)];
}

/** Remakes an image at high quality if the user agrees to the price. The result is reviewed. */
export async function finalizeImage(
	services: Services,
	image: RecordedImage,
	options?: RunOptions,
): Promise<Uri[]> {
	const confirmed = await confirmRemake([image]);
	return confirmed === undefined
		? []
		: remakeImage(services, { image, changes: { quality: 'high' }, review: true, confirmed, options });
}

/** The request to remake an image. @throws UserError for a reference that no longer exists. */
export async function remakeRequest(
	services: Services,
	{ image, prompt, changes, confirmed }: Pick<Remake, 'image' | 'prompt' | 'changes' | 'confirmed'>,
): Promise<ImageRequest> {
	const { uri, entry } = image;
	const args = { ...recordedArguments(entry), ...changes };
	return {
		prompt: prompt ?? entry.prompt,
		args: { ...args, file: besideName(uri, args), count: 1, link: 'none' },
		references: await takeSnapshots(services, inputsOf(image, entry.references)),
		// A placeholder was never made: it gets the style that the project has now.
		...(entry.placeholder !== true && {
			styleImages: await takeSnapshots(services, inputsOf(image, entry.styleReferences)),
		}),
		remakes: uri,
		style: entry.style ?? '',
		confirmed,
		asked: true,
	};
}

/** Whether someone has edited the file since: then nothing replaces it without a review. */
async function wasChanged({ uri, entry }: RecordedImage): Promise<boolean> {
	return contentHash(await readWorkspaceFile(uri)) !== entry.sha256;
}

/** @throws UserError for a recorded reference that isn't a workspace file. */
function inputsOf({ folder }: RecordedImage, references: readonly string[] | undefined): InputImage[] {
	const { inside, outside } = sortReferences(references);
	const [first] = outside;
	if (first !== undefined) {
		throw new UserError(
			l10n.t(
				"The image was made from {0}, which isn't in its workspace folder, so it can't be regenerated. You can edit it instead.",
				shorten(cleanLine(first), 100),
			),
		);
	}
	return inside.map(reference =>
		isWebAddress(reference)
			? { type: 'url', url: reference }
			: { type: 'file', uri: Uri.joinPath(folder, reference) },
	);
}

/** `hero.webp` → `hero-high.webp`, until it replaces the image. */
function besideName(uri: Uri, { quality, outputFormat }: GenerateArguments): string {
	const stem = baseNameOf(uri.path).replace(/\.[^.]*$/, '');
	return `${stem}-${quality ?? 'new'}${outputFormat === undefined ? '' : formatExtensions[outputFormat][0]}`;
}

/** Asks whether to remake images at high quality. Resolves to the credits for each that the user agreed to. */
export async function confirmRemake(images: readonly RecordedImage[]): Promise<number | undefined> {
	const quality = 'high';
	const [first] = images;
	const name = images.length === 1 && first ? baseNameOf(first.uri.path) : imagesText(images.length);
	const question = l10n.t('Re-render {0} for {1}?', name, priceText(quality, images.length));
	const detail =
		images.length === 1
			? [
					`“${first?.entry.prompt ?? ''}”`,
					l10n.t(
						'A new image is generated from the same prompt, so more than the quality changes. You can compare the two before the new one replaces the old one.',
					),
				]
			: [
					l10n.t(
						'A new image is generated from each prompt, so more than the quality changes. Each new image replaces the old one. To restore an old one, use Undo Replace.',
					),
				];
	return (await confirm(question, l10n.t('Re-render'), qualityNote(quality), ...detail))
		? priceOf(quality)
		: undefined;
}
