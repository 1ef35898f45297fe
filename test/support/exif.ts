import { pngChunk } from '../emulator/images/png.ts';
import { padImage } from '../emulator/images/padImage.ts';
import type { OutputFormat } from '../../src/shared/model.ts';

/** A TIFF block with one entry: the orientation of the image. */
export function exifBlock(orientation: number, order: 'II' | 'MM', type = 3): Buffer {
	const block = Buffer.alloc(26);
	block.write(order, 0, 'latin1');
	const short = (value: number, at: number) =>
		order === 'II' ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at);
	const long = (value: number, at: number) =>
		order === 'II' ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at);
	short(42, 2);
	long(8, 4);
	short(1, 8);
	short(0x0112, 10);
	short(type, 12);
	long(1, 14);
	short(orientation, 18);
	return block;
}

/** The image file with an EXIF block in the place that its format has for it. */
export function withExif(image: Buffer, format: OutputFormat, block: Buffer): Buffer {
	switch (format) {
		case 'jpeg':
			return Buffer.concat([image.subarray(0, 2), jpegSegment(0xe1, exifData(block)), image.subarray(2)]);
		case 'png': {
			// Signature and IHDR come first.
			const head = 8 + 25;
			return Buffer.concat([image.subarray(0, head), pngChunk('eXIf', block), image.subarray(head)]);
		}
		case 'webp': {
			// Padding turns it into a file of the extended form, which may contain further chunks.
			const padded = padImage(image, image.length + 1);
			const chunk = Buffer.alloc(8);
			chunk.write('EXIF', 0, 'latin1');
			chunk.writeUInt32LE(block.length, 4);
			const file = Buffer.concat([padded, chunk, block]);
			file.writeUInt32LE(file.length - 8, 4);
			// Bit 3 of the extended header says that there is EXIF.
			file.writeUInt8(file.readUInt8(20) | 0x08, 20);
			return file;
		}
	}
}

/** The block as JPEG contains it. */
export function exifData(block: Buffer): Buffer {
	return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]);
}

export function jpegSegment(marker: number, data: Buffer): Buffer {
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(data.length + 2, 2);
	return Buffer.concat([head, data]);
}
