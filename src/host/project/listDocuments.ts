import { workspace, type Uri } from 'vscode';
import { missingExtensions, missingNames } from '../../core/documents/missing/missingLanguages.ts';
import { belongsTo, placeIn } from '../workspace/places.ts';
import type { GitIgnore } from './gitIgnore.ts';
import { findFiles, withoutIgnored } from './listImages.ts';

// VS Code's globs don't match nested braces.
const documents = `**/{${[...missingExtensions.map(extension => `*.${extension}`), ...missingNames].join(',')}}`;

/**
 * The sorted paths of all documents that may show images, in a workspace folder or a folder in it, except those that
 * Git ignores.
 *
 * @param git of the workspace folder
 * @throws the signal's reason
 */
export async function listDocuments(
	folder: Uri,
	workspaceFolder: Uri,
	git: Promise<GitIgnore>,
	signal: AbortSignal,
): Promise<readonly string[]> {
	// Workspace folders may nest.
	const isOwn = (uri: Uri) => workspace.workspaceFolders?.length === 1 || belongsTo(uri, workspaceFolder);
	const [found, ignored] = await Promise.all([findFiles(folder, documents, signal), git]);
	const paths = found.filter(isOwn).map(uri => placeIn(workspaceFolder, uri).path);
	return (await withoutIgnored(paths, ignored, signal)).sort();
}
