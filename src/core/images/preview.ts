import { policy } from '../policy.ts';
import { fitInside } from './geometry.ts';
import type { ImageCodecs } from './imageCodecs.ts';
import type { RgbaImage } from './rgbaImage.ts';

/** Of a JPEG: the first that is small enough is taken. */
const qualities = [82, 65, 45];
/** What a side is multiplied by where even the last of them is too large. */
const smaller = 0.7;
const leastSide = 64;

/**
 * An image for a model to look at: a JPEG, or a PNG where some of it is transparent, within `policy.agents`.
 *
 * @throws CodecError
 */
export async function encodePreview(codecs: ImageCodecs, image: RgbaImage): Promise<Preview> {
	const { longestSide, imageBytes } = policy.agents;
	const format = isOpaque(image) ? 'jpeg' : 'png';
	for (let side: number = longestSide; ; side = Math.floor(side * smaller)) {
		const { width, height } = fitInside(image, side);
		const small = await codecs.resize(image, width, height);
		for (const quality of format === 'png' ? [0] : qualities) {
			const bytes = await codecs.encode(small, format, quality);
			if (bytes.length <= imageBytes || side < leastSide) {
				return { bytes, width, height };
			}
		}
	}
}

interface Preview {
	readonly bytes: Uint8Array;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
}

function isOpaque({ data }: RgbaImage): boolean {
	for (let at = 3; at < data.length; at += 4) {
		if (data[at] !== 255) {
			return false;
		}
	}
	return true;
}
