import type { RgbaImage } from '../rgbaImage.ts';
import { across, isLevel, keyAt, type KeyModel } from './keyColor.ts';

/** What a pixel is. */
export const ground = 0;
/** Perhaps a mixture. */
export const soft = 1;
/** Nothing of the background shines through. */
export const solid = 2;

/** What is measured of an image's pixels against its background. */
export interface Measures {
	/** Levels of 255 from the background's color. */
	readonly distance: Float32Array;
	/** The share of the background in a mixture with a color that has none of its hue; may be below 0. */
	readonly share: Float32Array;
	/** The same in a mixture with a gray. */
	grayShare: (pixel: number) => number;
	/** Levels of 255 by which the color is no mixture of the background and a gray. */
	off: (pixel: number) => number;
	/** The background's red, green and blue behind a pixel, in an array that the next call overwrites. */
	keyOf: (pixel: number) => Float64Array;
}

/** The least difference between the channels of a key that counts as a color, in levels of 255. */
const leastChroma = 48;

/** How the key's color stands out: one channel that is above the two others, or below them. */
interface Hue {
	readonly single: number;
	readonly others: readonly [number, number];
}

/** Undefined for white, gray and black. */
export function hueOf(key: readonly [number, number, number]): Hue | undefined {
	const order = [0, 1, 2].sort((one, other) => (key[one] ?? 0) - (key[other] ?? 0));
	const [low = 0, middle = 0, high = 0] = order;
	const [below, above] = [(key[middle] ?? 0) - (key[low] ?? 0), (key[high] ?? 0) - (key[middle] ?? 0)];
	if (Math.max(below, above) < leastChroma) {
		return undefined;
	}
	return below > above ? { single: low, others: [middle, high] } : { single: high, others: [low, middle] };
}

function keyReader({ width, height }: RgbaImage, model: KeyModel): (pixel: number) => Float64Array {
	const levels = Float64Array.from(middleKey(model));
	const [red, green, blue] = model.surfaces;
	if (model.surfaces.every(isLevel)) {
		return () => levels;
	}
	return pixel => {
		const row = Math.floor(pixel / width);
		const [x, y] = [across(pixel - row * width, width), across(row, height)];
		levels[0] = keyAt(red, x, y);
		levels[1] = keyAt(green, x, y);
		levels[2] = keyAt(blue, x, y);
		return levels;
	};
}

/** Below this distance a color is the background's own, as near as a level can say. */
const same = 1.2;

