import { formatSize } from '../../shared/units.ts';
import type { ImageSize } from './imageStructure.ts';
import { contentHash } from './contentHash.ts';
import { emptyImage, type RgbaImage } from './rgbaImage.ts';
import { letterSize, type Lettering } from './sizeLettering.ts';

/** Red, green and blue, 0–255 each. */
export type Color = readonly [red: number, green: number, blue: number];

/** What a placeholder is drawn with. */
interface PlaceholderColors {
	/** Of the ground, at the upper left and at the lower right. */
	readonly from: Color;
	readonly to: Color;
	/** What is added to each channel where a stripe is. */
	readonly stripe: number;
	readonly border: Color;
	readonly text: Color;
}

/** Digits lower than this, in pixels, can't be read; the text is left out. */
const leastText = 8;

/**
 * An image with its size on it, visible on light and dark pages: neutral colors chosen by the prompt, a pattern that
 * shows stretching, and a border that marks its edges. The same prompt and size give the same pixels.
 */
export function drawPlaceholder(prompt: string, size: ImageSize): RgbaImage {
	const image = emptyImage(size.width, size.height);
	const colors = placeholderColors(prompt);
	paintGround(image, colors);
	paintBorder(image, colors);
	const text = placeholderText(size);
	if (text !== undefined) {
		const left = Math.round((size.width - text.width) / 2);
		const top = Math.round((size.height - text.height) / 2);
		paintText(image, text, left, top, colors.text);
	}
	return image;
}

/** The size as text, as large as looks good; undefined where it would be too small to read. */
export function placeholderText(size: ImageSize): Lettering | undefined {
	const text = letterSize(formatSize(size), { width: size.width * 0.56, height: size.height * 0.4 });
	return text.height < leastText ? undefined : text;
}

/** Neutral colors, and always the same for the same prompt. */
export function placeholderColors(prompt: string): PlaceholderColors {
	const hash = Buffer.from(contentHash(prompt), 'hex');
	const part = (index: number) => hash.readUInt16BE(index * 2) / 65_536;
	const hue = part(0) * 360;
	const chroma = 0.015 + part(1) * 0.025;
	const other = hue + (part(2) < 0.5 ? -1 : 1) * (20 + part(3) * 40);
	return {
		from: okColor(0.735, chroma, hue),
		to: okColor(0.675, chroma, other),
		stripe: 5,
		border: okColor(0.58, chroma, hue),
		text: okColor(0.27, chroma, hue),
	};
}

/** The color of OKLCH (CSS Color 4): lightness 0–1, chroma, and hue in degrees. */
function okColor(lightness: number, chroma: number, hue: number): Color {
	const a = chroma * Math.cos((hue * Math.PI) / 180);
	const b = chroma * Math.sin((hue * Math.PI) / 180);
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
		channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
		channel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
	];
}

/** A linear light value (0–1) encoded as sRGB. */
function channel(linear: number): number {
	const light = Math.min(1, Math.max(0, linear));
	return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
}

/** A gradient from corner to corner below stripes that rise at 45°. */
function paintGround({ width, height, data }: RgbaImage, { from, to, stripe }: PlaceholderColors): void {
	const period = Math.max(8, 4 * Math.round(Math.hypot(width, height) / 80));
	const stripes = Float32Array.from({ length: period }, (_, at) => {
		const inside = period / 4 - Math.abs(at + 0.5 - period / 2);
		return stripe * Math.min(1, Math.max(0, inside / Math.SQRT2 + 0.5));
	});
	const [red, green, blue] = from;
	const [moreRed, moreGreen, moreBlue] = [to[0] - red, to[1] - green, to[2] - blue];
	let at = 0;
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const way = ((x + 0.5) / width + (y + 0.5) / height) / 2;
			const light = stripes[(x + y) % period] ?? 0;
			data[at] = red + moreRed * way + light;
			data[at + 1] = green + moreGreen * way + light;
			data[at + 2] = blue + moreBlue * way + light;
			data[at + 3] = 255;
			at += 4;
		}
	}
}

function paintBorder({ width, height, data }: RgbaImage, { border }: PlaceholderColors): void {
	const thickness = Math.max(1, Math.round(Math.min(width, height) / 320));
	if (Math.min(width, height) < 4 * thickness) {
		return;
	}
	for (let y = 0; y < height; y += 1) {
		const inner = y >= thickness && y < height - thickness;
		for (let x = 0; x < width; x += 1) {
			if (inner && x === thickness) {
				x = width - thickness;
			}
			data.set(border, (y * width + x) * 4);
		}
	}
}

/** Lays round strokes over the image; an edge covers a pixel by its distance from it. */
function paintText(image: RgbaImage, text: Lettering, left: number, top: number, color: Color): void {
	const columns = Math.ceil(text.width) + 2;
	const rows = Math.ceil(text.height) + 2;
	const covered = coverage(text, columns, rows);
	for (let y = 0; y < rows; y += 1) {
		for (let x = 0; x < columns; x += 1) {
			const part = covered[y * columns + x] ?? 0;
			if (part > 0) {
				const at = ((top + y - 1) * image.width + left + x - 1) * 4;
				for (let index = 0; index < 3; index += 1) {
					const ground = image.data[at + index] ?? 0;
					image.data[at + index] = ground + ((color[index] ?? 0) - ground) * part;
				}
			}
		}
	}
}

/** How much of each pixel the strokes cover, 0–1, with a pixel's margin around. */
function coverage({ segments, radius }: Lettering, columns: number, rows: number): Float32Array {
	const covered = new Float32Array(columns * rows);
	const reach = radius + 1;
	for (const { x1, y1, x2, y2 } of segments) {
		const [dx, dy] = [x2 - x1, y2 - y1];
		const length = dx * dx + dy * dy;
		const firstX = Math.max(0, Math.floor(Math.min(x1, x2) - reach + 1));
		const lastX = Math.min(columns - 1, Math.ceil(Math.max(x1, x2) + reach + 1));
		const firstY = Math.max(0, Math.floor(Math.min(y1, y2) - reach + 1));
		const lastY = Math.min(rows - 1, Math.ceil(Math.max(y1, y2) + reach + 1));
		for (let row = firstY; row <= lastY; row += 1) {
			const y = row - 0.5 - y1;
			for (let column = firstX; column <= lastX; column += 1) {
				const x = column - 0.5 - x1;
				const along = length === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length));
				const distance = Math.sqrt((x - along * dx) ** 2 + (y - along * dy) ** 2);
				const part = Math.min(1, radius - distance + 0.5);
				const at = row * columns + column;
				if (part > (covered[at] ?? 0)) {
					covered[at] = part;
				}
			}
		}
	}
	return covered;
}
