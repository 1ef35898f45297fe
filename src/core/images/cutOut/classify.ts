import type { RgbaImage } from '../rgbaImage.ts';
import type { CutOutOptions } from '../../../shared/cutOut.ts';
import type { KeyModel } from './keyColor.ts';
import { createFlood, ground, soft, solid, type Measures } from './regions.ts';

/** What each pixel is, and which patch of its kind it belongs to. */
export interface Classes {
	/** `ground`, `soft` or `solid`. */
	readonly kind: Uint8Array<ArrayBuffer>;
	/** How far it is from the ground in steps, up to `reach`; more is 255. */
	readonly depth: Uint8Array;
	/** 1 where a person said that the patch should be transparent. */
	readonly removed: Uint8Array;
}

/** How many steps from the ground the edge of a shape reaches at most. */
const reach = 3;
/** An enclosed patch of at most so many pixels may be the hole of a letter. */
const specks = 30;

/** Classifies the pixels of an image by their relation to the background. */
export function classify(
	image: RgbaImage,
	measures: Measures,
	{ model, hasHue }: { readonly model: KeyModel; readonly hasHue: boolean },
	options: CutOutOptions,
): Classes {
	const { width, height, data } = image;
	const { noise } = model;
	const count = width * height;
	const { distance, share } = measures;
	// Subjects are often nearly white or gray, and seldom nearly magenta.
	const near = Math.max(hasHue ? options.tolerance : options.tolerance / 2, 3.2 * noise);
	const kind = new Uint8Array(count).fill(soft);
	const flood = createFlood(width, height);
	const { queue } = flood;
	const removed = new Uint8Array(count);

	// Pixels like the border and connected to it. Others like it are islands, and just as transparent.
	for (let pixel = 0; pixel < count; pixel += 1) {
		if ((distance[pixel] ?? 0) <= near || (data[pixel * 4 + 3] ?? 0) === 0) {
			kind[pixel] = ground;
		}
	}
	const flipped = options.flips.map(({ x, y }) => Math.floor(y * height) * width + Math.floor(x * width));
	for (const start of flipped.filter(pixel => kind[pixel] === ground)) {
		queue[0] = start;
		kind[start] = solid;
		flood.from(pixel => {
			if (kind[pixel] !== ground) {
				return false;
			}
			kind[pixel] = solid;
			return true;
		});
	}

	const depth = new Uint8Array(count).fill(255);
	let outside = 0;
	for (let row = 0, pixel = 0; row < height; row += 1) {
		for (let column = 0; column < width; column += 1, pixel += 1) {
			if (kind[pixel] === ground) {
				depth[pixel] = 0;
			} else if (isRim(kind, pixel, column > 0, column < width - 1, width, count)) {
				depth[pixel] = 1;
				queue[outside++] = pixel;
			}
		}
	}
	for (let step = 2, [from, to] = [0, outside]; step <= reach; step += 1) {
		const end = ring(queue, from, to, width, height, pixel => {
			if (depth[pixel] !== 255) {
				return false;
			}
			depth[pixel] = step;
			return true;
		});
		[from, to] = [to, end];
	}

	if (!hasHue) {
		solidBeyondShadows(image, measures, kind, depth, flood, model);
		return finished();
	}
	const opaqueShare = 0.015 + (1.5 * noise) / 255;
	const offLimit = 7 + 3 * noise;
	for (let pixel = 0; pixel < count; pixel += 1) {
		if (kind[pixel] === soft) {
			const isOpaque =
				(share[pixel] ?? 0) <= opaqueShare ||
				(depth[pixel] === 255 && measures.off(pixel) > offLimit && isFlat(image, pixel, 12 + 6 * noise));
			if (isOpaque) {
				kind[pixel] = solid;
			}
		}
	}
	encloseSoft(image, kind, share, flood);
	return finished();

	function finished(): Classes {
		for (const start of flipped.filter(pixel => kind[pixel] !== ground && distance[pixel] !== undefined)) {
			if ((distance[start] ?? 0) > near) {
				removePatch(image, start, near, removed, flood);
			}
		}
		return { kind, depth, removed };
	}
}

/**
 * On white or gray, whatever is farther from the ground than an edge is wide belongs to the subject, except shadows:
 * they continue the ground smoothly, have no color, and are darker.
 */
function solidBeyondShadows(
	image: RgbaImage,
	{ distance, keyOf }: Measures,
	kind: Uint8Array,
	depth: Uint8Array,
	flood: ReturnType<typeof createFlood>,
	{ noise }: KeyModel,
): void {
	const { width, height, data } = image;
	const { queue } = flood;
	const isShadow = (pixel: number) => {
		const at = pixel * 4;
		const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
		const key = keyOf(pixel)[1] ?? 0;
		return (
			green < key &&
			green > 0.3 * key &&
			Math.max(red, green, blue) - Math.min(red, green, blue) < 8 + 3 * noise
		);
	};
	const shadow = new Uint8Array(kind.length);
	let end = 0;
	for (let pixel = 0; pixel < kind.length; pixel += 1) {
		if (depth[pixel] === 1 && isShadow(pixel) && (distance[pixel] ?? 0) < 24 + 4 * noise) {
			shadow[pixel] = 1;
			queue[end++] = pixel;
		}
	}
	const limit = 5 + 2 * noise;
	for (let at = 0; at < end; at += 1) {
		const pixel = queue[at] ?? 0;
		const level = data[pixel * 4 + 1] ?? 0;
		for (const next of [pixel - 1, pixel + 1, pixel - width, pixel + width]) {
			if (
				next >= 0 &&
				next < width * height &&
				kind[next] === soft &&
				shadow[next] === 0 &&
				Math.abs((data[next * 4 + 1] ?? 0) - level) <= limit &&
				isShadow(next)
			) {
				shadow[next] = 1;
				queue[end++] = next;
			}
		}
	}
	for (let pixel = 0; pixel < kind.length; pixel += 1) {
		if (kind[pixel] === soft && shadow[pixel] === 0 && depth[pixel] === 255) {
			kind[pixel] = solid;
		}
	}
}

