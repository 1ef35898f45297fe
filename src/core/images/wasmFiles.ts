/**
 * The WebAssembly of each codec, as npm names the file. Beside the bundle lie copies of exactly these, by their
 * last names (`esbuild.js`). Of WebP's encoder it is the build with SIMD, which every Node from 16 on runs:
 * 64 kB larger, and 1.7 times as fast.
 */
export const wasmFiles = {
	decodeJpeg: '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
	encodeJpeg: '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
	decodeWebp: '@jsquash/webp/codec/dec/webp_dec.wasm',
	encodeWebp: '@jsquash/webp/codec/enc/webp_enc_simd.wasm',
	/** Both ways. */
	png: '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
	resize: '@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm',
} as const;

export type WasmFile = (typeof wasmFiles)[keyof typeof wasmFiles];

/** Brings the bytes of a file. */
export type LoadWasm = (file: WasmFile) => Promise<Uint8Array>;
