import type { RgbaImage } from '../rgbaImage.ts';

export type Color = readonly [red: number, green: number, blue: number, alpha: number];

/** How far a channel of a pixel may be from a flat ground: what JPEG and WebP leave of one. */
const flatness = 24;
/** Of the border's pixels, how many must be on it. */
const flatShare = 0.97;

/**
 * The one color that the border of an image has; undefined where it has several. Fully transparent pixels count as
 * one, whatever their color values.
 */
export function groundOf(image: RgbaImage): Color | undefined {
	return colorOf(image, borderOf(image));
}

/** The one color around all four corners of a square, such as those of a badge or a rounded icon. */
export function cornersOf(image: RgbaImage): Color | undefined {
	return colorOf(image, borderOf(image, image.width / 40), flatness / 3);
}

/** The indices of the border's pixels. @param near no farther from a corner than this, in pixels */
function borderOf({ width, height }: RgbaImage, near = Infinity): number[] {
	const isNear = (at: number, side: number) => at < near || at >= side - near;
	const border: number[] = [];
	for (let x = 0; x < width; x += 1) {
		if (isNear(x, width)) {
			border.push(x, (height - 1) * width + x);
		}
	}
	for (let y = 1; y < height - 1; y += 1) {
		if (isNear(y, height)) {
			border.push(y * width, y * width + width - 1);
		}
	}
	return border;
}

function colorOf({ data }: RgbaImage, pixels: readonly number[], tolerance = flatness): Color | undefined {
	const median = ([0, 1, 2, 3] as const).map(channel => {
		const values = pixels.map(pixel => data[pixel * 4 + channel] ?? 0).sort((a, b) => a - b);
		return values[values.length >> 1] ?? 0;
	});
	const [red = 0, green = 0, blue = 0, alpha = 0] = median;
	const color: Color = alpha < flatness ? clear : [red, green, blue, alpha];
	const onIt = pixels.filter(pixel => isGround(data, pixel * 4, color, tolerance)).length;
	return onIt >= pixels.length * flatShare ? color : undefined;
}

export const clear: Color = [0, 0, 0, 0];

function isGround(data: RgbaImage['data'], at: number, ground: Color, tolerance = flatness): boolean {
	if (ground[3] === 0) {
		return (data[at + 3] ?? 0) < flatness;
	}
	return ground.every((value, channel) => Math.abs((data[at + channel] ?? 0) - value) <= tolerance);
}

/** The pixel farthest from the center that isn't ground, in pixels from the center; 0 where all is. */
export function reachOf(image: RgbaImage, ground: Color): number {
	const { width, height, data } = image;
	let most = 0;
	for (let y = 0; y < height; y += 1) {
		const dy = Math.abs(y + 0.5 - height / 2) + 0.5;
		for (let x = 0; x < width; x += 1) {
			const dx = Math.abs(x + 0.5 - width / 2) + 0.5;
			const distance = dx * dx + dy * dy;
			if (distance > most && !isGround(data, (y * width + x) * 4, ground)) {
				most = distance;
			}
		}
	}
	return Math.sqrt(most);
}

/** A canvas of one color. */
export function canvasOf(width: number, height: number, color: Color): RgbaImage {
	const data = new Uint8ClampedArray(width * height * 4);
	if (color[3] > 0) {
		for (let at = 0; at < data.length; at += 4) {
			data.set(color, at);
		}
	}
	return { width, height, data };
}

/** Draws an image on a canvas, in place; anything outside is clipped. */
export function drawOn(canvas: RgbaImage, image: RgbaImage, left: number, top: number): void {
	for (let y = Math.max(0, -top); y < image.height && y + top < canvas.height; y += 1) {
		for (let x = Math.max(0, -left); x < image.width && x + left < canvas.width; x += 1) {
			const from = (y * image.width + x) * 4;
			const to = ((y + top) * canvas.width + x + left) * 4;
			const above = (image.data[from + 3] ?? 0) / 255;
			const below = ((canvas.data[to + 3] ?? 0) / 255) * (1 - above);
			const alpha = above + below;
			for (let channel = 0; channel < 3 && alpha > 0; channel += 1) {
				const light = (image.data[from + channel] ?? 0) * above + (canvas.data[to + channel] ?? 0) * below;
				canvas.data[to + channel] = light / alpha;
			}
			canvas.data[to + 3] = alpha * 255;
		}
	}
}
