import { encodeImage } from './encodeImage.ts';
import type { ImageSpec } from './imageSpec.ts';

/** The flat background color that a prompt asks for; undefined if it asks for none, or for a landscape. */
export function keyOfPrompt(prompt: string): readonly [number, number, number] | undefined {
	const [, hex] = /\bflat\b[^.]*\bbackground \(#([0-9a-f]{6})\)/i.exec(prompt) ?? [];
	if (hex === undefined || /\blandscape\b/i.test(prompt)) {
		return undefined;
	}
	return [0, 2, 4].map(at => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
}

/** A ring with smooth edges, alone on a key color; a quarter of the size each way. */
export function renderKeyedSubject(spec: ImageSpec, key: readonly [number, number, number]): Promise<Buffer> {
	const [width, height] = [Math.round(spec.width / 4), Math.round(spec.height / 4)];
	const pixels = new Uint8Array(width * height * 4);
	const outer = Math.min(width, height) * 0.38;
	const subject = [236, 178, 60 + ((spec.variant ?? 0) % 8)];
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const far = Math.hypot(x - width / 2, y - height / 2);
			const cover = (edge: number) => Math.min(1, Math.max(0, edge - far + 0.5));
			const alpha = cover(outer) - cover(outer / 2);
			const at = (y * width + x) * 4;
			for (let channel = 0; channel < 3; channel += 1) {
				pixels[at + channel] = Math.round(
					alpha * (subject[channel] ?? 0) + (1 - alpha) * (key[channel] ?? 0),
				);
			}
			pixels[at + 3] = 255;
		}
	}
	return encodeImage(pixels, width, height, spec.format, spec.compression ?? 90);
}
