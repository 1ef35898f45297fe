import { isPixelSize, type PixelSize } from '../../images/pixelSize.ts';

const sides = /(?<![\p{L}\p{N}.])(\d{1,5})[x×](\d{1,5})(?:px)?(?![\p{L}\p{N}]|\.\d)/giu;

/** The shortest side that is one of a size: less are the parts of an aspect ratio, or `4x4`. */
const smallestSide = 16;

/** What pictures are cut to; the same upright. */
const aspectRatios = new Set(['1x1', '5x4', '4x3', '3x2', '16x10', '16x9', '18x9', '2x1', '21x9', '3x1']);

/**
 * The size that a file's name says (`hero-1200x630.png`), in pixels; the last one where there are several.
 * Undefined where it says none, sides below 16, or more than an image is brought to. An aspect ratio (`16x9`)
 * and a density (`@2x`) are no size.
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
