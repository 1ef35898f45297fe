import { workspace, type Uri } from 'vscode';
import type { ImageList } from '../../core/documents/roots/imageList.ts';
import type { MissingReference } from '../../core/documents/missing/missing.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { createFolderListings } from '../../core/documents/roots/folderListings.ts';
import { decodeFile } from '../storage/decodeFile.ts';
import { readerOf } from '../storage/folderReader.ts';
import { keyOf } from '../workspace/places.ts';
import { listDocuments } from '../project/listDocuments.ts';
import { listedFiles } from '../project/listFiles.ts';
import { gitIgnoreOf, listImages, readShort } from '../project/listImages.ts';
import { scanDocuments } from './scanDocuments.ts';
import { searchFiles } from './searchFiles.ts';
import { projectFiles } from '../project/projectFiles.ts';

/** Up to this many files are read faster than a thread starts. */
const few = 500;

export interface Scan {
	/** The scanned folder. */
	readonly folder: Uri;
	/** How many documents were scanned. */
	readonly documents: number;
	readonly missing: readonly MissingReference[];
}

/**
 * Finds the missing images in all documents of a workspace folder, or of a folder in it, except those that Git
 * ignores. Unsaved documents are read from the editor.
 *
 * @throws the signal's reason
 */
export async function scanWorkspace(
	folder: Uri,
	workspaceFolder: Uri,
	signal: AbortSignal,
	onProgress: (done: number, of: number) => void = () => undefined,
): Promise<Scan> {
	const list = listedFiles(folder, workspaceFolder, signal);
	const git = gitIgnoreOf(workspaceFolder, signal, list);
	const paths = await listDocuments(folder, workspaceFolder, git, signal, list);
	const unsaved = new Map(
		workspace.textDocuments
			.filter(({ isDirty, uri }) => isDirty && uri.scheme === folder.scheme)
			.map(document => [keyOf(document.uri), document]),
	);
	const searched =
		folder.scheme === 'file' && paths.length > few
			? searchFiles(
					paths.map(path => folder.with({ path }).fsPath),
					signal,
				)
			: undefined;
	let listed: Promise<ImageList> | undefined;
	const missing = await scanDocuments(
		paths,
		workspaceFolder.path,
		{
			read: async (path, index) => {
				const uri = folder.with({ path });
				const text = unsaved.size === 0 ? undefined : unsaved.get(keyOf(uri))?.getText();
				const content = text ?? (await searched?.(index)) ?? (await readShort(uri, longestDocument));
				return content === false ? undefined : content;
			},
			decode: (path, bytes) => decodeFile(folder.with({ path }), bytes),
			files: {
				...createFolderListings(readerOf(folder)),
				...projectFiles(folder),
				// Used only if a reference leads nowhere.
				images: () => (listed ??= git.then(ignored => listImages(workspaceFolder, ignored, signal, list))),
			},
			onProgress: done => {
				onProgress(done, paths.length);
			},
		},
		signal,
	);
	return { folder, documents: paths.length, missing };
}
