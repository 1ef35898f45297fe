/**
 * The WebAssembly of each codec, as npm names the file. The build copies exactly these next to the bundle, under
 * their base names (`esbuild.js`). WebP's encoder is the build with SIMD, which every Node since 16 runs: 64 kB
 * larger, and 1.7 times as fast.
 */
export const wasmFiles = {
	decodeJpeg: '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
	encodeJpeg: '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
	decodeWebp: '@jsquash/webp/codec/dec/webp_dec.wasm',
	encodeWebp: '@jsquash/webp/codec/enc/webp_enc_simd.wasm',
	/** Both ways. */
	png: '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
	/** Packs a PNG tighter. */
	packPng: '@jsquash/oxipng/codec/pkg/squoosh_oxipng_bg.wasm',
	resize: '@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm',
} as const;

export type WasmFile = (typeof wasmFiles)[keyof typeof wasmFiles];

/** Brings the bytes of a file. */
export type LoadWasm = (file: WasmFile) => Promise<Uint8Array>;
