import { isUtf8 } from 'node:buffer';
import { asBuffer } from './asBuffer.ts';

/** Decodes the text of a file that does not declare its encoding and is not UTF-8. */
type DecodeOther = (bytes: Uint8Array) => string | Promise<string>;

/**
 * The text of a file as an editor shows it, without its byte order mark: UTF-8 and UTF-16 with a mark, valid UTF-8,
 * and whatever `other` makes of anything else. A NUL means that it is something else, such as UTF-16 without a mark.
 *
 * @throws what `other` throws, for example for a file that is not text.
 */
export async function decodeText(bytes: Uint8Array, other: DecodeOther): Promise<string> {
	return decodeKnown(bytes) ?? (await other(bytes));
}

/** The same without `other`; undefined where it would be needed. */
export function decodeKnown(bytes: Uint8Array): string | undefined {
	const file = asBuffer(bytes);
	const marked = utf16Mark(file);
	if (marked !== undefined) {
		return new TextDecoder(marked).decode(file);
	}
	const start = file.toString('latin1', 0, 3) === '\xef\xbb\xbf' ? 3 : 0;
	const isKnown = start > 0 || (!file.includes(0) && isUtf8(file));
	return isKnown ? file.toString('utf8', start) : undefined;
}

/** Whether each ASCII character of a text is one byte, the same as in ASCII: only then can bytes be searched for it. */
export function isAsciiBased(bytes: Uint8Array): boolean {
	const file = asBuffer(bytes);
	return utf16Mark(file) === undefined && !file.includes(0);
}

function utf16Mark(file: Buffer): 'utf-16le' | 'utf-16be' | undefined {
	const mark = file.toString('latin1', 0, 2);
	return mark === '\xff\xfe' ? 'utf-16le' : mark === '\xfe\xff' ? 'utf-16be' : undefined;
}
