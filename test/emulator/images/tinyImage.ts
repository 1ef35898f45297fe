import { seededRandom } from '../random.ts';
import { encodeImage } from './encodeImage.ts';
import type { ImageSpec } from './imageSpec.ts';

/** A real file of the format, a 32nd of the size each way: a gradient in a hue from the prompt, in a millisecond. */
export async function renderTinyImage(spec: ImageSpec): Promise<Buffer> {
	const width = Math.max(1, Math.round(spec.width / 32));
	const height = Math.max(1, Math.round(spec.height / 32));
	const random = seededRandom(`${spec.prompt}/${spec.variant ?? 0}`);
	const from = [random(), random(), random()] as const;
	const to = [random(), random(), random()] as const;
	const pixels = new Uint8Array(width * height * 4);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const at = (y * width + x) * 4;
			const share = (x + y) / (width + height);
			from.forEach((start, channel) => {
				pixels[at + channel] = 255 * (start + ((to[channel] ?? 0) - start) * share);
			});
			pixels[at + 3] = 255;
		}
	}
	return encodeImage(pixels, width, height, spec.format, spec.compression ?? 90);
}
