import { workspace, type Uri } from 'vscode';
import { decodeText } from '../../core/text/decodeText.ts';

/** The file that the message names isn't text. */
export class BinaryError extends Error {
	override readonly name = 'BinaryError';
}

/**
 * The text of a file that isn't open, as VS Code would show it. If the encoding isn't obvious, VS Code decodes it,
 * which respects `files.encoding` and takes up to 5 ms.
 *
 * @throws BinaryError
 */
export function decodeFile(uri: Uri, bytes: Uint8Array): Promise<string> {
	return decodeText(bytes, async other => {
		try {
			return await workspace.decode(other, { uri });
		} catch (error) {
			throw new BinaryError(uri.path, { cause: error });
		}
	});
}
