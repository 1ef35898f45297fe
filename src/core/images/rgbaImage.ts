import type { ImageSize } from './imageStructure.ts';

/** Pixels, row by row from the top: red, green, blue and alpha (not premultiplied), a byte each, sRGB. */
export interface RgbaImage extends ImageSize {
	data: Uint8ClampedArray<ArrayBuffer>;
}

/** An image of transparent black. */
export function emptyImage(width: number, height: number): RgbaImage {
	return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

/** The same memory, a number for each pixel. */
export function wholePixels({ data }: RgbaImage): Uint32Array<ArrayBuffer> {
	return data.byteOffset % 4 === 0
		? new Uint32Array(data.buffer, data.byteOffset, data.length / 4)
		: new Uint32Array(data.slice().buffer);
}

/** The same memory, as the codecs take it. */
export function byteView({ data }: RgbaImage): Uint8Array<ArrayBuffer> {
	return new Uint8Array(data.buffer, data.byteOffset, data.length);
}
