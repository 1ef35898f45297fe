import { asBuffer } from '../text/asBuffer.ts';

/** Reads bytes at an offset; fewer where the file ends. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>;

/** A piece of a file: a JPEG segment, or a chunk of PNG or WebP. */
export interface Block {
	/** A JPEG marker in hexadecimal (`e1`), or the four letters of a chunk. */
	readonly type: string;
	/** Where its content begins, and its declared length: the file may end earlier. */
	readonly at: number;
	readonly length: number;
}

/** The most blocks that are skipped before the search gives up. */
const mostBlocks = 1000;

/** A reader of bytes in memory. */
export function readFrom(bytes: Uint8Array): ReadAt {
	return (at, length) => Promise.resolve(bytes.subarray(at, at + length));
}

/** The content of a block as far as it is there, and at most so many bytes of it. */
export async function contentOf(read: ReadAt, { at, length }: Block, most = length): Promise<Buffer> {
	return asBuffer(await read(at, Math.min(length, most)));
}

/** The segments of a JPEG before its first scan. */
export async function* jpegBlocks(read: ReadAt): AsyncGenerator<Block> {
	let at = 2;
	for (let count = 0; count < mostBlocks; count += 1) {
		const head = asBuffer(await read(at, 4));
		if (head.length < 4 || head.readUInt8(0) !== 0xff) {
			return;
		}
		const marker = head.readUInt8(1);
		if (marker === 0xff) {
			// A fill byte.
			at += 1;
			continue;
		}
		if (marker === 0xda || marker === 0xd9) {
			return;
		}
		const length = head.readUInt16BE(2);
		yield { type: marker.toString(16), at: at + 4, length: Math.max(0, length - 2) };
		at += 2 + length;
	}
}

/** The chunks of a PNG before its image data. */
export async function* pngBlocks(read: ReadAt): AsyncGenerator<Block> {
	let at = 8;
	for (let count = 0; count < mostBlocks; count += 1) {
		const head = asBuffer(await read(at, 8));
		const type = head.toString('latin1', 4, 8);
		if (head.length < 8 || type === 'IDAT' || type === 'IEND') {
			return;
		}
		const length = head.readUInt32BE(0);
		yield { type, at: at + 8, length };
		at += 12 + length;
	}
}

/** The chunks of a WebP. */
export async function* webpBlocks(read: ReadAt): AsyncGenerator<Block> {
	let at = 12;
	for (let count = 0; count < mostBlocks; count += 1) {
		const head = asBuffer(await read(at, 8));
		if (head.length < 8) {
			return;
		}
		const length = head.readUInt32LE(4);
		yield { type: head.toString('latin1', 0, 4), at: at + 8, length };
		at += 8 + length + (length % 2);
	}
}
