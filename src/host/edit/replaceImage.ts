import { Uri, workspace } from 'vscode';
import { removeEntry, setEntry, type AssetRecord } from '../../core/assets/assetRecord.ts';
import { formatExtensions, formatOfName } from '../../core/assets/imageFormat.ts';
import type { Replacement } from '../../core/assets/replacement.ts';
import type { Job, SavedImage } from '../../core/jobs/job.ts';
import { updateVariants } from '../images/derivedImages.ts';
import type { Services } from '../services.ts';
import { assetPath } from '../storage/assetRecords.ts';
import type { ReplaceRequest, Restored } from '../storage/replacedFiles.ts';
import { confirm } from '../ui/confirm.ts';
import { notify, reportError } from '../ui/messages.ts';

/**
 * Puts an edited image in the place of the one that it was made from. Where the two differ in format, and so the
 * name would be wrong, asks first. Undefined when the user thinks better of it.
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
	const replacement = await takePlace(services, job, image, { folder, original, rename });
	const name = workspace.asRelativePath(Uri.parse(replacement.replaced, true));
	const what =
		job.intent.remakes === undefined ? 'edited image now. The original' : 'new image now. The one before';
	notify(services.log, 'info', `${name} is the ${what} is kept.`, [
		{ title: 'Undo Replace', run: () => undoReplacement(services, replacement) },
	]);
	return replacement;
}

/**
 * Gives an image's place to another one without a word, and keeps what was there.
 *
 * @param rename another name for it.
 * @throws AssetError, StateError
 */
export async function takePlace(
	services: Services,
	job: Job,
	image: SavedImage,
	{ folder, original, rename }: Pick<ReplaceRequest, 'folder' | 'original' | 'rename'>,
): Promise<Replacement> {
	const edited = Uri.parse(image.uri, true);
	const { prompt, credits } = job.intent;
	const replacement = await services.replaced.replace({ folder, original, edited, rename, prompt, credits });
	await settlePlace(services, { folder, edited, place: Uri.parse(replacement.replaced, true) });
	return replacement;
}

/** What follows when an edited file has a place: the record knows it there, and other sizes show its picture. */
export async function settlePlace(
	services: Services,
	{ folder, edited, place }: { readonly folder: Uri; readonly edited: Uri; readonly place: Uri },
): Promise<void> {
	await changeRecord(services, folder, record =>
		movedInto(record, assetPath(folder, edited), assetPath(folder, place)),
	);
	await updateVariants(services, folder, place);
}

/** The name with the extension of the new content, where that of the original says something else. */
export function renameFor(original: Uri, { format }: SavedImage): string | undefined {
	const name = original.path.replace(/^.*\//, '');
	return formatOfName(name) === format ? undefined : name.replace(/\.[^.]*$/, formatExtensions[format][0]);
}

function mayRename(original: Uri, { format }: SavedImage, rename: string): Promise<boolean> {
	const name = original.path.replace(/^.*\//, '');
	const button = 'Replace and Rename';
	const question = `The edited image is ${format.toUpperCase()}, so ${name} cannot keep its name.`;
	const detail = `It would become ${rename}; links to ${name} would no longer lead to it.`;
	return confirm(question, button, detail);
}

/** The edited image's entry under its new path, with the one that it takes the place of behind it. */
function movedInto(record: AssetRecord, from: string, to: string): AssetRecord {
	const entry = record.assets[from];
	if (entry === undefined) {
		return record;
	}
	const previous = record.assets[to];
	return setEntry(removeEntry(removeEntry(record, from), to), to, {
		...entry,
		...(previous !== undefined && { previous }),
	});
}

/** The way back. */
function movedOut(record: AssetRecord, from: string, to: string | undefined): AssetRecord {
	const entry = record.assets[from];
	if (entry === undefined) {
		return record;
	}
	const { previous, ...own } = entry;
	const without = removeEntry(record, from);
	const back =
		typeof previous === 'object' && previous !== null
			? setEntry(without, from, previous as typeof entry)
			: without;
	return to === undefined ? back : setEntry(back, to, own);
}

/** Puts the original back, and tells where everything is. */
export async function undoReplacement(services: Services, replacement: Replacement): Promise<Restored> {
	const restored = await restoreOriginal(services, replacement);
	const { original, edited } = restored;
	const name = workspace.asRelativePath(original);
	const parts =
		original.toString() === replacement.original
			? [`${name} is the original again.`]
			: [`The file was changed since, so the original is ${name} now.`];
	if (edited !== undefined) {
		parts.push(`The edited image is ${workspace.asRelativePath(edited)}.`);
	}
	notify(services.log, 'info', parts.join(' '));
	return restored;
}

/** The same for several; tells of each where something is not as it was, else of all in one sentence. */
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
	for (const replacement of replacements) {
		const { original } = await restoreOriginal(services, replacement);
		if (original.toString() !== replacement.original) {
			moved.push(workspace.asRelativePath(original));
		}
	}
	const parts = [`${replacements.length} originals are back, and the new images beside them.`];
	if (moved.length > 0) {
		parts.push(`Under another name, because the file was changed since: ${moved.join(', ')}.`);
	}
	notify(services.log, 'info', parts.join(' '));
}

async function restoreOriginal(services: Services, replacement: Replacement): Promise<Restored> {
	const folder = Uri.parse(replacement.folder, true);
	const restored = await services.replaced.undo(replacement);
	const { edited } = restored;
	await changeRecord(services, folder, record =>
		movedOut(
			record,
			assetPath(folder, Uri.parse(replacement.replaced, true)),
			edited && assetPath(folder, edited),
		),
	);
	await updateVariants(services, folder, Uri.parse(replacement.original, true));
	return restored;
}

/** The files are what counts: a record that cannot be written is told of, and in the way of nothing. */
async function changeRecord(
	services: Services,
	folder: Uri,
	change: (record: AssetRecord) => AssetRecord,
): Promise<void> {
	try {
		await services.records.change(folder, change);
	} catch (error) {
		reportError(services.log, error);
	}
}
