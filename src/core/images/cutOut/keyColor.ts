import type { RgbaImage } from '../rgbaImage.ts';

/** Why the background of an image can't be removed. */
export const cutOutRefusals = [
	/** Less than most of the border is one color. */
	'notFlat',
	/** The border is one color at most places, and runs from one to another. */
	'gradient',
	/** The border is one color with a texture on it. */
	'texture',
	/** The border is transparent already. */
	'transparent',
	/** The whole image has the color of its border, or nothing of it would be left. */
	'noSubject',
] as const;

export type CutOutRefusal = (typeof cutOutRefusals)[number];

/** Six numbers for a channel: 1, x, y, x², xy, y², with x and y from -1 to 1 across the image. */
type Surface = readonly [number, number, number, number, number, number];

/** The color of a background, which may change a little across the image. */
export interface KeyModel {
	/** Red, green and blue. */
	readonly surfaces: readonly [Surface, Surface, Surface];
	/** The root of the mean squared distance of its pixels from it, red, green and blue together, in levels of 255. */
	readonly noise: number;
}

interface MeasuredKey {
	readonly model: KeyModel;
	/** Why a person should look at it before it's used. */
	readonly refusal: CutOutRefusal | undefined;
}

/** The most pixels of the border that are sampled. */
const mostSamples = 12_000;
/** The share of the border that has to be of one color: a subject may touch one side, and part of another. */
const leastShare = 0.68;
/** Levels of 255 between the ends of a gradient, in any channel. */
const mostGradient = 44;
const mostNoise = 11;
/** Corners of the image that a subject may cover. */
const mostCorners = 1;

interface Samples {
	readonly count: number;
	readonly x: Float32Array;
	readonly y: Float32Array;
	/** Red, green and blue, three for each sample. */
	readonly colors: Uint8Array;
}

/** Finds the most usual color of the border, and follows its gradient. */
export function measureKey(image: RgbaImage): MeasuredKey {
	const { samples, transparent } = borderSamples(image);
	if (samples.count < 16 || transparent > 0.5) {
		const flat: Surface = [0, 0, 0, 0, 0, 0];
		return { model: { surfaces: [flat, flat, flat], noise: 0 }, refusal: 'transparent' };
	}
	let surfaces = flatSurfaces(commonColor(samples));
	let residual = residuals(samples, surfaces);
	for (const limit of [64, 48, 36, 28, 24]) {
		const next = fitSurfaces(samples, index => (residual[index] ?? Infinity) <= limit) ?? surfaces;
		surfaces = next;
		residual = residuals(samples, surfaces);
	}
	let [inliers, squares] = [0, 0];
	const inside: number[] = [];
	for (const [index, distance] of residual.entries()) {
		if (distance <= 24) {
			inliers += 1;
			squares += distance * distance;
			inside.push(index);
		}
	}
	const noise = Math.sqrt(squares / Math.max(1, inliers));
	const model: KeyModel = { surfaces, noise };
	const share = inliers / samples.count;
	if (share < leastShare || coveredCorners(image, model) > mostCorners) {
		return { model, refusal: 'notFlat' };
	}
	if (gradientOf(samples, surfaces, inside) > mostGradient) {
		return { model, refusal: 'gradient' };
	}
	return { model, refusal: noise > mostNoise ? 'texture' : undefined };
}

/** The model refitted to all pixels of the image that it already fits; unchanged where those are few. */
export function refineKey({ width, height, data }: RgbaImage, model: KeyModel): KeyModel {
	const step = Math.max(2, Math.ceil(Math.sqrt((width * height) / 20_000)));
	const room = Math.ceil(width / step) * Math.ceil(height / step);
	const [x, y, colors] = [new Float32Array(room), new Float32Array(room), new Uint8Array(room * 3)];
	let count = 0;
	for (let row = step >> 1; row < height; row += step) {
		for (let column = step >> 1; column < width; column += step) {
			const at = (row * width + column) * 4;
			x[count] = across(column, width);
			y[count] = across(row, height);
			for (let channel = 0; channel < 3; channel += 1) {
				colors[count * 3 + channel] = data[at + channel] ?? 0;
			}
			count += 1;
		}
	}
	if (count < 400) {
		return model;
	}
	const samples: Samples = { count, x, y, colors };
	const before = residuals(samples, model.surfaces);
	// Shadows fall on the ground, too: distant colors say nothing about it.
	const limit = Math.max(4, model.noise * 2.5);
	const surfaces = fitSurfaces(samples, index => (before[index] ?? Infinity) <= limit) ?? model.surfaces;
	const after = residuals(samples, surfaces);
	let [kept, squares] = [0, 0];
	for (const distance of after) {
		if (distance <= limit) {
			kept += 1;
			squares += distance * distance;
		}
	}
	return kept < 400 ? model : { surfaces: leveled(surfaces), noise: Math.sqrt(squares / kept) };
}

