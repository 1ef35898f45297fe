import { readFile } from 'node:fs/promises';
import { createImageCodecs, type ImageCodecs } from '../../src/core/images/imageCodecs.ts';
import type { RgbaImage } from '../../src/core/images/rgbaImage.ts';

/** The worker's program as it is in the sources. */
export const imageWorkerSource = new URL('../../src/host/images/imageWorker.ts', import.meta.url);

/** The codecs on this thread. */
export function localCodecs(): ImageCodecs {
	return createImageCodecs(file => readFile(new URL(import.meta.resolve(file))));
}

/** An image from a function that gives each pixel's red, green, blue and alpha. */
export function paintImage(
	width: number,
	height: number,
	color: (x: number, y: number) => readonly [number, number, number, number],
): RgbaImage {
	const data = new Uint8ClampedArray(width * height * 4);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			data.set(color(x, y), (y * width + x) * 4);
		}
	}
	return { width, height, data };
}

/** Gradients and a corner of another color, so that every orientation looks different. */
export function paintSample(width: number, height: number): RgbaImage {
	return paintImage(width, height, (x, y) =>
		x < width / 4 && y < height / 4 ? [220, 30, 40, 255] : [40, (x * 200) / width, (y * 200) / height, 255],
	);
}
