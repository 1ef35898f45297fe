import { workspace, type Uri } from 'vscode';
import { errorCode, isNotFound } from '../../core/assets/assetError.ts';
import { withDriveSlash } from '../../core/assets/assetPath.ts';
import { ignoresCase } from '../../core/assets/samePath.ts';
import type { FolderReader } from '../../core/documents/roots/folderListings.ts';
import { machineFs } from './durableFs.ts';

/** Reads the disk itself if it can, otherwise through VS Code's file system. */
export function readerOf(like: Uri): FolderReader {
	const uriOf = (path: string) => like.with({ path: withDriveSlash(path), query: '', fragment: '' });
	const onDisk = like.scheme === 'file';
	return {
		ignoresCase: ignoresCase(like.scheme, process.platform),
		names: path =>
			orNothing(async () =>
				onDisk
					? machineFs.readdir(uriOf(path).fsPath)
					: (await workspace.fs.readDirectory(uriOf(path))).map(([name]) => name),
			),
		exists: async path =>
			(await orNothing(async () => {
				await (onDisk ? machineFs.stat(uriOf(path).fsPath) : workspace.fs.stat(uriOf(path)));
				return true;
			})) === true,
	};
}

async function orNothing<T>(ask: () => Promise<T>): Promise<T | undefined> {
	try {
		return await ask();
	} catch (error) {
		if (isNotFound(error) || errorCode(error) === 'ENOTDIR') {
			return undefined;
		}
		throw error;
	}
}