/** Drops a gradient that is only the rounding of levels. */
function leveled(surfaces: KeyModel['surfaces']): KeyModel['surfaces'] {
	const slope = ([, ...terms]: Surface) => terms.reduce((sum, term) => sum + Math.abs(term), 0);
	const level = (surface: Surface): Surface => [keyAt(surface, 0.6, 0.6), 0, 0, 0, 0, 0];
	return surfaces.every(surface => slope(surface) < 0.4)
		? [level(surfaces[0]), level(surfaces[1]), level(surfaces[2])]
		: surfaces;
}

/** The same everywhere. */
export function isLevel([, ...terms]: Surface): boolean {
	return terms.every(term => term === 0);
}

/** From -1 to 1. */
export function across(place: number, length: number): number {
	return length < 2 ? 0 : (2 * place) / (length - 1) - 1;
}

/** The key's channel at a place from -1 to 1. */
export function keyAt(surface: Surface, x: number, y: number): number {
	const [one, byX, byY, byXX, byXY, byYY] = surface;
	return one + byX * x + byY * y + byXX * x * x + byXY * x * y + byYY * y * y;
}

function borderSamples({ width, height, data }: RgbaImage): { samples: Samples; transparent: number } {
	const band = Math.max(1, Math.min(4, Math.round(Math.min(width, height) / 200)));
	const around = 2 * (width + height) * band;
	const step = Math.max(1, Math.ceil(around / mostSamples));
	const room = Math.ceil(around / step) + 8;
	const [x, y, colors] = [new Float32Array(room), new Float32Array(room), new Uint8Array(room * 3)];
	let [count, transparent, seen] = [0, 0, 0];
	const take = (column: number, row: number) => {
		seen += 1;
		const at = (row * width + column) * 4;
		if ((data[at + 3] ?? 0) < 250) {
			transparent += 1;
		} else if (count < room) {
			[x[count], y[count]] = [across(column, width), across(row, height)];
			colors.set(data.subarray(at, at + 3), count * 3);
			count += 1;
		}
	};
	let turn = 0;
	for (let depth = 0; depth < band; depth += 1) {
		for (let column = 0; column < width; column += 1) {
			for (const row of [depth, height - 1 - depth]) {
				turn += 1;
				if (turn % step === 0) {
					take(column, Math.max(0, Math.min(height - 1, row)));
				}
			}
		}
		for (let row = band; row < height - band; row += 1) {
			for (const column of [depth, width - 1 - depth]) {
				turn += 1;
				if (turn % step === 0) {
					take(Math.max(0, Math.min(width - 1, column)), row);
				}
			}
		}
	}
	return { samples: { count, x, y, colors }, transparent: transparent / Math.max(1, seen) };
}

/** The mean around the fullest of 16 × 16 × 16 boxes, each counted with its neighbors. */
function commonColor({ count, colors }: Samples): readonly [number, number, number] {
	const boxes = new Uint32Array(4096);
	for (let at = 0; at < count * 3; at += 3) {
		const [red = 0, green = 0, blue = 0] = colors.subarray(at, at + 3);
		const box = ((red >> 4) << 8) | (green & 0xf0) | (blue >> 4);
		boxes[box] = (boxes[box] ?? 0) + 1;
	}
	let [best, most] = [0, -1];
	for (let box = 0; box < boxes.length; box += 1) {
		if ((boxes[box] ?? 0) > 0) {
			let sum = 0;
			const [red, green, blue] = [box >> 8, (box >> 4) & 15, box & 15];
			for (let r = Math.max(0, red - 1); r <= Math.min(15, red + 1); r += 1) {
				for (let g = Math.max(0, green - 1); g <= Math.min(15, green + 1); g += 1) {
					for (let b = Math.max(0, blue - 1); b <= Math.min(15, blue + 1); b += 1) {
						sum += boxes[(r << 8) | (g << 4) | b] ?? 0;
					}
				}
			}
			if (sum > most) {
				[best, most] = [box, sum];
			}
		}
	}
	return [(best >> 8) * 16 + 8, ((best >> 4) & 15) * 16 + 8, (best & 15) * 16 + 8];
}

function flatSurfaces([red, green, blue]: readonly [number, number, number]): KeyModel['surfaces'] {
	const flat = (level: number): Surface => [level, 0, 0, 0, 0, 0];
	return [flat(red), flat(green), flat(blue)];
}

