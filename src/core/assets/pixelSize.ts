import { pixels, type AspectRatio } from '../../shared/model.ts';

/** Pixels. */
export interface PixelSize {
	readonly width: number;
	readonly height: number;
}

/** The longest side that an image is brought to. */
export const largestSide = 8192;

/** `1200x630`; undefined for anything else, and for sides beyond 8192. */
export function parseSize(text: string): PixelSize | undefined {
	const [, width = '', height = ''] = /^([1-9]\d{0,3})x([1-9]\d{0,3})$/.exec(text) ?? [];
	const size = { width: Number(width), height: Number(height) };
	return size.width > 0 && Math.max(size.width, size.height) <= largestSide ? size : undefined;
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

/** Beyond this, the user is told that an image was enlarged. */
export const mostEnlarged = 2;
