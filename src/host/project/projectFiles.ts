import { workspace, type Uri } from 'vscode';
import { parentOf } from '../../core/assets/assetPath.ts';
import type { FileLookup } from '../../core/documents/roots/fileLookup.ts';
import { createFolderListings } from '../../core/documents/roots/folderListings.ts';
import { createProjectFinder } from '../../core/documents/roots/projectRoots.ts';
import type { Root } from '../../core/documents/roots/surroundings.ts';
import { parseRoots } from '../../core/documents/roots/rootSetting.ts';
import { policy } from '../../core/policy.ts';
import { settingSection } from '../contributions.ts';
import { decodeFile } from '../storage/decodeFile.ts';
import { readerOf } from '../storage/folderReader.ts';
import { placeIn } from '../workspace/places.ts';
import { readShort } from './listImages.ts';

/** Reads project files on the file system of a URI, and the user's settings for them. */
export function projectFiles(like: Uri): Required<Pick<FileLookup, 'read' | 'settings'>> {
	return {
		async read(path) {
			const uri = like.with({ path, query: '', fragment: '' });
			const bytes = await readShort(uri, policy.projectFileBytes);
			return bytes && decodeFile(uri, bytes).catch(() => undefined);
		},
		settings(path) {
			const configuration = workspace.getConfiguration(settingSection, like.with({ path }));
			return parseRoots(configuration.get<unknown>('roots'));
		},
	};
}

/** The roots of a document's project, if it builds a site; empty if they can't be read. */
export async function siteRootsOf(workspaceFolder: Uri, document: Uri): Promise<readonly Root[]> {
	const files = { ...createFolderListings(readerOf(workspaceFolder)), ...projectFiles(workspaceFolder) };
	const { path } = placeIn(workspaceFolder, document);
	try {
		const project = await createProjectFinder(files).of(parentOf(path), workspaceFolder.path);
		return project.isSite ? project.roots : [];
	} catch {
		return [];
	}
}