function residuals({ count, x, y, colors }: Samples, surfaces: KeyModel['surfaces']): Float32Array {
	const distances = new Float32Array(count);
	for (let index = 0; index < count; index += 1) {
		const [across, down] = [x[index] ?? 0, y[index] ?? 0];
		const red = (colors[index * 3] ?? 0) - keyAt(surfaces[0], across, down);
		const green = (colors[index * 3 + 1] ?? 0) - keyAt(surfaces[1], across, down);
		const blue = (colors[index * 3 + 2] ?? 0) - keyAt(surfaces[2], across, down);
		distances[index] = Math.sqrt(red * red + green * green + blue * blue);
	}
	return distances;
}

/** By least squares over the samples that count; undefined where these are too few, or in one place. */
function fitSurfaces(
	{ count, x, y, colors }: Samples,
	counts: (index: number) => boolean,
): KeyModel['surfaces'] | undefined {
	const matrix = Array.from({ length: 6 }, () => new Float64Array(9));
	const terms = new Float64Array(9);
	let used = 0;
	for (let index = 0; index < count; index += 1) {
		if (counts(index)) {
			used += 1;
			const [across, down] = [x[index] ?? 0, y[index] ?? 0];
			terms[0] = 1;
			terms[1] = across;
			terms[2] = down;
			terms[3] = across * across;
			terms[4] = across * down;
			terms[5] = down * down;
			for (let channel = 0; channel < 3; channel += 1) {
				terms[6 + channel] = colors[index * 3 + channel] ?? 0;
			}
			for (let row = 0; row < 6; row += 1) {
				const line = matrix[row] ?? terms;
				const term = terms[row] ?? 0;
				for (let column = 0; column < 9; column += 1) {
					line[column] = (line[column] ?? 0) + term * (terms[column] ?? 0);
				}
			}
		}
	}
	if (used < 24) {
		return undefined;
	}
	// A slight ridge keeps the model steady on a side without samples.
	for (const [row, line] of matrix.entries()) {
		if (row > 0) {
			line[row] = (line[row] ?? 0) + used * 1e-4;
		}
	}
	return solve(matrix);
}

/** Gauss's elimination with pivots: six unknowns, three right-hand sides. */
function solve(lines: Float64Array[]): KeyModel['surfaces'] | undefined {
	for (let step = 0; step < 6; step += 1) {
		const rest = lines
			.slice(step)
			.sort((one, other) => Math.abs(other[step] ?? 0) - Math.abs(one[step] ?? 0));
		lines.splice(step, rest.length, ...rest);
		const pivot = lines[step];
		const head = pivot?.[step] ?? 0;
		if (pivot === undefined || Math.abs(head) < 1e-9) {
			return undefined;
		}
		for (const line of lines) {
			if (line !== pivot) {
				const factor = (line[step] ?? 0) / head;
				for (let column = step; column < 9; column += 1) {
					line[column] = (line[column] ?? 0) - factor * (pivot[column] ?? 0);
				}
			}
		}
	}
	const surface = (channel: number): Surface => {
		const value = (row: number) => (lines[row]?.[6 + channel] ?? 0) / (lines[row]?.[row] ?? 1);
		return [value(0), value(1), value(2), value(3), value(4), value(5)];
	};
	return [surface(0), surface(1), surface(2)];
}

function gradientOf({ x, y }: Samples, surfaces: KeyModel['surfaces'], inside: readonly number[]): number {
	let most = 0;
	for (const surface of surfaces) {
		let [least, greatest] = [Infinity, -Infinity];
		for (const index of inside) {
			const level = keyAt(surface, x[index] ?? 0, y[index] ?? 0);
			least = Math.min(least, level);
			greatest = Math.max(greatest, level);
		}
		most = Math.max(most, greatest - least);
	}
	return most;
}

/** A corner is covered where most of its pixels, 1 in 40 of the shorter side, are of another color. */
function coveredCorners({ width, height, data }: RgbaImage, { surfaces }: KeyModel): number {
	const side = Math.max(1, Math.round(Math.min(width, height) / 40));
	let covered = 0;
	for (const [left, top] of [
		[0, 0],
		[width - side, 0],
		[0, height - side],
		[width - side, height - side],
	] as const) {
		let far = 0;
		for (let row = top; row < top + side; row += 1) {
			for (let column = left; column < left + side; column += 1) {
				const at = (row * width + column) * 4;
				let square = 0;
				for (const [channel, surface] of surfaces.entries()) {
					const level = keyAt(surface, across(column, width), across(row, height));
					square += ((data[at + channel] ?? 0) - level) ** 2;
				}
				far += square > 24 * 24 ? 1 : 0;
			}
		}
		covered += far > (side * side) / 2 ? 1 : 0;
	}
	return covered;
}
