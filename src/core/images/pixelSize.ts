import { pixels, type AspectRatio } from '../../shared/model.ts';

/** Pixels. */
export interface PixelSize {
	readonly width: number;
	readonly height: number;
}

/** The longest side that an image is converted to. */
export const largestSide = 8192;
/** The most pixels: beyond that, converting takes too long (8192 × 8192: 20 s and 3 GB). */
const mostPixels = 4096 * 4096;

/** Whether an image can be converted to this size: whole sides from 1 to 8192, and 16,777,216 pixels at most. */
export function isPixelSize({ width, height }: PixelSize): boolean {
	const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= largestSide;
	return isSide(width) && isSide(height) && width * height <= mostPixels;
}

export function isSameSize(a: PixelSize, b: PixelSize | undefined): boolean {
	return a.width === b?.width && a.height === b.height;
}

/** `1200x630`; undefined for anything else, and for a size that no image can be converted to. */
export function parseSize(text: string): PixelSize | undefined {
	const [, width = '', height = ''] = /^([1-9]\d{0,3})x([1-9]\d{0,3})$/.exec(text) ?? [];
	const size = { width: Number(width), height: Number(height) };
	return isPixelSize(size) ? size : undefined;
}

/** `1200x630` */
export function sizeText({ width, height }: PixelSize): string {
	return `${width}x${height}`;
}

/** How many times larger than it was made an image of that aspect ratio is shown at that size; below 1 it is made smaller. */
export function enlargement(size: PixelSize, aspectRatio: AspectRatio): number {
	const made = pixels[aspectRatio];
	return Math.max(size.width / made.width, size.height / made.height);
}

/** Above this, the user is warned that the image is enlarged. */
export const mostEnlarged = 2;
