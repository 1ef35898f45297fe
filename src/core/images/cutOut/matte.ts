import type { RgbaImage } from '../rgbaImage.ts';
import type { Classes } from './classify.ts';
import type { KeyModel } from './keyColor.ts';
import { ground, solid, type Measures } from './regions.ts';

/** The nearest pixel that certainly is all subject, for each pixel that may be a mixture; -1 where there is none. */
function nearestCore(
	{ width, height }: RgbaImage,
	kind: Uint8Array,
): { core: Uint8Array; nearest: Int32Array } {
	const count = width * height;
	const core = new Uint8Array(count);
	const nearest = new Int32Array(count).fill(-1);
	const queue = new Int32Array(count);
	let end = 0;
	for (let row = 1; row < height - 1; row += 1) {
		for (let pixel = row * width + 1; pixel < row * width + width - 1; pixel += 1) {
			if (
				kind[pixel] === solid &&
				kind[pixel - 1] === solid &&
				kind[pixel + 1] === solid &&
				kind[pixel - width] === solid &&
				kind[pixel + width] === solid &&
				kind[pixel - width - 1] === solid &&
				kind[pixel - width + 1] === solid &&
				kind[pixel + width - 1] === solid &&
				kind[pixel + width + 1] === solid
			) {
				core[pixel] = 1;
			}
		}
	}
	// A subject may go on beyond the edge of the image.
	const edge = (pixel: number, inner: number) => {
		if (kind[pixel] === solid && (core[inner] === 1 || width < 3 || height < 3)) {
			core[pixel] = 1;
		}
	};
	for (let column = 1; column < width - 1; column += 1) {
		edge(column, column + width);
		edge((height - 1) * width + column, (height - 2) * width + column);
	}
	for (let row = 0; row < height; row += 1) {
		edge(row * width, row * width + 1);
		edge(row * width + width - 1, row * width + width - 2);
	}
	const spread = (pixel: number, source: number) => {
		if (core[pixel] === 0 && kind[pixel] !== ground && nearest[pixel] === -1) {
			nearest[pixel] = source;
			queue[end++] = pixel;
		}
	};
	const isInner = (pixel: number) =>
		core[pixel - 1] === 1 && core[pixel + 1] === 1 && core[pixel - width] === 1 && core[pixel + width] === 1;
	const around = (pixel: number, source: number) => {
		const column = pixel % width;
		const [top, bottom] = [pixel >= width ? -width : 0, pixel < width * (height - 1) ? width : 0];
		const [left, right] = [column > 0 ? -1 : 0, column < width - 1 ? 1 : 0];
		for (let down = top; down <= bottom; down += width) {
			for (let side = left; side <= right; side += 1) {
				spread(pixel + down + side, source);
			}
		}
	};
	for (let pixel = 0; pixel < count; pixel += 1) {
		if (core[pixel] === 1 && !isInner(pixel)) {
			around(pixel, pixel);
		}
	}
	for (let at = 0; at < end; at += 1) {
		const pixel = queue[at] ?? 0;
		around(pixel, nearest[pixel] ?? 0);
	}
	return { core, nearest };
}

interface MatteInput {
	readonly image: RgbaImage;
	readonly measures: Measures;
	readonly classes: Classes;
	readonly model: KeyModel;
	readonly hasHue: boolean;
}

