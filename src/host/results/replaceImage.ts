import { l10n, Uri, workspace } from 'vscode';
import {
	entryAt,
	parseEntry,
	removeEntry,
	setEntry,
	shortenHistory,
	type AssetRecord,
} from '../../core/assets/assetRecord.ts';
import { AssetError } from '../../core/assets/assetError.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { moveDerived } from '../../core/assets/movePaths.ts';
import { formatExtensions, formatOfName } from '../../core/images/imageFormat.ts';
import type { Replacement } from '../../core/assets/replacement.ts';
import type { Job, SavedImage } from '../../core/jobs/job.ts';
import { updateVariants } from './derivedImages.ts';
import { imageSize } from '../storage/imageFacts.ts';
import { followImageSize } from './followImageSize.ts';
import { changeRecord } from './changeRecord.ts';
import type { Services } from '../services.ts';
import { assetPath } from '../storage/assetRecords.ts';
import type { ReplaceRequest, Restored } from '../storage/replacedFiles.ts';
import { confirm } from '../ui/confirm.ts';
import { isSamePlace, keyOf, keyOfText } from '../workspace/places.ts';
import { listText } from '../texts/lists.ts';
import { plural } from '../texts/plural.ts';
import { numberText } from '../texts/units.ts';

/**
 * Replaces the image that an edit was made from. If the formats differ, the name would be wrong, so it asks first.
 * Undefined if the user declines.
 */
export async function replaceImage(
	services: Services,
	job: Job,
	image: SavedImage,
	original: Uri,
): Promise<Replacement | undefined> {
	const folder = workspace.getWorkspaceFolder(original)?.uri;
	if (folder === undefined) {
		return undefined;
	}
	const rename = renameFor(original, image);
	if (rename !== undefined && !(await mayRename(original, image, rename))) {
		return undefined;
	}
	const replacement = await confirmIfReadOnly(evenReadOnly =>
		swapFile(services, job, image, { folder, original, rename, evenReadOnly }),
	);
	if (replacement === undefined) {
		return undefined;
	}
	const name = workspace.asRelativePath(Uri.parse(replacement.replaced, true));
	const message =
		job.intent.remakes === undefined
			? l10n.t('{0} is now the edited image. The original is kept.', name)
			: l10n.t('{0} is now the new image. The previous one is kept.', name);
	services.notify('info', message, [
		{ title: l10n.t('Undo Replace'), run: () => undoReplacement(services, replacement) },
	]);
	return replacement;
}

/**
 * Replaces an image without asking, and keeps the original.
 *
 * @param place its `rename` is another name for the new content.
 * @throws AssetError, StateError
 */
export async function swapFile(
	services: Services,
	job: { readonly intent: Pick<Job['intent'], 'prompt' | 'credits'> },
	image: SavedImage,
	place: Pick<ReplaceRequest, 'folder' | 'original' | 'rename' | 'evenReadOnly'>,
): Promise<Replacement> {
	const { folder, original } = place;
	const edited = Uri.parse(image.uri, true);
	const { prompt, credits } = job.intent;
	const before = await imageSize(original);
	const replacement = await services.replaced.replace({ ...place, edited, prompt, credits });
	const replaced = Uri.parse(replacement.replaced, true);
	await updateRecord(services, { folder, edited, original, place: replaced });
	if (isSamePlace(replaced, original)) {
		await followImageSize(services.log, original, before, image);
	}
	return replacement;
}

/** An edited file that has replaced another one. */
interface SwappedFile {
	readonly folder: Uri;
	readonly edited: Uri;
	/** The replaced file. */
	readonly original: Uri;
	/** The same, unless the new content needs another extension. */
	readonly place: Uri;
}

/** Updates the record after a replacement, and the other sizes that show the same picture. */
export async function updateRecord(
	services: Services,
	{ folder, edited, original, place }: SwappedFile,
): Promise<void> {
	const before = await services.records.entryOf(original);
	const [from, to] = [assetPath(folder, original), assetPath(folder, place)];
	await changeRecord(services, folder, (record, spelled) => {
		const paths = { edited: spelled(assetPath(folder, edited)), original: spelled(from), place: spelled(to) };
		return moveDerived(movedInto(record, paths), paths.original, paths.place);
	});
	await updateVariants(services, { folder, uri: place, before });
}

/** The name with the extension of the new content; undefined if the original's is right. */
export function renameFor(original: Uri, { format }: SavedImage): string | undefined {
	const name = baseNameOf(original.path);
	return formatOfName(name) === format ? undefined : name.replace(/\.[^.]*$/, formatExtensions[format][0]);
}

/** Asks whether the new content may have another name. */
export function mayRename(original: Uri, { format }: SavedImage, rename: string): Promise<boolean> {
	const name = baseNameOf(original.path);
	const button = l10n.t('Replace and Rename');
	const question = l10n.t(
		"The new image is a {0} file, so {1} can't keep its name.",
		format.toUpperCase(),
		name,
	);
	const detail = l10n.t('It becomes {0}, and links to {1} no longer work.', rename, name);
	return confirm(question, button, detail);
}

