import { deflateSync } from 'node:zlib';
import { contentHash } from '../../src/core/images/contentHash.ts';
import { pngChunk } from '../../src/core/images/pngChunk.ts';

const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
const before = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), pngChunk('IHDR', header)]);
const after = Buffer.concat([
	pngChunk('IDAT', deflateSync(Buffer.alloc(4))),
	pngChunk('IEND', Buffer.alloc(0)),
]);

/** A complete PNG of one pixel, made unique by its text. */
export function imageOf(text: string): Buffer {
	return Buffer.concat([before, pngChunk('tEXt', Buffer.from(`Comment\0${text}`, 'latin1')), after]);
}

/** The hash of the image with this text. */
export const imageHash = (text: string): string => contentHash(imageOf(text));
