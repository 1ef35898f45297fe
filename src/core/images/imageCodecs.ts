import type { OutputFormat } from '../../shared/model.ts';
import type { ImageSize } from './imageStructure.ts';
import { readFrom } from './blocks.ts';
import { imageHeader } from './verifyImage.ts';
import { policy } from '../policy.ts';
import { orientationOf } from './orientation.ts';
import { CodecError } from './codecError.ts';
import { orient } from './geometry.ts';
import { packPng } from './packPng.ts';
import { emptyImage, type RgbaImage } from './rgbaImage.ts';
import { shrinkTowards } from './shrink.ts';
import { createWasmCodecs } from './wasmCodecs.ts';
import type { LoadWasm } from './wasmFiles.ts';

type PngPacking = 'zlib' | 'tight' | 'tightInColor';

/** Decodes, resizes and encodes on the thread that asks, a tenth of a second and more at a time. */
export interface ImageCodecs {
	/**
	 * The pixels of a PNG, JPEG or WebP file, turned upright by its metadata. Sixteen bits a channel become eight;
	 * color profiles are ignored (`profileOf` reads them); an animation gives nothing, or its first picture. A JPEG
	 * that was cut ends in gray.
	 *
	 * @throws CodecError `unreadable`, or `tooLarge` (more than `policy.reference.pixels`), before anything is
	 * decoded; `damaged`.
	 */
	decode(bytes: Uint8Array): Promise<RgbaImage>;
	/**
	 * Exactly this many pixels, ignoring the aspect ratio; the image itself where it has that size already.
	 *
	 * @throws CodecError `tooLarge`
	 */
	resize(image: RgbaImage, width: number, height: number): Promise<RgbaImage>;
	/**
	 * A whole file. JPEG has no alpha: transparent parts are put on white.
	 *
	 * @param quality 0–100; PNG is always lossless.
	 * @param packing of PNG: by zlib, or as `policy.pngPacking` says; `tightInColor` where an RGB profile is added,
	 * which a grayscale PNG must not have.
	 * @throws CodecError `notEncoded`
	 */
	encode(image: RgbaImage, format: OutputFormat, quality: number, packing?: PngPacking): Promise<Uint8Array>;
}

/** Each codec's WebAssembly is loaded when it is first used. */
export function createImageCodecs(load: LoadWasm): ImageCodecs {
	const wasm = createWasmCodecs(load);

	/** Uses the packer with the smaller result, where that is worth its time. */
	async function packed(
		bytes: Uint8Array,
		{ width, height }: ImageSize,
		packing: PngPacking,
	): Promise<Uint8Array> {
		const step = policy.pngPacking.find(({ pixels }) => width * height <= pixels);
		if (packing === 'zlib' || step === undefined) {
			return packPng(bytes);
		}
		const smaller = await attempt('notEncoded', 'The PNG cannot be packed.', () =>
			wasm.packPng(bytes, step.level),
		);
		return packing === 'tightInColor' && isGray(smaller) ? packPng(bytes) : smaller;
	}

	return {
		async decode(bytes) {
			const header = imageHeader(bytes);
			if (header === undefined) {
				throw new CodecError('unreadable', 'Not a PNG, JPEG or WebP image.');
			}
			checkSize(header);
			const image = await attempt(
				'damaged',
				'The image cannot be decoded: it is damaged, or of an unusual kind.',
				() => wasm.decode[header.format](bytes),
			);
			const orientation = await orientationOf(readFrom(bytes));
			const { width, height, data } = image;
			return orient({ width, height, data }, orientation);
		},
		async resize(image, width, height) {
			checkSize({ width, height });
			if (width === image.width && height === image.height) {
				return image;
			}
			return {
				width,
				height,
				data: await wasm.resize(shrinkTowards(image, { width, height }), width, height),
			};
		},
		async encode(image, format, quality, packing = 'zlib') {
			const size = `${image.width} × ${image.height} pixels`;
			const bytes = await attempt('notEncoded', `An image of ${size} cannot be written as ${format}.`, () =>
				wasm.encode[format](format === 'jpeg' ? onWhite(image) : image, quality),
			);
			return format === 'png' ? packed(bytes, image, packing) : bytes;
		},
	};
}

/** @throws CodecError `tooLarge` for more pixels than are held in memory. */
export function checkSize({ width, height }: ImageSize): void {
	if (width * height > policy.reference.pixels) {
		const most = policy.reference.pixels / 1e6;
		throw new CodecError('tooLarge', `${width} × ${height} pixels are more than ${most} million.`);
	}
}

/** Whether a PNG has no colors: the types 0 and 4 (PNG, third edition, table 8). */
function isGray(png: Uint8Array): boolean {
	return ((png[25] ?? 0) & 2) === 0;
}

/** What the codecs throw is useless: an address in their memory, or "unreachable". */
async function attempt<T>(
	code: 'damaged' | 'notEncoded',
	message: string,
	action: () => Promise<T | null>,
): Promise<T> {
	let result: T | null;
	try {
		result = await action();
	} catch (error) {
		throw error instanceof CodecError ? error : new CodecError(code, message, error);
	}
	if (result === null) {
		throw new CodecError(code, message);
	}
	return result;
}

/** Returns the image itself where nothing is transparent. */
function onWhite(image: RgbaImage): RgbaImage {
	const { width, height, data } = image;
	let at = 3;
	while (at < data.length && data[at] === 255) {
		at += 4;
	}
	if (at >= data.length) {
		return image;
	}
	const opaque = emptyImage(width, height);
	for (let pixel = 0; pixel < data.length; pixel += 4) {
		const alpha = data[pixel + 3] ?? 0;
		for (let channel = pixel; channel < pixel + 3; channel += 1) {
			opaque.data[channel] = 255 + (((data[channel] ?? 0) - 255) * alpha) / 255;
		}
		opaque.data[pixel + 3] = 255;
	}
	return opaque;
}
