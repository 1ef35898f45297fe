import { workspace, type Uri } from 'vscode';
import { belongsTo } from '../workspace/places.ts';
import type { GitIgnore } from './gitIgnore.ts';
import { searchedFiles } from './listFiles.ts';
import { withoutIgnored } from './listImages.ts';

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
	list = searchedFiles(workspaceFolder, signal),
): Promise<readonly string[]> {
	// Workspace folders may nest.
	const isOwn = (path: string) =>
		workspace.workspaceFolders?.length === 1 || belongsTo(folder.with({ path }), workspaceFolder);
	const [found, ignored] = await Promise.all([list(folder, 'documents'), git]);
	return (await withoutIgnored(found.filter(isOwn), ignored, signal)).sort();
}
