import { pixels, type AspectRatio } from '../../shared/model.ts';
import { formatSize } from '../../shared/units.ts';

/** Pixels. */
export interface PixelSize {
	readonly width: number;
	readonly height: number;
}

/** The longest side that an image is brought to. */
export const largestSide = 8192;
/** The most pixels: beyond that, converting takes longer than anybody waits (8192 × 8192: 20 s and 3 GB). */
const mostPixels = 4096 * 4096;

/** Whether an image can be brought to it: whole sides from 1 to 8192, and 16,777,216 pixels at most. */
export function isPixelSize({ width, height }: PixelSize): boolean {
	const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= largestSide;
	return isSide(width) && isSide(height) && width * height <= mostPixels;
}

/** `1200x630`; undefined for anything else, and for a size that no image can be brought to. */
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

/** Beyond this, the user is told that an image is enlarged. */
const mostEnlarged = 2;

/** `enlarged 2.6 ×`, where an image of that aspect ratio is brought to more than twice its size; else undefined. */
export function enlargementText(size: PixelSize, aspectRatio: AspectRatio): string | undefined {
	const times = enlargement(size, aspectRatio);
	return times > mostEnlarged ? `enlarged ${times.toFixed(1)} ×` : undefined;
}

/** `4000 × 2000`, and `enlarged 2.6 ×` where an image of that aspect ratio would be. */
export function sizeFacts(size: PixelSize, aspectRatio: AspectRatio): readonly string[] {
	return [formatSize(size), enlargementText(size, aspectRatio)].filter(fact => fact !== undefined);
}
