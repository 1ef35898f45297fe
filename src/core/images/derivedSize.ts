import type { PixelSize } from './pixelSize.ts';

/**
 * The pixels of an image that shows the same picture as another one: exactly its size where that is said, else as wide
 * as is said, and no wider than the other one.
 */
export function derivedSize(
	source: PixelSize,
	{ size, width }: { readonly size?: PixelSize | undefined; readonly width?: number | undefined },
): PixelSize {
	if (size !== undefined) {
		return size;
	}
	if (width === undefined || width >= source.width) {
		return { width: source.width, height: source.height };
	}
	return { width, height: Math.max(1, Math.round((width * source.height) / source.width)) };
}
