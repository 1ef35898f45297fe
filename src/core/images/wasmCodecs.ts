import jpegDecoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import jpegEncoder from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import { defaultOptions as jpegDefaults } from '@jsquash/jpeg/meta.js';
import * as pngPacker from '@jsquash/oxipng/codec/pkg/squoosh_oxipng.js';
import * as pngCodec from '@jsquash/png/codec/pkg/squoosh_png.js';
import * as resizer from '@jsquash/resize/lib/resize/pkg/squoosh_resize.js';
import webpDecoder from '@jsquash/webp/codec/dec/webp_dec.js';
import webpEncoder from '@jsquash/webp/codec/enc/webp_enc_simd.js';
import { defaultOptions as webpDefaults } from '@jsquash/webp/meta.js';
import type { OutputFormat } from '../../shared/model.ts';
import { CodecError } from './codecError.ts';
import { byteView, type RgbaImage } from './rgbaImage.ts';
import { wasmFiles, type LoadWasm, type WasmFile } from './wasmFiles.ts';
import { messageOf } from '../text/messageOf.ts';

/** The raw WebAssembly: a failure throws anything, or returns null; `CodecError` means that it did not load. */
interface WasmCodecs {
	readonly decode: Readonly<Record<OutputFormat, (bytes: Uint8Array) => Promise<RgbaImage | null>>>;
	/** The quality is 0–100; PNG ignores it. */
	readonly encode: Readonly<
		Record<OutputFormat, (image: RgbaImage, quality: number) => Promise<Uint8Array | null>>
	>;
	/** The same pixels in a smaller PNG, with as few channels as hold them. @param level 0–6, of oxipng. */
	packPng(bytes: Uint8Array, level: number): Promise<Uint8Array>;
	/** Lanczos with three lobes, in linear light, with alpha premultiplied. */
	resize(image: RgbaImage, width: number, height: number): Promise<Uint8ClampedArray<ArrayBuffer>>;
}

/*
 * The packages' own entries are made for a browser: they fetch, load encoders for machines without SIMD, and pull
 * in further ways to resize. What they wrap is used directly. Their types need the DOM's, so they are declared here.
 */
interface WebAssemblyApi {
	compile(bytes: Uint8Array): Promise<object>;
	readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}
type EmscriptenFactory<Codec> = (options: {
	noInitialRun: boolean;
	print: () => void;
	printErr: () => void;
	instantiateWasm: (imports: object, done: (instance: object) => void) => object;
}) => Promise<Codec>;
type Encode = (
	data: Uint8Array,
	width: number,
	height: number,
	options: Readonly<Record<string, unknown>>,
) => Uint8Array | null;
interface PngCodec {
	initSync(module: object): unknown;
	decode(bytes: Uint8Array): RgbaImage | null;
	encode(data: Uint8Array, width: number, height: number, bitDepth: 8): Uint8Array | null;
}
interface PngPacker {
	initSync(module: object): unknown;
	optimise(bytes: Uint8Array, level: number, interlace: boolean, optimizeAlpha: boolean): Uint8Array;
}
interface Resizer {
	initSync(module: object): unknown;
	resize(
		data: Uint8Array,
		width: number,
		height: number,
		newWidth: number,
		newHeight: number,
		method: number,
		premultiply: boolean,
		linear: boolean,
	): Uint8ClampedArray<ArrayBuffer>;
}

const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
/** Of triangle, Catmull-Rom, Mitchell and Lanczos. */
const lanczos = 3;

/**
 * Compiles each codec when it is first used. The PNG and the resizing code are shared by the whole thread. The memory
 * of a codec stays as large as its largest image made it, and after a failure a codec may be in any state, so the
 * thread should be ended.
 */
export function createWasmCodecs(load: LoadWasm): WasmCodecs {
	const compile = async (file: WasmFile) => WebAssembly.compile(await load(file));
	const jpegIn = once(() =>
		start<{ decode(bytes: Uint8Array, turn: boolean): RgbaImage | null }>(
			jpegDecoder,
			wasmFiles.decodeJpeg,
			compile,
		),
	);
	const jpegOut = once(() => start<{ encode: Encode }>(jpegEncoder, wasmFiles.encodeJpeg, compile));
	const webpIn = once(() =>
		start<{ decode(bytes: Uint8Array): RgbaImage | null }>(webpDecoder, wasmFiles.decodeWebp, compile),
	);
	const webpOut = once(() => start<{ encode: Encode }>(webpEncoder, wasmFiles.encodeWebp, compile));
	const png = once(async () => {
		const codec = pngCodec as unknown as PngCodec;
		codec.initSync(await compile(wasmFiles.png));
		return codec;
	});
	const packer = once(async () => {
		const codec = pngPacker as unknown as PngPacker;
		codec.initSync(await compile(wasmFiles.packPng));
		return codec;
	});
	const lanczosResizer = once(async () => {
		const codec = resizer as unknown as Resizer;
		codec.initSync(await compile(wasmFiles.resize));
		return codec;
	});

	return {
		decode: {
			jpeg: async bytes => (await jpegIn()).decode(bytes, false),
			png: async bytes => (await png()).decode(bytes),
			webp: async bytes => (await webpIn()).decode(bytes),
		},
		encode: {
			jpeg: async (image, quality) =>
				(await jpegOut()).encode(byteView(image), image.width, image.height, { ...jpegDefaults, quality }),
			png: async image => (await png()).encode(byteView(image), image.width, image.height, 8),
			webp: async (image, quality) =>
				(await webpOut()).encode(byteView(image), image.width, image.height, { ...webpDefaults, quality }),
		},
		packPng: async (bytes, level) => (await packer()).optimise(bytes, level, false, false),
		resize: async (image, width, height) =>
			(await lanczosResizer()).resize(
				byteView(image),
				image.width,
				image.height,
				width,
				height,
				lanczos,
				true,
				true,
			),
	};
}

async function start<Codec>(
	factory: unknown,
	file: WasmFile,
	compile: (file: WasmFile) => Promise<object>,
): Promise<Codec> {
	const module = await compile(file);
	const silent = () => undefined;
	return (factory as EmscriptenFactory<Codec>)({
		noInitialRun: true,
		print: silent,
		printErr: silent,
		instantiateWasm(imports, done) {
			const instance = new WebAssembly.Instance(module, imports);
			done(instance);
			return instance.exports;
		},
	});
}

/** Creates a codec on the first call; after a failure, the next call tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return () =>
		(made ??= make().catch((error: unknown) => {
			made = undefined;
			throw new CodecError('crashed', `An image codec could not be loaded: ${messageOf(error)}`, error);
		}));
}
