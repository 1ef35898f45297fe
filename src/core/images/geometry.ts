import type { ImageSize } from './imageStructure.ts';
import { displaySize, type Orientation } from './orientation.ts';
import { emptyImage, wholePixels, type RgbaImage } from './rgbaImage.ts';

/** Pixels; `x` and `y` count from the upper left corner. */
export interface Rect extends ImageSize {
	x: number;
	y: number;
}

/** The largest part of an image in its center that has the aspect ratio of `target`, to the nearest pixel. */
export function coverRect(source: ImageSize, target: ImageSize): Rect {
	const scale = Math.min(source.width / target.width, source.height / target.height);
	const side = (wanted: number, most: number) => Math.min(most, Math.max(1, Math.round(wanted * scale)));
	const width = side(target.width, source.width);
	const height = side(target.height, source.height);
	return {
		x: Math.floor((source.width - width) / 2),
		y: Math.floor((source.height - height) / 2),
		width,
		height,
	};
}

/** The size with its aspect ratio kept and its longest side at most that; never larger, and at least 1 × 1. */
export function fitInside({ width, height }: ImageSize, longestSide: number): ImageSize {
	const scale = Math.min(1, longestSide / Math.max(width, height));
	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A wanted size with what was left out: both sides are the source's, or one follows from the aspect ratio. */
export function wholeSize(
	source: ImageSize,
	{ width, height }: { readonly width?: number | undefined; readonly height?: number | undefined },
): ImageSize {
	const ratio = source.width / source.height;
	return {
		width: width ?? (height === undefined ? source.width : Math.max(1, Math.round(height * ratio))),
		height: height ?? (width === undefined ? source.height : Math.max(1, Math.round(width / ratio))),
	};
}

/**
 * A part of an image; the image itself where the part is all of it.
 *
 * @throws RangeError where the part is not inside the image.
 */
export function crop(image: RgbaImage, { x, y, width, height }: Rect): RgbaImage {
	const isPart =
		[x, y, width, height].every(Number.isInteger) &&
		Math.min(x, y) >= 0 &&
		Math.min(width, height) >= 1 &&
		x + width <= image.width &&
		y + height <= image.height;
	if (!isPart) {
		throw new RangeError(`${width} × ${height} at ${x}, ${y} is not in ${image.width} × ${image.height}`);
	}
	if (width === image.width && height === image.height) {
		return image;
	}
	const part = emptyImage(width, height);
	const [from, to] = [wholePixels(image), wholePixels(part)];
	for (let row = 0; row < height; row += 1) {
		const start = (y + row) * image.width + x;
		to.set(from.subarray(start, start + width), row * width);
	}
	return part;
}

/** Turns an image upright by its orientation; returns the image itself where it already is. */
export function orient(image: RgbaImage, orientation: Orientation): RgbaImage {
	if (orientation === 1) {
		return image;
	}
	const { width, height } = displaySize(image, orientation);
	const [first, right, down] = steps(image, orientation);
	const laid = emptyImage(width, height);
	const [from, to] = [wholePixels(image), wholePixels(laid)];
	let at = 0;
	for (let y = 0; y < height; y += 1) {
		let source = first + y * down;
		for (let x = 0; x < width; x += 1) {
			to[at] = from[source] ?? 0;
			at += 1;
			source += right;
		}
	}
	return laid;
}

/** Where the upper left pixel comes from, and how far from it in the source its neighbors to the right and below are. */
function steps({ width, height }: ImageSize, orientation: Orientation): [number, number, number] {
	const last = width * height - 1;
	const lastRow = last - width + 1;
	const table: Record<Orientation, [number, number, number]> = {
		1: [0, 1, width],
		2: [width - 1, -1, width],
		3: [last, -1, -width],
		4: [lastRow, 1, -width],
		5: [0, width, 1],
		6: [lastRow, -width, 1],
		7: [last, -width, -1],
		8: [width - 1, width, -1],
	};
	return table[orientation];
}
