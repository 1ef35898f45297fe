import { coverRect, crop } from '../geometry.ts';
import type { ImageCodecs } from '../imageCodecs.ts';
import type { RgbaImage } from '../rgbaImage.ts';
import { canvasOf, clear, cornersOf, drawOn, groundOf, reachOf, type Color } from './ground.ts';

/**
 * `any` is shown as it is; `opaque` where transparency turns black (Apple's); `maskable` is cut to a shape that the
 * launcher chooses; only a circle in its middle is safe.
 */
export const iconPurposes = ['any', 'opaque', 'maskable'] as const;
export type IconPurpose = (typeof iconPurposes)[number];

/** Radius of the safe circle, as a share of the side (W3C Web App Manifest, "Icon masks and safe zone"). */
export const safeRadius = 0.4;

const white: Color = [255, 255, 255, 255];

/** A picture as a square, which icons of every size are drawn from. */
interface IconSource {
	readonly square: RgbaImage;
	/** The one color of its border, or undefined. */
	readonly ground: Color | undefined;
	/** The pixel farthest from its middle that isn't ground, in pixels. */
	readonly reach: number;
	/** What was done to make it a square. */
	readonly squared: 'not' | 'cut' | 'padded';
}

/** Where the border shows one color, the picture is padded with it, so that nothing is lost; else its middle is cut out. */
export function squareFor(image: RgbaImage): IconSource {
	const ground = groundOf(image);
	const { width, height } = image;
	if (width === height) {
		return { square: image, ground, reach: reach(image, ground), squared: 'not' };
	}
	if (ground === undefined) {
		const square = crop(image, coverRect(image, { width: 1, height: 1 }));
		return { square, ground, reach: reach(square, ground), squared: 'cut' };
	}
	const side = Math.max(width, height);
	const square = canvasOf(side, side, ground);
	drawOn(square, image, (side - width) >> 1, (side - height) >> 1);
	return { square, ground, reach: reach(square, ground), squared: 'padded' };
}

function reach(square: RgbaImage, ground: Color | undefined): number {
	return ground === undefined ? square.width / 2 : reachOf(square, ground);
}

/**
 * One icon. A maskable icon keeps everything that isn't ground within the safe circle; a picture that fills its
 * square is made as small as the circle is wide, and its edges are mirrored outwards unless its corners are of one color.
 *
 * @param size pixels of a side
 * @param backdrop the ground of an opaque or maskable icon where the picture's border is transparent; white by
 * default
 */
export async function drawIcon(
	codecs: Pick<ImageCodecs, 'resize'>,
	{ square, ground, reach }: IconSource,
	size: number,
	purpose: IconPurpose,
	backdrop: Color = white,
): Promise<RgbaImage> {
	const under = ground === undefined || ground[3] < 255 ? backdrop : ground;
	if (purpose !== 'maskable') {
		const icon = await codecs.resize(square, size, size);
		return purpose === 'any' ? icon : over(under, icon);
	}
	// A pixel less: resizing spreads what it draws.
	const safe = safeRadius * size - 1;
	const scale = Math.min(size / square.width, safe / Math.max(reach, 1));
	const side = Math.max(1, Math.floor(square.width * scale));
	const small = await codecs.resize(square, side, side);
	const left = (size - side) >> 1;
	const margin = ground ?? cornersOf(square);
	if (margin === undefined) {
		return over(under, mirrored(small, size, left));
	}
	const canvas = canvasOf(size, size, margin[3] < 255 ? backdrop : margin);
	drawOn(canvas, small, left, left);
	return canvas;
}

function over(color: Color, icon: RgbaImage): RgbaImage {
	const canvas = canvasOf(icon.width, icon.height, color);
	drawOn(canvas, icon, 0, 0);
	return canvas;
}

/** An image in the middle of a square whose margins mirror it. */
function mirrored(image: RgbaImage, size: number, margin: number): RgbaImage {
	const whole = canvasOf(size, size, clear);
	const inside = (at: number) => {
		const turned = Math.abs(at - margin + (at < margin ? 1 : 0));
		return turned < image.width ? turned : Math.max(0, 2 * image.width - 1 - turned);
	};
	for (let y = 0; y < size; y += 1) {
		const row = inside(y) * image.width;
		for (let x = 0; x < size; x += 1) {
			const from = (row + inside(x)) * 4;
			whole.data.set(image.data.subarray(from, from + 4), (y * size + x) * 4);
		}
	}
	return whole;
}
