import { MalformedAnswerError } from './errors/malformedAnswerError.ts';

/** The body was larger than the ceiling; nothing beyond it was kept. */
export class BodyTooLargeError extends MalformedAnswerError {
	/** In bytes. */
	readonly ceiling: number;

	constructor(ceiling: number) {
		super(`The answer is larger than ${ceiling} bytes`, '');
		this.ceiling = ceiling;
	}
}

/**
 * Reads a body to its end, counting decompressed bytes, and stops at `ceiling` bytes. `onBytes` is called for every
 * chunk, so that a caller can tell a stalled body from a slow one.
 *
 * @throws BodyTooLargeError beyond the ceiling; whatever the connection throws when it breaks.
 */
export async function readBody(
	response: Response,
	ceiling: number,
	onBytes?: (count: number) => void,
): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	let length = 0;
	if (response.body !== null) {
		for await (const piece of response.body as AsyncIterable<Uint8Array>) {
			length += piece.byteLength;
			if (length > ceiling) {
				throw new BodyTooLargeError(ceiling);
			}
			onBytes?.(piece.byteLength);
			pieces.push(piece);
		}
	}
	return Buffer.concat(pieces, length);
}
