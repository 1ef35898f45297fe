import { isPixelSize, type PixelSize } from '../images/pixelSize.ts';

const sides = /(?<![\p{L}\p{N}.])(\d{1,5})[x×](\d{1,5})(?:px)?(?![\p{L}\p{N}]|\.\d)/giu;

/** The shortest side that counts as a size: smaller numbers are parts of an aspect ratio, or `4x4`. */
const smallestSide = 16;

/** Common aspect ratios, landscape or portrait. */
const aspectRatios = new Set(['1x1', '5x4', '4x3', '3x2', '16x10', '16x9', '18x9', '2x1', '21x9', '3x1']);

/**
 * The size in a file's name (`hero-1200x630.png`), in pixels; the last one where there are several. Undefined where
 * there is none, a side is below 16, or the size is larger than an image can have. An aspect ratio (`16x9`) and a
 * density (`@2x`) are not sizes.
 */
export function sizeInName(path: string): PixelSize | undefined {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return [...name.slice(-255).matchAll(sides)]
		.map(([, width, height]) => ({ width: Number(width), height: Number(height) }))
		.findLast(size => isLong(size) && isPixelSize(size));
}

/** The name without its size, aspect ratio and densities; `jeep-4x4` stays. */
export function withoutSize(name: string): string {
	return name
		.replace(sides, (written, width: string, height: string) => {
			const size = { width: Number(width), height: Number(height) };
			return isLong(size) || isAspectRatio(size) ? ' ' : written;
		})
		.replace(/@\d+(?:\.\d+)?x/gi, ' ');
}

const isLong = ({ width, height }: PixelSize) => Math.min(width, height) >= smallestSide;

const isAspectRatio = ({ width, height }: PixelSize) =>
	aspectRatios.has(`${Math.max(width, height)}x${Math.min(width, height)}`);
