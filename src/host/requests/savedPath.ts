import { workspace } from 'vscode';
import { assetFileName } from '../../core/assets/assetFileName.ts';
import { nameKey, nextFreeName } from '../../core/assets/freeName.ts';
import { filesOf } from '../storage/assetSink.ts';
import type { PreparedRequest } from './prepareRequest.ts';

/** Where an image is saved. */
interface SavedPath {
	/** As VS Code shows it, from the workspace folder. */
	readonly folder: string;
	readonly file: string;
}

/** Where the image of a request would be saved right now; another window may still take the name first. */
export async function savedPathOf({
	destination,
	parameters,
	workspaceFolder,
}: PreparedRequest): Promise<SavedPath> {
	const files = filesOf(workspaceFolder);
	const there = await files.stat(destination.folder);
	const names = there === 'folder' ? await files.list(destination.folder) : [];
	const taken = new Set(names.map(nameKey));
	const name = assetFileName(destination.fileName, parameters.outputFormat);
	const folder = workspace.asRelativePath(workspaceFolder.with({ path: destination.folder }), false);
	return { folder, file: nextFreeName(name, key => taken.has(key)) };
}
