import { FileType, Uri, workspace } from 'vscode';
import type { ForeignFiles } from './referenceStore.ts';

/** The files of every file system that VS Code has a provider for. */
export const foreignFiles: ForeignFiles = {
	async stat(uri) {
		const { type, size } = await workspace.fs.stat(Uri.parse(uri, true));
		const kind =
			(type & FileType.Directory) !== 0 ? 'folder' : (type & FileType.File) !== 0 ? 'file' : 'other';
		return { kind, bytes: size };
	},
	async readFile(uri) {
		return workspace.fs.readFile(Uri.parse(uri, true));
	},
};
