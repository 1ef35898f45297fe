import { workspace, type Uri } from 'vscode';
import { decodeText } from '../../core/text/decodeText.ts';

/** A file is no text. */
export class BinaryError extends Error {
	override readonly name = 'BinaryError';
}

/**
 * The text of a file that is not open, as VS Code would show it: what is not plain to see is asked of VS Code, which
 * heeds `files.encoding` and takes up to 5 ms.
 *
 * @throws BinaryError
 */
export function decodeFile(uri: Uri, bytes: Uint8Array): Promise<string> {
	return decodeText(bytes, async other => {
		try {
			return await workspace.decode(other, { uri });
		} catch (error) {
			throw new BinaryError(`${uri.path} is no text.`, { cause: error });
		}
	});
}
