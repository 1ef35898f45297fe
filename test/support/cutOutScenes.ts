import { readFile } from 'node:fs/promises';
import { Resvg } from '@resvg/resvg-wasm';
import { startResvg } from '../emulator/images/renderImage.ts';
import type { RgbaImage } from '../../src/core/images/rgbaImage.ts';

type Color = readonly [number, number, number];

/** A drawing whose transparency is known. */
export interface CutOutScene {
	readonly name: string;
	/** The drawing alone, 768 × 512. */
	readonly drawn: RgbaImage;
	/** The same on a background. */
	readonly image: RgbaImage;
}

export const magenta: Color = [255, 0, 255];
export const green: Color = [0, 255, 0];
export const blue: Color = [0, 0, 255];

const [width, height] = [768, 512];
let ready: Promise<Uint8Array> | undefined;

/** Draws an SVG's content with resvg; the rest is transparent. */
async function draw(content: string): Promise<RgbaImage> {
	ready ??= (async () => {
		await startResvg();
		return readFile(new URL(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')));
	})();
	const font = await ready;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;
	const rendered = new Resvg(svg, {
		font: { fontBuffers: [font], loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
	}).render();
	const data = new Uint8ClampedArray(rendered.pixels);
	// resvg's colors are multiplied by their alpha.
	for (let at = 0; at < data.length; at += 4) {
		const alpha = data[at + 3] ?? 0;
		for (let channel = at; alpha > 0 && channel < at + 3; channel += 1) {
			data[channel] = ((data[channel] ?? 0) * 255) / alpha;
		}
	}
	return { width, height, data };
}

/** Pseudorandom numbers, the same each time. */
export function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

export interface Backdrop {
	readonly color: Color;
	/** How much darker it is on the right, and in the corners, in levels of 255. */
	readonly gradient?: number;
	/** The standard deviation of each channel, in levels of 255. */
	readonly noise?: number;
}

/** Lays a drawing on a background, as a browser does: in sRGB. */
export function lay(drawn: RgbaImage, { color, gradient = 0, noise = 0 }: Backdrop): RgbaImage {
	const data = new Uint8ClampedArray(drawn.data.length);
	const random = chance(7);
	for (let at = 0; at < data.length; at += 4) {
		const pixel = at / 4;
		const [x, y] = [(pixel % drawn.width) / drawn.width, Math.floor(pixel / drawn.width) / drawn.height];
		const darker = gradient * (0.5 * x + ((x - 0.5) ** 2 + (y - 0.5) ** 2));
		const alpha = (drawn.data[at + 3] ?? 0) / 255;
		for (let channel = 0; channel < 3; channel += 1) {
			const base = Math.min(
				255,
				Math.max(0, (color[channel] ?? 0) + (color[channel] === 0 ? darker : -darker)),
			);
			const grain = noise === 0 ? 0 : noise * (random() + random() + random() + random() - 2) * 1.73;
			data[at + channel] = Math.round(alpha * (drawn.data[at + channel] ?? 0) + (1 - alpha) * base + grain);
		}
		data[at + 3] = 255;
	}
	return { width: drawn.width, height: drawn.height, data };
}

function hair(color: string, count: number, thickness: number, [x, y]: readonly [number, number]): string {
	const random = chance(count);
	return Array.from({ length: count }, () => {
		const [turn, length, bend] = [random() * Math.PI * 2, 60 + random() * 90, (random() - 0.5) * 90];
		const [toX, toY] = [x + Math.cos(turn) * length, y + Math.sin(turn) * length];
		const [byX, byY] = [(x + toX) / 2 + bend, (y + toY) / 2 - bend];
		const path = `M${x} ${y}Q${byX.toFixed(1)} ${byY.toFixed(1)} ${toX.toFixed(1)} ${toY.toFixed(1)}`;
		return `<path d="${path}" stroke="${color}" stroke-width="${(thickness * (0.6 + random() * 0.8)).toFixed(2)}" fill="none" stroke-linecap="round"/>`;
	}).join('');
}

const blur =
	'<filter id="b" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="14"/></filter>';

const drawings = {
	shapes: `<circle cx="200" cy="230" r="130" fill="#e8b23a"/><rect x="330.4" y="120.7" width="180" height="240" rx="30" fill="#2d6cdf" transform="rotate(11 420 240)"/><polygon points="600,110 720,390 500,350" fill="#d0342c"/><path d="M60 440 C160 380 260 500 380 440" stroke="#1b7f4b" stroke-width="14" fill="none"/>`,
	text: `<text x="40" y="170" font-size="96" font-family="DejaVu Sans" fill="#222">Assets &amp; 8</text><text x="40" y="250" font-size="36" font-family="DejaVu Sans" fill="#f4f1e8">The quick brown fox 0689</text><text x="40" y="310" font-size="18" font-family="DejaVu Sans" fill="#a33c12">jumps over the lazy dog, again and again, for nothing.</text><text x="40" y="380" font-size="14" font-family="DejaVu Sans" fill="#101010">eight letters of ground: abdegopq 4 6 8 9 0 @ &amp; %</text>`,
	strokes:
		Array.from(
			{ length: 14 },
			(_, index) =>
				`<line x1="${40 + index * 50}" y1="60" x2="${60 + index * 51.3}" y2="430" stroke="${['#111', '#fff', '#c33', '#2a62c9', '#888', '#f2c230', '#7a4a20'][index % 7]}" stroke-width="${index < 7 ? 1 : 2}"/>`,
		).join('') +
		`<rect x="30.5" y="40.5" width="700" height="410" fill="none" stroke="#222" stroke-width="1"/><circle cx="384" cy="250" r="160" fill="none" stroke="#fff" stroke-width="1"/>`,
	hair: `<ellipse cx="270" cy="260" rx="80" ry="95" fill="#5b3a21"/>${hair('#5b3a21', 120, 1.3, [270, 250])}<circle cx="560" cy="260" r="60" fill="#17120f"/>${hair('#17120f', 90, 0.9, [560, 260])}`,
	glass: `<rect x="90" y="100" width="200" height="300" rx="26" fill="#e6e6e6" fill-opacity=".28"/><rect x="110" y="120" width="26" height="250" rx="12" fill="#fff" fill-opacity=".6"/><circle cx="500" cy="250" r="130" fill="#9a9a9a" fill-opacity=".45"/><circle cx="500" cy="250" r="130" fill="none" stroke="#3a3a3a" stroke-width="10"/><path d="M420 220 A90 90 0 0 1 500 160" stroke="#fff" stroke-width="12" stroke-opacity=".8" fill="none" stroke-linecap="round"/><rect x="640" y="300" width="90" height="120" fill="#555"/><rect x="610" y="260" width="90" height="90" fill="#fff" fill-opacity=".35"/>`,
	shadow: `${blur}<ellipse cx="330" cy="420" rx="220" ry="34" fill="#000" fill-opacity=".55" filter="url(#b)"/><rect x="200" y="150" width="260" height="250" rx="40" fill="#f0ead8"/><circle cx="330" cy="270" r="70" fill="#b5651d"/><ellipse cx="610" cy="380" rx="90" ry="90" fill="#000" fill-opacity=".4" filter="url(#b)"/><circle cx="600" cy="330" r="80" fill="#3f6fb5"/>`,
	ring: `<circle cx="230" cy="250" r="130" fill="none" stroke="#f4f4f4" stroke-width="46"/><circle cx="540" cy="250" r="150" fill="#30343b"/><circle cx="540" cy="250" r="40" fill="none" stroke="#ffb000" stroke-width="12"/>`,
};

/** Shapes in the key's own hue, 60 levels off and more. */
function patch([red, green, blue]: Color): string {
	const mix = (share: number, to: number) =>
		`rgb(${[red, green, blue].map(level => Math.round(level + (to - level) * share)).join()})`;
	return `<rect x="120" y="90" width="520" height="340" rx="60" fill="#ece7dd"/><circle cx="270" cy="250" r="90" fill="${mix(0.25, 0)}"/><rect x="420" y="170" width="150" height="150" fill="${mix(0.3, 255)}"/><rect x="380" y="340" width="200" height="60" rx="20" fill="${mix(0.5, 60)}"/>`;
}

export type SceneName = keyof typeof drawings | 'patch';
export const sceneNames = [...(Object.keys(drawings) as (keyof typeof drawings)[]), 'patch'] as const;

export async function drawScene(name: SceneName, backdrop: Backdrop): Promise<CutOutScene> {
	const drawn = await draw(name === 'patch' ? patch(backdrop.color) : drawings[name]);
	return { name, drawn, image: lay(drawn, backdrop) };
}

export interface MatteErrors {
	/** The mean difference of alpha, 0–1: of all pixels, and of those that are half transparent or at an edge. */
	readonly all: number;
	readonly edges: number;
	/** The mean difference of a channel where the drawing is opaque, in levels of 255. */
	readonly color: number;
}

/** Compares alpha and colors with those of the drawing. */
export function matteErrors({ drawn }: CutOutScene, made: RgbaImage): MatteErrors {
	const { width, height, data } = drawn;
	let [all, edges, edgeCount, color, opaque] = [0, 0, 0, 0, 0];
	const isEdge = (pixel: number): boolean => {
		const alpha = data[pixel * 4 + 3] ?? 0;
		if (alpha > 0 && alpha < 255) {
			return true;
		}
		const [x, y] = [pixel % width, Math.floor(pixel / width)];
		return (
			(x > 0 && data[pixel * 4 - 1] !== alpha) ||
			(x < width - 1 && data[pixel * 4 + 7] !== alpha) ||
			(y > 0 && data[(pixel - width) * 4 + 3] !== alpha) ||
			(y < height - 1 && data[(pixel + width) * 4 + 3] !== alpha)
		);
	};
	for (let pixel = 0; pixel < width * height; pixel += 1) {
		const at = pixel * 4;
		const error = Math.abs((data[at + 3] ?? 0) - (made.data[at + 3] ?? 0)) / 255;
		all += error;
		if (isEdge(pixel)) {
			edges += error;
			edgeCount += 1;
		}
		if (data[at + 3] === 255) {
			opaque += 3;
			for (let channel = at; channel < at + 3; channel += 1) {
				color += Math.abs((data[channel] ?? 0) - (made.data[channel] ?? 0));
			}
		}
	}
	return {
		all: all / (width * height),
		edges: edges / Math.max(1, edgeCount),
		color: color / Math.max(1, opaque),
	};
}
