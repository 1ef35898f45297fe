import type { RgbaImage } from '../rgbaImage.ts';

const header = { directory: 6, entry: 16, bitmap: 40 };

/**
 * An ICO file of square images of up to 256 pixels, as bitmaps of 32 bits: every reader knows these, while some take
 * PNG for the largest ones alone. They can't hold metadata.
 */
export function packIco(images: readonly RgbaImage[]): Uint8Array<ArrayBuffer> {
	const bitmaps = images.map(bitmapOf);
	const directory = Buffer.alloc(header.directory + header.entry * images.length);
	directory.writeUInt16LE(1, 2);
	directory.writeUInt16LE(images.length, 4);
	let offset = directory.length;
	for (const [index, { width, height }] of images.entries()) {
		const at = header.directory + header.entry * index;
		const { length } = bitmaps[index] ?? Buffer.alloc(0);
		// 256 is written as 0.
		directory.writeUInt8(width & 255, at);
		directory.writeUInt8(height & 255, at + 1);
		directory.writeUInt16LE(1, at + 4);
		directory.writeUInt16LE(32, at + 6);
		directory.writeUInt32LE(length, at + 8);
		directory.writeUInt32LE(offset, at + 12);
		offset += length;
	}
	return new Uint8Array(Buffer.concat([directory, ...bitmaps]));
}

/**
 * A BITMAPINFOHEADER, the pixels from the bottom row up as blue, green, red and alpha, and a mask of the transparent
 * pixels.
 */
function bitmapOf({ width, height, data }: RgbaImage): Buffer {
	const maskRow = ((width + 31) >> 5) * 4;
	const bitmap = Buffer.alloc(header.bitmap + width * height * 4 + maskRow * height);
	bitmap.writeUInt32LE(header.bitmap, 0);
	bitmap.writeInt32LE(width, 4);
	// Of the picture and its mask together.
	bitmap.writeInt32LE(height * 2, 8);
	bitmap.writeUInt16LE(1, 12);
	bitmap.writeUInt16LE(32, 14);
	bitmap.writeUInt32LE(width * height * 4, 20);
	const mask = header.bitmap + width * height * 4;
	for (let y = 0; y < height; y += 1) {
		const row = height - 1 - y;
		for (let x = 0; x < width; x += 1) {
			const from = (y * width + x) * 4;
			const to = header.bitmap + (row * width + x) * 4;
			const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(from, from + 4);
			bitmap.set([blue, green, red, alpha], to);
			if (alpha === 0) {
				const at = mask + row * maskRow + (x >> 3);
				bitmap.writeUInt8(bitmap.readUInt8(at) | (0x80 >> (x & 7)), at);
			}
		}
	}
	return bitmap;
}
