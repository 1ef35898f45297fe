import { deflateSync } from 'node:zlib';
import { pngChunk } from '../../emulator/images/png.ts';
import { jpegSegment } from '../../support/exif.ts';

export interface PngVariant {
	name: string;
	bytes: Buffer;
	/** RGBA. */
	pixels: number[];
}

/** A PNG for each color type (PNG, third edition, §11.2.1), of one row. */
export function pngVariants(): PngVariant[] {
	const palette = pngChunk('PLTE', Buffer.from([1, 2, 3, 4, 5, 6]));
	const see = (...values: number[]) => pngChunk('tRNS', Buffer.from(values));
	return [
		{ name: 'gray', bytes: png(2, 8, 0, [10, 200]), pixels: [10, 10, 10, 255, 200, 200, 200, 255] },
		{ name: 'black and white', bytes: png(2, 1, 0, [0x40]), pixels: [0, 0, 0, 255, 255, 255, 255, 255] },
		{ name: 'gray, 16 bits', bytes: png(1, 16, 0, [10, 0]), pixels: [10, 10, 10, 255] },
		{ name: 'gray and alpha', bytes: png(1, 8, 4, [10, 5]), pixels: [10, 10, 10, 5] },
		{ name: 'RGB', bytes: png(2, 8, 2, [1, 2, 3, 4, 5, 6]), pixels: [1, 2, 3, 255, 4, 5, 6, 255] },
		{
			name: 'RGB with a color that is transparent',
			bytes: png(2, 8, 2, [1, 2, 3, 4, 5, 6], [see(0, 1, 0, 2, 0, 3)]),
			pixels: [1, 2, 3, 0, 4, 5, 6, 255],
		},
		{ name: 'palette', bytes: png(2, 8, 3, [1, 0], [palette]), pixels: [4, 5, 6, 255, 1, 2, 3, 255] },
		{ name: 'palette, 2 bits', bytes: png(2, 2, 3, [0x10], [palette]), pixels: [1, 2, 3, 255, 4, 5, 6, 255] },
		{
			name: 'palette with alpha',
			bytes: png(2, 8, 3, [0, 1], [palette, see(9)]),
			pixels: [1, 2, 3, 9, 4, 5, 6, 255],
		},
		{ name: 'RGBA, 16 bits', bytes: png(1, 16, 6, [1, 0, 2, 0, 3, 0, 128, 0]), pixels: [1, 2, 3, 128] },
		{ name: 'interlaced', bytes: png(1, 8, 6, [1, 2, 3, 4], [], 1), pixels: [1, 2, 3, 4] },
	];
}

function png(
	width: number,
	bitDepth: number,
	colorType: number,
	row: readonly number[],
	chunks: readonly Buffer[] = [],
	interlaced = 0,
): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(1, 4);
	header.set([bitDepth, colorType, 0, 0, interlaced], 8);
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		pngChunk('IHDR', header),
		...chunks,
		pngChunk('IDAT', deflateSync(Buffer.from([0, ...row]))),
		pngChunk('IEND', Buffer.alloc(0)),
	]);
}

/** A JPEG of cyan, magenta, yellow and black, 8 × 8 pixels of one color. */
export function cmykJpeg(): Buffer {
	const components = [1, 2, 3, 4];
	/** A Huffman table with one code of one bit, for 0. */
	const table = (id: number) => jpegSegment(0xc4, Buffer.from([id, 1, ...new Array<number>(15).fill(0), 0]));
	const frame = [8, 0, 8, 0, 8, 4, ...components.flatMap(id => [id, 0x11, 0])];
	const scan = [4, ...components.flatMap(id => [id, 0]), 0, 63, 0];
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		jpegSegment(0xdb, Buffer.from([0, ...new Array<number>(64).fill(1)])),
		jpegSegment(0xc0, Buffer.from(frame)),
		table(0x00),
		table(0x10),
		jpegSegment(0xda, Buffer.from(scan)),
		Buffer.from([0x00, 0xff, 0xd9]),
	]);
}
