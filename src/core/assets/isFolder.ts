import { AssetError } from './assetError.ts';
import type { AssetFiles } from './assetFiles.ts';

/** Whether there is a folder. A file at the path or above it means no; any other failure is thrown. */
export async function isFolder(files: Pick<AssetFiles, 'stat'>, path: string): Promise<boolean> {
	try {
		return (await files.stat(path)) === 'folder';
	} catch (error) {
		if (error instanceof AssetError && error.code === 'notAFolder') {
			return false;
		}
		throw error;
	}
}
