import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js';
import encodePng, { init as initPng } from '@jsquash/png/encode.js';
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js';
import type { OutputFormat } from '../../../src/shared/model.ts';
import { compile } from '../../emulator/images/encodeImage.ts';

export interface SampleImage {
	name: string;
	format: OutputFormat;
	width: number;
	height: number;
	bytes: Uint8Array;
}

/** The encoders' types are written for a browser, and leave out that `init` takes a module. */
type Init = (module: object) => Promise<unknown>;

/** A picture with flat parts, gradients and noise, the same every time. */
function paint(width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
	const data = new Uint8ClampedArray(width * height * 4);
	let state = 12345;
	for (let at = 0; at < data.length; at += 4) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		const x = (at / 4) % width;
		const y = Math.floor(at / 4 / width);
		data[at] = x < width / 3 ? 200 : (x * 255) / width;
		data[at + 1] = (y * 255) / height;
		data[at + 2] = y < height / 2 ? 40 : state >>> 24;
		data[at + 3] = 255;
	}
	return data;
}

async function makeImages(): Promise<SampleImage[]> {
	const [width, height] = [97, 61];
	const picture = { data: paint(width, height), width, height, colorSpace: 'srgb' as const };
	// The simd build is what the encoder asks for on any machine that runs these tests.
	await (initWebp as Init)(await compile('@jsquash/webp/codec/enc/webp_enc_simd.wasm'));
	await (initPng as Init)(await compile('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'));
	await (initJpeg as Init)(await compile('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'));
	const sample = (name: string, format: OutputFormat, buffer: ArrayBuffer): SampleImage => {
		return { name, format, width, height, bytes: new Uint8Array(buffer) };
	};
	return [
		sample('PNG', 'png', await encodePng(picture)),
		sample('baseline JPEG', 'jpeg', await encodeJpeg(picture, { baseline: true, progressive: false })),
		sample('progressive JPEG', 'jpeg', await encodeJpeg(picture, { progressive: true })),
		sample('lossy WebP', 'webp', await encodeWebp(picture, { quality: 80 })),
		sample('lossless WebP', 'webp', await encodeWebp(picture, { lossless: 1 })),
	];
}

let made: Promise<SampleImage[]> | undefined;

/** One picture of 97×61 pixels in every encoding that the service may send; encoded once a run. */
export function sampleImages(): Promise<SampleImage[]> {
	return (made ??= makeImages());
}