/** Whether a pixel touches the background by a side or a corner. */
function isRim(
	kind: Uint8Array,
	pixel: number,
	left: boolean,
	right: boolean,
	width: number,
	count: number,
): boolean {
	const [up, down] = [pixel - width, pixel + width];
	return (
		(left && kind[pixel - 1] === ground) ||
		(right && kind[pixel + 1] === ground) ||
		(up >= 0 &&
			(kind[up] === ground || (left && kind[up - 1] === ground) || (right && kind[up + 1] === ground))) ||
		(down < count &&
			(kind[down] === ground || (left && kind[down - 1] === ground) || (right && kind[down + 1] === ground)))
	);
}

/** The same color, all around. */
function isFlat({ width, height, data }: RgbaImage, pixel: number, limit: number): boolean {
	const [column, row] = [pixel % width, Math.floor(pixel / width)];
	if (column === 0 || row === 0 || column === width - 1 || row === height - 1) {
		return false;
	}
	const at = pixel * 4;
	for (const step of [-4, 4, -4 * width, 4 * width]) {
		const difference =
			Math.abs((data[at] ?? 0) - (data[at + step] ?? 0)) +
			Math.abs((data[at + 1] ?? 0) - (data[at + step + 1] ?? 0)) +
			Math.abs((data[at + 2] ?? 0) - (data[at + step + 2] ?? 0));
		if (difference > limit) {
			return false;
		}
	}
	return true;
}

/** Soft patches that meet no background are a part of the subject, unless they are seen through an outline. */
function encloseSoft(
	image: RgbaImage,
	kind: Uint8Array,
	share: Float32Array,
	flood: ReturnType<typeof createFlood>,
): void {
	const { width, height } = image;
	const { queue } = flood;
	const seen = new Uint8Array(kind.length);
	for (let start = 0; start < kind.length; start += 1) {
		if (kind[start] === soft && seen[start] === 0) {
			let meetsGround = false as boolean;
			let most = 0;
			seen[start] = 1;
			queue[0] = start;
			const end = flood.from(pixel => {
				if (kind[pixel] === ground) {
					meetsGround = true;
				}
				if (kind[pixel] !== soft || seen[pixel] === 1) {
					return false;
				}
				seen[pixel] = 1;
				return true;
			}, true);
			if (!meetsGround) {
				for (let at = 0; at < end; at += 1) {
					most = Math.max(most, share[queue[at] ?? 0] ?? 0);
				}
				const isHole = end <= specks && most > 0.35;
				if (!isHole && !(end > specks && isOutlined(queue, end, kind, width, height))) {
					for (let at = 0; at < end; at += 1) {
						kind[queue[at] ?? 0] = solid;
					}
				}
			}
		}
	}
}

/** Whether most ways out of a patch lead to the background through no more than an outline. */
function isOutlined(
	queue: Int32Array,
	end: number,
	kind: Uint8Array,
	width: number,
	height: number,
): boolean {
	const thickness = Math.max(5, Math.round(Math.min(width, height) / 32));
	let [tried, open] = [0, 0];
	for (let at = 0; at < end; at += 5) {
		const pixel = queue[at] ?? 0;
		const [column, row] = [pixel % width, Math.floor(pixel / width)];
		for (const [right, down] of [
			[1, 0],
			[-1, 0],
			[0, 1],
			[0, -1],
		] as const) {
			const next = (row + down) * width + column + right;
			const inside = column + right >= 0 && column + right < width && row + down >= 0 && row + down < height;
			if (inside && kind[next] === solid) {
				tried += 1;
				for (let step = 1; step <= thickness; step += 1) {
					const [x, y] = [column + right * step, row + down * step];
					if (x < 0 || x >= width || y < 0 || y >= height) {
						break;
					}
					if (kind[y * width + x] === ground) {
						open += 1;
						break;
					}
				}
			}
		}
	}
	return tried > 0 && open / tried >= 0.6;
}

/** Appends the neighbors of a piece of the queue to the queue. */
function ring(
	queue: Int32Array,
	from: number,
	to: number,
	width: number,
	height: number,
	enter: (pixel: number) => boolean,
): number {
	let end = to;
	for (let at = from; at < to; at += 1) {
		const pixel = queue[at] ?? 0;
		const column = pixel % width;
		const [top, bottom] = [pixel >= width ? -width : 0, pixel < width * (height - 1) ? width : 0];
		const [left, right] = [column > 0 ? -1 : 0, column < width - 1 ? 1 : 0];
		for (let down = top; down <= bottom; down += width) {
			for (let side = left; side <= right; side += 1) {
				if (enter(pixel + down + side)) {
					queue[end++] = pixel + down + side;
				}
			}
		}
	}
	return end;
}

/** Marks a patch of like colors around a pixel. */
function removePatch(
	{ data }: RgbaImage,
	start: number,
	near: number,
	removed: Uint8Array,
	{ queue, from }: ReturnType<typeof createFlood>,
): void {
	const [red = 0, green = 0, blue = 0] = data.subarray(start * 4, start * 4 + 3);
	queue[0] = start;
	removed[start] = 1;
	from(pixel => {
		const at = pixel * 4;
		const distance = Math.hypot(
			(data[at] ?? 0) - red,
			(data[at + 1] ?? 0) - green,
			(data[at + 2] ?? 0) - blue,
		);
		if (removed[pixel] === 1 || distance > near) {
			return false;
		}
		removed[pixel] = 1;
		return true;
	});
}
