import type { ImageSize } from './imageStructure.ts';
import { emptyImage, type RgbaImage } from './rgbaImage.ts';

/** Averaging stops while the image is at least this many times larger than the target: only the last step is visible. */
const gap = 3;

/**
 * Makes an image a whole number of times smaller by the mean of square blocks, in linear light, as far as it stays
 * three times as large as the target both ways; returns the image itself where there is nothing to do. Lanczos over
 * the pixels of a camera takes 2 GB and seconds; this needs neither. A partial block at an edge is dropped.
 */
export function shrinkTowards(image: RgbaImage, target: ImageSize): RgbaImage {
	const factor = Math.floor(Math.min(image.width / target.width, image.height / target.height) / gap);
	return factor < 2 ? image : meanOfBlocks(image, factor);
}

function meanOfBlocks(image: RgbaImage, factor: number): RgbaImage {
	const { data } = image;
	const small = emptyImage(Math.floor(image.width / factor), Math.floor(image.height / factor));
	const left = (image.width % factor) >> 1;
	const top = (image.height % factor) >> 1;
	let to = 0;
	for (let y = 0; y < small.height; y += 1) {
		for (let x = 0; x < small.width; x += 1) {
			let red = 0;
			let green = 0;
			let blue = 0;
			let alpha = 0;
			for (let row = 0; row < factor; row += 1) {
				let at = ((top + y * factor + row) * image.width + left + x * factor) * 4;
				for (const end = at + factor * 4; at < end; at += 4) {
					const weight = data[at + 3] ?? 0;
					red += weight * (linear[data[at] ?? 0] ?? 0);
					green += weight * (linear[data[at + 1] ?? 0] ?? 0);
					blue += weight * (linear[data[at + 2] ?? 0] ?? 0);
					alpha += weight;
				}
			}
			if (alpha > 0) {
				small.data[to] = fromLinear(red / alpha);
				small.data[to + 1] = fromLinear(green / alpha);
				small.data[to + 2] = fromLinear(blue / alpha);
				small.data[to + 3] = alpha / (factor * factor);
			}
			to += 4;
		}
	}
	return small;
}

/** Light of each value of sRGB (IEC 61966-2-1), 0–1. */
const linear = Float64Array.from({ length: 256 }, (_, value) => {
	const share = value / 255;
	return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** The inverse, in this many steps, fine enough for the dark values, where sRGB is steepest. */
const fineness = 1 << 14;
const values = Uint8ClampedArray.from({ length: fineness + 1 }, (_, step) => {
	const light = step / fineness;
	return 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);
});

function fromLinear(light: number): number {
	return values[Math.round(light * fineness)] ?? 0;
}
