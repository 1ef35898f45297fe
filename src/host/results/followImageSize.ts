import { Range, WorkspaceEdit, workspace, type TextDocument, type Uri } from 'vscode';
import { isSameSize, type PixelSize } from '../../core/images/pixelSize.ts';
import { forEachAtOnce } from '../../core/forEachAtOnce.ts';
import { followSize } from '../../core/documents/insert/followSize.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { findImageReferences } from '../../core/documents/references/findImageReferences.ts';
import { mayHaveImages } from '../../core/documents/references/imageMarks.ts';
import { createFolderListings } from '../../core/documents/roots/folderListings.ts';
import { createImagePlaces, type ImagePlaces } from '../../core/documents/roots/imagePlaces.ts';
import { gitIgnoreOf, listImages, readShort } from '../project/listImages.ts';
import { listDocuments } from '../project/listDocuments.ts';
import { projectFiles } from '../project/projectFiles.ts';
import { readerOf } from '../storage/folderReader.ts';
import type { Log } from '../ui/log.ts';
import { isSamePlace, keyOf, placeIn } from '../workspace/places.ts';

/** VS Code rejects an edit if the document changed in the meantime; attempts before giving up. */
const attempts = 3;
/** Documents that are read at the same time. */
const atOnce = 24;

/**
 * Updates the links to a replaced image that state its old size, in all documents of its workspace folder, as one undo
 * step. Open documents are left unsaved, all others are saved. Never rejects: the image is already in place.
 */
export async function followImageSize(
	log: Log,
	image: Uri,
	before: PixelSize | undefined,
	after: PixelSize | undefined,
): Promise<void> {
	if (before === undefined || after === undefined || isSameSize(before, after) || !workspace.isTrusted) {
		return;
	}
	try {
		await follow(image, before, after);
	} catch (error) {
		log.error(`Links to ${image.toString()} may still state its old size`, error);
	}
}

async function follow(image: Uri, before: PixelSize, after: PixelSize): Promise<void> {
	const folder = workspace.getWorkspaceFolder(image)?.uri;
	if (folder === undefined) {
		return;
	}
	const { signal } = new AbortController();
	const git = gitIgnoreOf(folder, signal);
	const open = new Set(workspace.textDocuments.map(({ uri }) => keyOf(uri)));
	const documents = await documentsWith(before, folder, await listDocuments(folder, folder, git, signal));
	const places = createImagePlaces({
		...createFolderListings(readerOf(folder)),
		...projectFiles(folder),
		images: async () => listImages(folder, await git, signal),
	});
	for (let attempt = 0; attempt < attempts; attempt += 1) {
		const edit = new WorkspaceEdit();
		for (const document of documents) {
			await addEdits(edit, document, { folder, image, places, before, after });
		}
		if (edit.size === 0) {
			return;
		}
		if (await workspace.applyEdit(edit)) {
			const changed = new Set(edit.entries().map(([uri]) => keyOf(uri)));
			for (const document of documents) {
				if (changed.has(keyOf(document.uri)) && !open.has(keyOf(document.uri))) {
					await document.save();
				}
			}
			return;
		}
	}
}

/** Documents that contain the numbers of a size, and an image. Only these have to be opened as text. */
async function documentsWith(
	{ width, height }: PixelSize,
	folder: Uri,
	paths: readonly string[],
): Promise<readonly TextDocument[]> {
	const sides = [String(width), String(height)];
	const mayHave = (text: string) => sides.every(side => text.includes(side)) && mayHaveImages(text);
	const byPath = new Map<string, TextDocument>();
	const open = new Map(workspace.textDocuments.map(document => [keyOf(document.uri), document]));
	await forEachAtOnce(paths, atOnce, async path => {
		const uri = folder.with({ path });
		const opened = open.get(keyOf(uri));
		const bytes = opened ? undefined : await readShort(uri, longestDocument);
		// Digits are ASCII; in UTF-16, each has a zero byte next to it.
		const text =
			opened?.getText() ??
			Buffer.from(bytes ?? [])
				.toString('latin1')
				.replaceAll('\0', '');
		if (mayHave(text)) {
			byPath.set(path, opened ?? (await workspace.openTextDocument(uri)));
		}
	});
	return paths.flatMap(path => byPath.get(path) ?? []);
}

/** An image whose size changed, and what is known about its folder. */
interface Resized {
	readonly folder: Uri;
	readonly image: Uri;
	readonly places: ImagePlaces;
	readonly before: PixelSize;
	readonly after: PixelSize;
}

async function addEdits(
	edit: WorkspaceEdit,
	document: TextDocument,
	{ folder, image, places, before, after }: Resized,
): Promise<void> {
	const { uri, languageId, fileName, version } = document;
	const references = findImageReferences({ text: document.getText(), languageId, fileName });
	const { searches } = await places.search(references, placeIn(folder, uri));
	const leading = references.filter((_, index) => {
		const found = searches[index]?.found;
		return found?.exists === true && isSamePlace(image.with({ path: found.path }), image);
	});
	if (document.version === version) {
		for (const { start, end, text } of followSize(leading, before, after)) {
			edit.replace(uri, new Range(document.positionAt(start), document.positionAt(end)), text);
		}
	}
}
