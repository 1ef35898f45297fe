import type { PixelSize } from '../../images/pixelSize.ts';

const scaled = /^(\d{1,5}(?:\.\d{1,5})?|\.\d{1,5})([xw])$/;

/**
 * The size of an image with the given shown size and descriptor, in whole pixels: `2x` has twice the sides, `800w` is
 * 800 wide and as high as the aspect ratio says, where that is known. Without a descriptor, or with `1x`, the known
 * sides; with another density none, unless both sides are known. May be larger or smaller than any image.
 */
export function shownSize(shown: Partial<PixelSize>, descriptor: string): Partial<PixelSize> {
	if (descriptor === '' || descriptor === '1x') {
		return shown;
	}
	const { width, height } = shown;
	const [, written, unit] = scaled.exec(descriptor) ?? [];
	if (written === undefined) {
		return {};
	}
	if (width === undefined || height === undefined) {
		return unit === 'w' ? { width: Math.round(Number(written)) } : {};
	}
	const times = unit === 'x' ? Number(written) : Number(written) / width;
	return { width: Math.round(width * times), height: Math.round(height * times) };
}