/** Moves the edited image's entry to its new path, and appends the replaced image's entry to its history. */
function movedInto(
	record: AssetRecord,
	{ edited, original, place }: Record<'edited' | 'original' | 'place', string>,
): AssetRecord {
	const entry = entryAt(record, edited);
	if (entry === undefined) {
		return record;
	}
	const previous = entryAt(record, original);
	return setEntry(removeEntry(removeEntry(record, edited), original), place, {
		...entry,
		...(previous !== undefined && { previous: shortenHistory(previous) }),
	});
}

/** Undoes `movedInto`. */
function movedOut(
	record: AssetRecord,
	{ edited, original, place }: Record<'original' | 'place', string> & { readonly edited: string | undefined },
): AssetRecord {
	const entry = entryAt(record, place);
	if (entry === undefined) {
		return record;
	}
	const { previous, ...own } = entry;
	const without = removeEntry(record, place);
	const earlier = parseEntry(previous);
	const back = earlier === undefined ? without : setEntry(without, original, earlier);
	return edited === undefined ? back : setEntry(back, edited, own);
}

/** Asks before a read-only file is overwritten. Undefined if the user declines. */
export async function confirmIfReadOnly<T>(
	task: (evenReadOnly: boolean) => Promise<T>,
): Promise<T | undefined> {
	try {
		return await task(false);
	} catch (error) {
		if (!(error instanceof AssetError && error.code === 'fileReadOnly')) {
			throw error;
		}
		const name = baseNameOf(error.path ?? '');
		const detail = l10n.t('Its content is replaced, and it stays read-only. The current content is kept.');
		return (await confirm(l10n.t('{0} is read-only. Overwrite it?', name), l10n.t('Overwrite'), detail))
			? task(true)
			: undefined;
	}
}

/** Restores the original and reports where everything is. Undefined if the user declines. */
export async function undoReplacement(
	services: Services,
	replacement: Replacement,
): Promise<Restored | undefined> {
	const restored = await restoreOriginal(services, replacement);
	if (restored === undefined) {
		return undefined;
	}
	const { original, edited } = restored;
	const name = workspace.asRelativePath(original);
	const parts =
		keyOf(original) === keyOfText(replacement.original)
			? [l10n.t('{0} is the original again.', name)]
			: [l10n.t('The file has changed since then, so the original was restored as {0}.', name)];
	if (edited !== undefined) {
		parts.push(l10n.t('The edited image is {0}.', workspace.asRelativePath(edited)));
	}
	services.notify('info', parts.join(' '));
	return restored;
}

/** Restores several originals, and names those that came back under another name. */
export async function undoReplacements(
	services: Services,
	replacements: readonly Replacement[],
): Promise<void> {
	const [first] = replacements;
	if (replacements.length === 1 && first) {
		await undoReplacement(services, first);
		return;
	}
	const moved: string[] = [];
	let restored = 0;
	// Last one first: several may have replaced the same file.
	for (const replacement of replacements.toReversed()) {
		const original = (await restoreOriginal(services, replacement))?.original;
		restored += original === undefined ? 0 : 1;
		if (original !== undefined && keyOf(original) !== keyOfText(replacement.original)) {
			moved.push(workspace.asRelativePath(original));
		}
	}
	const parts = [
		plural(
			restored,
			l10n.t('{0} original was restored. The new image is beside it.', numberText(restored)),
			l10n.t('{0} originals were restored. The new images are beside them.', numberText(restored)),
		),
	];
	if (moved.length > 0) {
		parts.push(
			l10n.t('Restored under another name, because the file has changed since then: {0}.', listText(moved)),
		);
	}
	services.notify('info', parts.join(' '));
}

async function restoreOriginal(services: Services, replacement: Replacement): Promise<Restored | undefined> {
	const folder = Uri.parse(replacement.folder, true);
	const replaced = Uri.parse(replacement.replaced, true);
	const before = await services.records.entryOf(replaced);
	const replacedSize = await imageSize(replaced);
	const restored = await confirmIfReadOnly(evenReadOnly => services.replaced.undo(replacement, evenReadOnly));
	if (restored === undefined) {
		return undefined;
	}
	const { original, edited } = restored;
	const isBack = keyOf(original) === keyOfText(replacement.original);
	const [from, to] = [assetPath(folder, replaced), assetPath(folder, original)];
	await changeRecord(services, folder, (record, spelled) => {
		const paths = {
			edited: edited && spelled(assetPath(folder, edited)),
			original: spelled(to),
			place: spelled(from),
		};
		const moved = movedOut(record, paths);
		return isBack ? moveDerived(moved, paths.place, paths.original) : moved;
	});
	// If someone has edited the image, leave its other sizes alone too.
	if (isBack) {
		await updateVariants(services, { folder, uri: original, before });
	}
	if (isBack && isSamePlace(replaced, original)) {
		await followImageSize(services.log, original, replacedSize, await imageSize(original));
	}
	return restored;
}
