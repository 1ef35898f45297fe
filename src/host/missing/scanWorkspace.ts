import { workspace, type Uri } from 'vscode';
import type { ImageList } from '../../core/documents/roots/imageList.ts';
import type { MissingReference } from '../../core/documents/missing/missing.ts';
import { longestDocument, missingExtensions } from '../../core/documents/missing/missingLanguages.ts';
import { createFolderListings } from '../../core/documents/roots/folderListings.ts';
import { decodeFile } from '../storage/decodeFile.ts';
import { readerOf } from '../storage/folderReader.ts';
import { belongsTo, keyOf, placeIn } from '../workspace/places.ts';
import { findFiles, gitIgnoreOf, listImages, readShort, withoutIgnored } from '../project/listImages.ts';
import { scanDocuments } from './scanDocuments.ts';
import { projectFiles } from '../project/projectFiles.ts';

const documents = `**/*.{${missingExtensions.join(',')}}`;

export interface Scan {
	/** That was looked through. */
	readonly folder: Uri;
	/** How many documents were looked at. */
	readonly documents: number;
	readonly missing: readonly MissingReference[];
}

/**
 * Looks for missing images in all documents of a workspace folder, or of a folder in it, but for those that Git
 * ignores. What is open counts as it is in the editor.
 *
 * @throws the signal's reason
 */
export async function scanWorkspace(
	folder: Uri,
	workspaceFolder: Uri,
	signal: AbortSignal,
	onProgress: (done: number, of: number) => void = () => undefined,
): Promise<Scan> {
	// Folders of a workspace may nest.
	const isOwn = (uri: Uri) => workspace.workspaceFolders?.length === 1 || belongsTo(uri, workspaceFolder);
	const [found, git] = await Promise.all([
		findFiles(folder, documents, signal),
		gitIgnoreOf(workspaceFolder, signal),
	]);
	const paths = await withoutIgnored(
		found.filter(isOwn).map(uri => placeIn(workspaceFolder, uri).path),
		git,
		signal,
	);
	paths.sort();
	const unsaved = new Map(
		workspace.textDocuments
			.filter(({ isDirty, uri }) => isDirty && uri.scheme === folder.scheme)
			.map(document => [keyOf(document.uri), document]),
	);
	let listed: Promise<ImageList> | undefined;
	const missing = await scanDocuments(
		paths,
		workspaceFolder.path,
		{
			read: path => {
				const text = unsaved.get(keyOf(folder.with({ path })))?.getText();
				return text === undefined ? readShort(folder.with({ path }), longestDocument) : Promise.resolve(text);
			},
			decode: (path, bytes) => decodeFile(folder.with({ path }), bytes),
			files: {
				...createFolderListings(readerOf(folder)),
				...projectFiles(folder),
				// Only where a document has a reference that leads nowhere.
				images: () => (listed ??= listImages(workspaceFolder, git, signal)),
			},
			onProgress: done => {
				onProgress(done, paths.length);
			},
		},
		signal,
	);
	return { folder, documents: paths.length, missing };
}
