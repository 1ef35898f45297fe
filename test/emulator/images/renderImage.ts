import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { caption } from './caption.ts';
import { composeScene } from './composeScene.ts';
import { compile, encodeImage } from './encodeImage.ts';
import { fontMetrics } from './fontMetrics.ts';
import type { ImageSpec } from './imageSpec.ts';

/** There is one renderer per process, created on first use. */
let ready: Promise<void> | undefined;

/** Initializes resvg; further calls do nothing. */
export function startResvg(): Promise<void> {
	return (ready ??= compile('@resvg/resvg-wasm/index_bg.wasm').then(
		initWasm as (module: object) => Promise<void>,
	));
}

/**
 * Draws an image for a prompt: the scene that its words suggest, in colors derived from it, with the prompt in small
 * print at the bottom. The same spec gives the same bytes. Blocks this thread for about half a second.
 */
export async function renderImage(spec: ImageSpec): Promise<Buffer> {
	const { prompt, variant = 0, width, height, format, compression = 90 } = spec;
	await startResvg();
	const font = await readFile(fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')));
	const composition = composeScene(prompt, variant, width, height);
	const text = caption(prompt, fontMetrics(font), composition, width, height);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${composition.drawing}${text}</svg>`;
	const resvg = new Resvg(svg, { font: { fontBuffers: [font], defaultFontFamily: 'DejaVu Sans' } });
	const image = resvg.render();
	try {
		return format === 'png'
			? Buffer.from(image.asPng())
			: await encodeImage(image.pixels, width, height, format, compression);
	} finally {
		image.free();
		resvg.free();
	}
}
