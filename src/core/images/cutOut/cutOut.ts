import { crop } from '../geometry.ts';
import { emptyImage, type RgbaImage } from '../rgbaImage.ts';
import { classify } from './classify.ts';
import type { CutOutOptions } from '../../../shared/cutOut.ts';
import { measureKey, refineKey, type CutOutRefusal } from './keyColor.ts';
import { estimateMatte } from './matte.ts';
import { ground, hueOf, measure, middleKey, type Measures } from './regions.ts';

interface CutOut {
	/** The subject on a transparent ground, in the size of the original unless it was trimmed. */
	readonly image: RgbaImage;
	/** Why a person should look at it before it's used. */
	readonly refusal: CutOutRefusal | undefined;
}

/** If less than this share of the image is left, or less than this share is removed, it's not a cut-out. */
const leastPart = 0.0005;

/** Removes the background that the border shows. Doesn't change the image it is given. */
export function cutOut(image: RgbaImage, options: CutOutOptions): CutOut {
	const measured = measureKey(image);
	const model = refineKey(image, measured.model);
	const hue = hueOf(middleKey(model));
	const measures = measure(image, model, hue);
	const classes = classify(image, measures, { model, hasHue: hue !== undefined }, options);
	const alpha = estimateMatte({ image, measures, classes, model, hasHue: hue !== undefined });
	soften(alpha, options.softness);
	let [left, taken] = [0, 0];
	for (let pixel = 0; pixel < alpha.length; pixel += 1) {
		if (classes.removed[pixel] === 1) {
			alpha[pixel] = 0;
		}
		left += (alpha[pixel] ?? 0) > 0.5 ? 1 : 0;
		taken += classes.kind[pixel] === ground ? 1 : 0;
	}
	const enough = leastPart * alpha.length;
	const made = recover(image, measures, alpha, options.spill / 100);
	return {
		image: options.trim === null ? made : trimmed(made, options.trim),
		refusal: measured.refusal ?? (left < enough || taken < enough ? 'noSubject' : undefined),
	};
}

/** Moves half-transparent pixels toward opaque or transparent. */
function soften(alpha: Float32Array, softness: number): void {
	if (softness < 100) {
		const gain = 100 / Math.max(1, softness);
		for (let pixel = 0; pixel < alpha.length; pixel += 1) {
			const value = ((alpha[pixel] ?? 0) - 0.5) * gain + 0.5;
			alpha[pixel] = value < 0 ? 0 : value > 1 ? 1 : value;
		}
	}
}

/** The subject's own color: what is left of a mixture without the background's part of it. */
function recover(image: RgbaImage, { keyOf }: Measures, alpha: Float32Array, spill: number): RgbaImage {
	const { width, height, data } = image;
	const made = emptyImage(width, height);
	const to = made.data;
	for (let pixel = 0; pixel < alpha.length; pixel += 1) {
		const part = alpha[pixel] ?? 0;
		const at = pixel * 4;
		if (part >= 0.999) {
			to[at] = data[at] ?? 0;
			to[at + 1] = data[at + 1] ?? 0;
			to[at + 2] = data[at + 2] ?? 0;
			to[at + 3] = data[at + 3] ?? 0;
		} else if (part > 0.001) {
			const key = keyOf(pixel);
			const own = (1 - part) * spill;
			const whole = part + (1 - part) * (1 - spill);
			to[at] = ((data[at] ?? 0) - own * (key[0] ?? 0)) / whole;
			to[at + 1] = ((data[at + 1] ?? 0) - own * (key[1] ?? 0)) / whole;
			to[at + 2] = ((data[at + 2] ?? 0) - own * (key[2] ?? 0)) / whole;
			to[at + 3] = part * (data[at + 3] ?? 0);
		}
	}
	return made;
}

/** Trims the rows and columns in which nothing is visible, but for a margin. */
function trimmed(image: RgbaImage, margin: number): RgbaImage {
	const { width, height, data } = image;
	let [left, top, right, bottom] = [width, height, -1, -1];
	for (let row = 0; row < height; row += 1) {
		for (let column = 0; column < width; column += 1) {
			if ((data[(row * width + column) * 4 + 3] ?? 0) > 4) {
				left = Math.min(left, column);
				right = Math.max(right, column);
				top = Math.min(top, row);
				bottom = row;
			}
		}
	}
	if (right < 0) {
		return image;
	}
	const [x, y] = [Math.max(0, left - margin), Math.max(0, top - margin)];
	return crop(image, {
		x,
		y,
		width: Math.min(width, right + margin + 1) - x,
		height: Math.min(height, bottom + margin + 1) - y,
	});
}