/** One pass over the image. */
export function measure({ width, height, data }: RgbaImage, model: KeyModel, hue: Hue | undefined): Measures {
	const count = width * height;
	const distance = new Float32Array(count);
	const share = new Float32Array(count);
	// The channel that stands out comes first.
	const order = hue === undefined ? ([0, 1, 2] as const) : ([hue.single, ...hue.others] as const);
	const [first, second, third] = order;
	const surfaceOf = (channel: number) => model.surfaces[channel === 0 ? 0 : channel === 1 ? 1 : 2];
	const [kept, one, other] = [surfaceOf(first), surfaceOf(second), surfaceOf(third)];
	const hasHue = hue !== undefined;
	const step = width < 2 ? 0 : 2 / (width - 1);
	for (let row = 0, pixel = 0; row < height; row += 1) {
		const y = across(row, height);
		const kept0 = kept[0] + kept[2] * y + kept[5] * y * y;
		const kept1 = kept[1] + kept[4] * y;
		const kept2 = kept[3];
		const one0 = one[0] + one[2] * y + one[5] * y * y;
		const one1 = one[1] + one[4] * y;
		const one2 = one[3];
		const other0 = other[0] + other[2] * y + other[5] * y * y;
		const other1 = other[1] + other[4] * y;
		const other2 = other[3];
		for (let column = 0; column < width; column += 1, pixel += 1) {
			const x = column * step - 1;
			const wholeKept = kept0 + x * (kept1 + x * kept2);
			const wholeOne = one0 + x * (one1 + x * one2);
			const wholeOther = other0 + x * (other1 + x * other2);
			const at = pixel * 4;
			const isKept = data[at + first] ?? 0;
			const isOne = data[at + second] ?? 0;
			const isOther = data[at + third] ?? 0;
			const [offKept, offOne, offOther] = [isKept - wholeKept, isOne - wholeOne, isOther - wholeOther];
			const far = Math.sqrt(offKept * offKept + offOne * offOne + offOther * offOther);
			distance[pixel] = far;
			if (far < same) {
				share[pixel] = 1;
			} else if (hasHue) {
				const byOne = (isKept - isOne) / (wholeKept - wholeOne);
				const byOther = (isKept - isOther) / (wholeKept - wholeOther);
				share[pixel] = byOne < byOther ? byOne : byOther;
			} else {
				// For white, gray and black, a color gives only an upper bound of its share.
				share[pixel] = Math.min(most(isKept, wholeKept), most(isOne, wholeOne), most(isOther, wholeOther));
			}
		}
	}
	const keyOf = keyReader({ width, height, data }, model);
	return {
		distance,
		share,
		keyOf,
		grayShare(pixel) {
			if (!hasHue) {
				return share[pixel] ?? 0;
			}
			const [key, at] = [keyOf(pixel), pixel * 4];
			const spanOne = (key[first] ?? 0) - (key[second] ?? 0);
			const spanOther = (key[first] ?? 0) - (key[third] ?? 0);
			const isOne = (data[at + first] ?? 0) - (data[at + second] ?? 0);
			const isOther = (data[at + first] ?? 0) - (data[at + third] ?? 0);
			return (isOne * spanOne + isOther * spanOther) / (spanOne * spanOne + spanOther * spanOther);
		},
		off(pixel) {
			if (!hasHue) {
				return 0;
			}
			const [key, at] = [keyOf(pixel), pixel * 4];
			const spanOne = (key[first] ?? 0) - (key[second] ?? 0);
			const spanOther = (key[first] ?? 0) - (key[third] ?? 0);
			const isOne = (data[at + first] ?? 0) - (data[at + second] ?? 0);
			const isOther = (data[at + first] ?? 0) - (data[at + third] ?? 0);
			const apart = isOne * spanOther - isOther * spanOne;
			return Math.abs(apart) / Math.sqrt(spanOne * spanOne + spanOther * spanOther);
		},
	};
}

function most(level: number, whole: number): number {
	return level < whole ? level / Math.max(1, whole) : (255 - level) / Math.max(1, 255 - whole);
}

/** Patches of pixels that touch each other, found from one of them. */
export function createFlood(width: number, height: number) {
	const queue = new Int32Array(width * height);
	return {
		/** The pixels found last: as many as `from` returned. */
		queue,
		/** Visits each pixel that can be reached from the first of the queue by its sides (or corners, too) and that `enter` takes. */
		from: (enter: (pixel: number) => boolean, corners = false): number => {
			let end = 1;
			for (let at = 0; at < end; at += 1) {
				const pixel = queue[at] ?? 0;
				const column = pixel % width;
				const [left, right] = [column > 0, column < width - 1];
				const [up, down] = [pixel >= width, pixel < width * (height - 1)];
				if (left && enter(pixel - 1)) {
					queue[end++] = pixel - 1;
				}
				if (right && enter(pixel + 1)) {
					queue[end++] = pixel + 1;
				}
				if (up && enter(pixel - width)) {
					queue[end++] = pixel - width;
				}
				if (down && enter(pixel + width)) {
					queue[end++] = pixel + width;
				}
				if (corners) {
					if (left && up && enter(pixel - width - 1)) {
						queue[end++] = pixel - width - 1;
					}
					if (right && up && enter(pixel - width + 1)) {
						queue[end++] = pixel - width + 1;
					}
					if (left && down && enter(pixel + width - 1)) {
						queue[end++] = pixel + width - 1;
					}
					if (right && down && enter(pixel + width + 1)) {
						queue[end++] = pixel + width + 1;
					}
				}
			}
			return end;
		},
	};
}

/** The color in the middle of the image. */
export function middleKey({ surfaces }: KeyModel): [number, number, number] {
	return [keyAt(surfaces[0], 0, 0), keyAt(surfaces[1], 0, 0), keyAt(surfaces[2], 0, 0)];
}