/** How much of the subject is in each pixel, from 0 to 1. */
export function estimateMatte({
	image,
	measures,
	classes,
	model,
	hasHue,
}: MatteInput): Float32Array<ArrayBuffer> {
	const { width, height, data } = image;
	const { kind, depth } = classes;
	const { noise } = model;
	const { distance, share } = measures;
	const { core, nearest } = nearestCore(image, kind);
	const count = width * height;
	const alpha = new Float32Array(count);
	const floor = Math.max(1.2, 2.2 * noise);
	const planeLimit = 5 + 2.5 * noise;

	/** How well a pixel is a mixture of the background behind it and a color; -1 where it is none. */
	const mixture = (pixel: number, red: number, green: number, blue: number): number => {
		const from = pixel * 4;
		const key = measures.keyOf(pixel);
		const [k0, k1, k2] = [key[0] ?? 0, key[1] ?? 0, key[2] ?? 0];
		const [f0, f1, f2] = [red - k0, green - k1, blue - k2];
		const [v0, v1, v2] = [(data[from] ?? 0) - k0, (data[from + 1] ?? 0) - k1, (data[from + 2] ?? 0) - k2];
		const length = f0 * f0 + f1 * f1 + f2 * f2;
		if (length < 400) {
			return -1;
		}
		const part = (v0 * f0 + v1 * f1 + v2 * f2) / length;
		const used = part < 0 ? 0 : part > 1 ? 1 : part;
		const [e0, e1, e2] = [v0 - used * f0, v1 - used * f1, v2 - used * f2];
		const limit = 5 + 2 * noise + 0.03 * (distance[pixel] ?? 0);
		return e0 * e0 + e1 * e1 + e2 * e2 <= limit * limit ? used : -1;
	};

	/** The strongest nearby pixel that differs from the background in the same direction. */
	const strongest = (pixel: number): number => {
		const [column, row] = [pixel % width, Math.floor(pixel / width)];
		const key = measures.keyOf(pixel);
		const [k0, k1, k2] = [key[0] ?? 0, key[1] ?? 0, key[2] ?? 0];
		const from = pixel * 4;
		const [v0, v1, v2] = [(data[from] ?? 0) - k0, (data[from + 1] ?? 0) - k1, (data[from + 2] ?? 0) - k2];
		const own = Math.sqrt(v0 * v0 + v1 * v1 + v2 * v2);
		let [best, most] = [pixel, own];
		for (let y = Math.max(0, row - 5); y <= Math.min(height - 1, row + 5); y += 1) {
			for (let x = Math.max(0, column - 5); x <= Math.min(width - 1, column + 5); x += 1) {
				const other = y * width + x;
				const far = distance[other] ?? 0;
				if (far > most) {
					const there = other * 4;
					const product =
						v0 * ((data[there] ?? 0) - k0) +
						v1 * ((data[there + 1] ?? 0) - k1) +
						v2 * ((data[there + 2] ?? 0) - k2);
					if (product > 0.992 * own * far) {
						[best, most] = [other, far];
					}
				}
			}
		}
		return best;
	};

	for (let pixel = 0; pixel < count; pixel += 1) {
		if (core[pixel] === 1) {
			alpha[pixel] = 1;
			continue;
		}
		const far = distance[pixel] ?? 0;
		if (far <= floor) {
			continue;
		}
		const gray = hasHue && measures.off(pixel) <= planeLimit;
		let value: number;
		if (kind[pixel] === ground) {
			value = hasHue ? 1 - (gray ? measures.grayShare(pixel) : (share[pixel] ?? 0)) : 1 - (share[pixel] ?? 0);
			value *= Math.min(1, far / floor - 1);
		} else {
			const source = nearest[pixel] ?? -1;
			value = -1;
			if (source >= 0) {
				const from = source * 4;
				value = mixture(pixel, data[from] ?? 0, data[from + 1] ?? 0, data[from + 2] ?? 0);
			}
			if (value < 0 && kind[pixel] === solid && !(hasHue && (depth[pixel] ?? 0) <= 2)) {
				value = 1;
			}
			if (value < 0) {
				value = hasHue ? unknownColor(pixel, gray) : 1 - (share[pixel] ?? 0);
			}
		}
		alpha[pixel] = value < 0 ? 0 : value > 1 ? 1 : value;
	}
	return alpha;

	/** For thin things, glass and shadows, whose own color isn't known from nearby pixels. */
	function unknownColor(pixel: number, gray: boolean): number {
		const plain = 1 - (gray ? measures.grayShare(pixel) : (share[pixel] ?? 0));
		if (gray && (depth[pixel] ?? 0) > 3) {
			return plain;
		}
		const best = strongest(pixel);
		const byStrongest = (distance[pixel] ?? 0) / Math.max(1, distance[best] ?? 1);
		// A color opposite to the key's own is nearer to it in a mixture than a gray would be.
		if ((share[best] ?? 0) < -0.04 || (!gray && 1 - (share[best] ?? 0) >= 0.8)) {
			return byStrongest;
		}
		return plain;
	}
}
