import { aspectRatios, pixels, type AspectRatio } from '../../shared/model.ts';
import { contentOf, jpegBlocks, pngBlocks, webpBlocks, type ReadAt } from './blocks.ts';
import type { ImageSize } from './imageStructure.ts';
import { detectFormat } from './imageFormat.ts';

/** EXIF's eight orientations: 1 as it is stored; 5 to 8 with width and height exchanged. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** An EXIF block is at most one JPEG segment, in every format in use. */
const longestExif = 65_535;

/**
 * The orientation in the metadata of a PNG, JPEG or WebP file, and 1 where there is none. Only the headers of
 * blocks are read until the one with it is found; pixels are not.
 */
export async function orientationOf(read: ReadAt): Promise<Orientation> {
	const head = await read(0, 16);
	switch (detectFormat(head)) {
		case 'jpeg':
			return exifOrientation(await jpegExif(read));
		case 'png':
			return exifOrientation(await pngExif(read));
		case 'webp':
			return exifOrientation(await webpExif(read));
		default:
			return 1;
	}
}

/** The size of an image as it is shown. */
export function displaySize({ width, height }: ImageSize, orientation: Orientation): ImageSize {
	return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** The aspect ratio of the service that is nearest to a size, by the logarithm: twice as wide is as far as half. */
export function nearestAspectRatio({ width, height }: ImageSize): AspectRatio {
	const wanted = Math.log(width / height);
	let nearest: AspectRatio = '1:1';
	let least = Infinity;
	for (const ratio of aspectRatios) {
		const distance = Math.abs(wanted - Math.log(pixels[ratio].width / pixels[ratio].height));
		if (distance < least) {
			nearest = ratio;
			least = distance;
		}
	}
	return nearest;
}

/** Proportions that differ by less than this look the same: 1.5 % of a side. */
const sameProportions = 0.015;

/**
 * The size that gives an edit the proportions of its source, where those aren't the service's own: as much of what is
 * made as fits. Undefined where the edit is right as it is made.
 */
export function sizeOfEdit(source: ImageSize): ImageSize | undefined {
	const made = pixels[nearestAspectRatio(source)];
	const ratio = (source.width * made.height) / (source.height * made.width);
	if (Math.abs(Math.log(ratio)) < sameProportions) {
		return undefined;
	}
	const scale = Math.min(made.width / source.width, made.height / source.height);
	const side = (length: number) => Math.max(1, Math.round(length * scale));
	return { width: side(source.width), height: side(source.height) };
}

/** The APP1 segment that begins with `Exif` (Exif 2.32, §4.7.2), before the first scan. */
async function jpegExif(read: ReadAt): Promise<Buffer | undefined> {
	for await (const block of jpegBlocks(read)) {
		if (block.type === 'e1' && (await contentOf(read, block, 4)).toString('latin1') === 'Exif') {
			return contentOf(read, block);
		}
	}
	return undefined;
}

/** The eXIf chunk (PNG, third edition, §11.3.3.6), before the image data, where browsers look for it. */
async function pngExif(read: ReadAt): Promise<Buffer | undefined> {
	for await (const block of pngBlocks(read)) {
		if (block.type === 'eXIf') {
			return contentOf(read, block, longestExif);
		}
	}
	return undefined;
}

/** The EXIF chunk (RFC 9649 §2.7.1.5), which comes after the image data. */
async function webpExif(read: ReadAt): Promise<Buffer | undefined> {
	for await (const block of webpBlocks(read)) {
		if (block.type === 'EXIF') {
			return contentOf(read, block, longestExif);
		}
	}
	return undefined;
}

const orientationTag = 0x0112;
const shortType = 3;

/** The orientation in a TIFF block, with or without `Exif\0\0` before it; 1 where it is missing or makes no sense. */
function exifOrientation(block: Buffer | undefined): Orientation {
	if (block === undefined) {
		return 1;
	}
	const tiff = block.toString('latin1', 0, 4) === 'Exif' ? block.subarray(6) : block;
	const order = tiff.toString('latin1', 0, 2);
	if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) {
		return 1;
	}
	const isLittle = order === 'II';
	const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
	const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
	if (short(2) !== 42 || directory + 2 > tiff.length) {
		return 1;
	}
	const entries = short(directory);
	for (let index = 0; index < entries; index += 1) {
		const at = directory + 2 + 12 * index;
		if (at + 12 > tiff.length) {
			return 1;
		}
		if (short(at) === orientationTag) {
			const value = short(at + 2) === shortType ? short(at + 8) : 1;
			return value >= 1 && value <= 8 ? (value as Orientation) : 1;
		}
	}
	return 1;
}
