import { type FileRenameEvent, l10n, Uri } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import type { Replacement } from '../../core/assets/replacement.ts';
import { reviewedOf, type Job, type SavedImage } from '../../core/jobs/job.ts';
import type { AssetList } from '../record/assetList.ts';
import type { Services } from '../services.ts';
import { restoreOf } from '../results/removeImage.ts';
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

/** One of the pictures can't be found. */
interface MissingFile extends ReviewGone {
	/** Where it was, and what it contained. */
	readonly file?: Uri;
	readonly sha256?: string | undefined;
}

/** Where to look for files that were moved. */
export interface ReviewSources {
	readonly assets: AssetList;
	/** The extension's own folder, with the originals that were replaced. */
	readonly storage: Uri;
}

/** Undefined for a job that isn't an edit, or saved nothing. */
export function subjectOf(job: Job, note: string | undefined): ReviewSubject | undefined {
	const [image] = job.saved ?? [];
	const reviewed = reviewedOf(job);
	return image === undefined || reviewed === undefined
		? undefined
		: { job, image, note, original: Uri.parse(reviewed, true), edited: Uri.parse(image.uri, true) };
}

/** Finds where the files are now, however they were replaced, restored or moved, and updates the subject. */
export async function findReviewed(
	services: Services,
	{ assets, storage }: ReviewSources,
	subject: ReviewSubject,
): Promise<ReviewedFiles | MissingFile> {
	const replacement = await replacementOf(services, subject);
	const { image } = subject;
	const originalName = baseNameOf(subject.original.path);
	if (replacement !== undefined) {
		const before = Uri.joinPath(storage, keptPath(replacement));
		const replaced = Uri.parse(replacement.replaced, true);
		const after = await findFile(assets, replaced, replacement.newSha256);
		return after === undefined
			? gone(services, replaced, replacement.newSha256)
			: { before, after, replacement };
	}
	const seen = { ...subject };
	const edited = await findFile(assets, seen.edited, image.sha256);
	if (edited === undefined) {
		return gone(services, seen.edited, image.sha256);
	}
	const original = await findFile(assets, seen.original, seen.originalSha256);
	if (isSamePlace(edited, original)) {
		return { gone: l10n.t('{0} is now the new image. Its original is no longer kept.', originalName) };
	}
	if (original === undefined) {
		return gone(services, seen.original, seen.originalSha256);
	}
	// They may have been renamed meanwhile.
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

async function gone(services: Services, file: Uri, sha256: string | undefined): Promise<MissingFile> {
	const name = baseNameOf(file.path);
	return {
		gone: l10n.t('{0} was deleted or moved away. If it comes back, it is shown here again.', name),
		file,
		sha256,
		restorable: sha256 !== undefined && (await restoreOf(services, file, sha256)) !== undefined,
	};
}

async function replacementOf(
	{ replaced }: Services,
	{ job, image, edited }: ReviewSubject,
): Promise<Replacement | undefined> {
	return (await replaced.list()).find(
		({ at, edited: from, newSha256 }) =>
			newSha256 === image.sha256 ||
			// Someone changed it before it replaced the original. An earlier edit may have had its name.
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
