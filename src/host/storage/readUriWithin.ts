import { FileType, workspace, type Uri } from 'vscode';
import { isNotFound } from '../../core/assets/assetError.ts';
import { readFileWithin, tooLarge } from './readFileWithin.ts';

/** `readFileWithin`, and the same for what VS Code's file system alone can reach: there the size is asked for first. */
export async function readUriWithin(
	uri: Uri,
	most: number,
): Promise<Uint8Array | typeof tooLarge | undefined> {
	if (uri.scheme === 'file') {
		return readFileWithin(uri.fsPath, most);
	}
	try {
		const { size, type } = await workspace.fs.stat(uri);
		if ((type & FileType.File) === 0) {
			throw new Error(`${uri.path} is not a file.`);
		}
		const bytes = size > most ? undefined : await workspace.fs.readFile(uri);
		return bytes === undefined || bytes.byteLength > most ? tooLarge : bytes;
	} catch (error) {
		if (isNotFound(error)) {
			return undefined;
		}
		throw error;
	}
}
