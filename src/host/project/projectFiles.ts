import { workspace, type Uri } from 'vscode';
import type { FileLookup } from '../../core/documents/roots/fileLookup.ts';
import { parseRoots } from '../../core/documents/roots/rootSetting.ts';
import { policy } from '../../core/policy.ts';
import { settingSection } from '../contributions.ts';
import { readShort } from './listImages.ts';

/** What is read of the projects on the file system of a URI, and what the user says of them. */
export function projectFiles(like: Uri): Required<Pick<FileLookup, 'read' | 'settings'>> {
	return {
		async read(path) {
			const bytes = await readShort(like.with({ path, query: '', fragment: '' }), policy.projectFileBytes);
			return bytes && new TextDecoder().decode(bytes);
		},
		settings(path) {
			const configuration = workspace.getConfiguration(settingSection, like.with({ path }));
			return parseRoots(configuration.get<unknown>('roots'));
		},
	};
}
