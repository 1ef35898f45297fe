import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js';
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js';
import type { OutputFormat } from '../../../src/shared/model.ts';
import { encodePng } from './png.ts';

/** The codecs' types in Node. Their own types are for browsers, and omit that `init` takes a module. */
type Init = (module: object) => Promise<unknown>;
type Encode = (
	image: { data: Uint8Array; width: number; height: number },
	options: { quality: number },
) => Promise<ArrayBuffer>;

/** Each codec keeps one instance per process, which is created on first use. */
const ready: { webp?: Promise<unknown>; jpeg?: Promise<unknown> } = {};

/** Encodes RGBA pixels. `compression` is the quality of JPEG and WebP, 0–100. */
export async function encodeImage(
	pixels: Uint8Array,
	width: number,
	height: number,
	format: OutputFormat,
	compression: number,
): Promise<Buffer> {
	const image = { data: pixels, width, height };
	const options = { quality: compression };
	switch (format) {
		case 'png':
			return encodePng(pixels, width, height);
		case 'webp':
			await (ready.webp ??= compile('@jsquash/webp/codec/enc/webp_enc_simd.wasm').then(initWebp as Init));
			return Buffer.from(await (encodeWebp as unknown as Encode)(image, options));
		case 'jpeg':
			await (ready.jpeg ??= compile('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm').then(initJpeg as Init));
			return Buffer.from(await (encodeJpeg as unknown as Encode)(image, options));
	}
}

/** Compiles a package's WebAssembly file. */
export async function compile(specifier: string): Promise<object> {
	const bytes = await readFile(fileURLToPath(import.meta.resolve(specifier)));
	// Without the DOM library TypeScript has no name for it.
	const { WebAssembly } = globalThis as unknown as {
		WebAssembly: { compile(bytes: Uint8Array): Promise<object> };
	};
	return WebAssembly.compile(bytes);
}
