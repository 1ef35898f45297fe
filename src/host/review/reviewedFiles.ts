import { Uri, type FileRenameEvent } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import type { Replacement } from '../../core/assets/replacement.ts';
import { reviewedOf, type Job, type SavedImage } from '../../core/jobs/job.ts';
import type { AssetList } from '../record/assetList.ts';
import type { Services } from '../services.ts';
import { readerOf } from '../storage/folderReader.ts';
import { keptPath } from '../storage/replacedFiles.ts';
import { isBelow, isSamePlace, pathFrom } from '../workspace/places.ts';
import type { ReviewGone } from './reviewConversation.ts';

/** An edit to be compared with the image it was made from. */
export interface ReviewSubject {
	readonly job: Job;
	readonly image: SavedImage;
	readonly note: string | undefined;
	/** Where both were last seen. */
	original: Uri;
	edited: Uri;
	/** What the record says of the original's content, once it is known. */
	originalSha256?: string | undefined;
}

/** Where the two pictures are. */
export interface ReviewedFiles {
	readonly before: Uri;
	readonly after: Uri;
	/** If after has taken before's place; before is the kept original then. */
	readonly replacement?: Replacement;
}

/** Where files are looked for that are not where they were. */
export interface ReviewSources {
	readonly assets: AssetList;
	/** The extension's own folder, with the originals that were replaced. */
	readonly storage: Uri;
}

/** Undefined for a job that is no edit, or saved nothing. */
export function subjectOf(job: Job, note: string | undefined): ReviewSubject | undefined {
	const [image] = job.saved ?? [];
	const reviewed = reviewedOf(job);
	return image === undefined || reviewed === undefined
		? undefined
		: { job, image, note, original: Uri.parse(reviewed, true), edited: Uri.parse(image.uri, true) };
}

/** Looks where the files are now, whoever replaced, restored or moved them, and notes it in the subject. */
export async function findReviewed(
	services: Services,
	{ assets, storage }: ReviewSources,
	subject: ReviewSubject,
): Promise<ReviewedFiles | ReviewGone> {
	const replacement = await replacementOf(services, subject);
	const { image } = subject;
	const originalName = baseNameOf(subject.original.path);
	if (replacement !== undefined) {
		const before = Uri.joinPath(storage, keptPath(replacement));
		const replaced = Uri.parse(replacement.replaced, true);
		const after = await findFile(assets, replaced, replacement.newSha256);
		return after === undefined
			? goneText(baseNameOf(replaced.path), 'deleted')
			: { before, after, replacement };
	}
	const editedName = baseNameOf(subject.edited.path);
	const seen = { ...subject };
	const edited = await findFile(assets, seen.edited, image.sha256);
	if (edited === undefined) {
		return goneText(editedName, 'discarded, deleted');
	}
	const original = await findFile(assets, seen.original, seen.originalSha256);
	if (isSamePlace(edited, original)) {
		return { gone: `${originalName} holds the new image now. Its original is no longer kept.` };
	}
	if (original === undefined) {
		return goneText(originalName, 'deleted');
	}
	// Meanwhile they may have been renamed.
	if (isSamePlace(subject.edited, seen.edited) && isSamePlace(subject.original, seen.original)) {
		Object.assign(subject, { original, edited });
	}
	subject.originalSha256 = (await services.records.entryOf(original))?.sha256;
	return { before: original, after: edited };
}

/** Follows files that are renamed in this window, alone or with their folder. */
export function followRenames(subject: ReviewSubject, { files }: FileRenameEvent): void {
	for (const { oldUri, newUri } of files) {
		const moved = (uri: Uri) =>
			isBelow(uri, oldUri) ? Uri.joinPath(newUri, pathFrom(oldUri, uri) ?? '') : uri;
		subject.original = moved(subject.original);
		subject.edited = moved(subject.edited);
	}
}

function goneText(name: string, how: string): ReviewGone {
	return { gone: `${name} was ${how} or moved away. If it comes back, it is shown here again.` };
}

async function replacementOf(
	{ replaced }: Services,
	{ job, image, edited }: ReviewSubject,
): Promise<Replacement | undefined> {
	return (await replaced.list()).find(
		({ at, edited: from, newSha256 }) =>
			newSha256 === image.sha256 ||
			// Someone has worked on it before it took the place. An earlier edit may have had its name.
			(at > job.intent.createdAt && isSamePlace(Uri.parse(from, true), edited)),
	);
}

/** The file itself, or where its content is according to the records; they follow what is moved. */
async function findFile(assets: AssetList, file: Uri, sha256: string | undefined): Promise<Uri | undefined> {
	if (await isFile(file)) {
		return file;
	}
	if (sha256 === undefined) {
		return undefined;
	}
	const moved = (await assets.read()).assets.find(({ entry }) => entry.sha256 === sha256)?.uri;
	return moved !== undefined && (await isFile(moved)) ? moved : undefined;
}

const isFile = (uri: Uri) => readerOf(uri).exists(uri.path);
