import { FileType, workspace, type Uri } from 'vscode';
import { AssetError, isNotFound } from '../../core/assets/assetError.ts';
import { readWhole } from './readWhole.ts';

/** The file has more bytes than the limit. */
export const tooLarge = Symbol('tooLarge');

/**
 * The bytes of a file, at most `most` of them; undefined if there is none. If only VS Code's file system can reach
 * it, its size is checked first.
 */
export async function readUriWithin(
	uri: Uri,
	most: number,
): Promise<Uint8Array | typeof tooLarge | undefined> {
	try {
		if (uri.scheme === 'file') {
			return await readWhole(uri.fsPath, most);
		}
		const { size, type } = await workspace.fs.stat(uri);
		if ((type & FileType.File) === 0) {
			throw new AssetError('notAFile', `${uri.path} is not a file.`, { path: uri.path });
		}
		const bytes = size > most ? undefined : await workspace.fs.readFile(uri);
		return bytes === undefined || bytes.byteLength > most ? tooLarge : bytes;
	} catch (error) {
		if (error instanceof AssetError && error.code === 'tooLarge') {
			return tooLarge;
		}
		if (isNotFound(error)) {
			return undefined;
		}
		throw error;
	}
}
