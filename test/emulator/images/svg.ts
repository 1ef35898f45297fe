import type { Palette } from './palettes.ts';

/** What a scene draws on. */
export interface Canvas {
	/** In pixels, as are all lengths. */
	width: number;
	height: number;
	palette: Palette;
	random: () => number;
}

/** A scene's drawing: the inside of an SVG element. */
export type Scene = (canvas: Canvas) => string;

export type Point = readonly [x: number, y: number];

/** A number in short form for SVG. */
export function n(value: number): string {
	return String(Math.round(value * 10) / 10);
}

/** A value in [low, high). */
export function between(random: () => number, low: number, high: number): number {
	return low + random() * (high - low);
}

/** The color `share` of the way from one to the other. */
export function mix(from: string, to: string, share: number): string {
	const channel = (color: string, at: number) => parseInt(color.slice(at, at + 2), 16);
	const mixed = [1, 3, 5].map(at =>
		Math.round(channel(from, at) + (channel(to, at) - channel(from, at)) * share),
	);
	return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}

/** A linear gradient from top to bottom, or along `to`, in the box that it fills. Stops are spread evenly. */
export function gradient(id: string, colors: readonly string[], to: Point = [0, 1]): string {
	const stops = colors.map(
		(color, index) => `<stop offset="${n(index / (colors.length - 1))}" ${stop(color)}/>`,
	);
	return `<linearGradient id="${id}" x1="0" y1="0" x2="${to[0]}" y2="${to[1]}">${stops.join('')}</linearGradient>`;
}

/** A radial gradient from a color to nothing. */
export function glow(id: string, color: string, strength: number): string {
	const stops = [1, 0.45, 0.15, 0].map(
		(share, index) =>
			`<stop offset="${[0, 0.35, 0.65, 1][index]}" stop-color="${color}" stop-opacity="${share * strength}"/>`,
	);
	return `<radialGradient id="${id}">${stops.join('')}</radialGradient>`;
}

function stop(color: string): string {
	const [rgb, opacity] = color.split('/');
	return `stop-color="${rgb}"${opacity === undefined ? '' : ` stop-opacity="${opacity}"`}`;
}

export function rect(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
	return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${fill}" ${more}/>`;
}

export function circle(x: number, y: number, radius: number, fill: string, more = ''): string {
	return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${fill}" ${more}/>`;
}

export function ellipse(x: number, y: number, rx: number, ry: number, fill: string, more = ''): string {
	return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`;
}

export function path(d: string, fill: string, more = ''): string {
	return `<path d="${d}" fill="${fill}" ${more}/>`;
}

export function polygon(points: readonly Point[], fill: string, more = ''): string {
	return `<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}" ${more}/>`;
}

/** A line as its height at each x. */
export type Ridge = (x: number) => number;

/** A smooth line around `y` that swings by `swing`, with about `waves` waves across `width`. */
export function softRidge(
	random: () => number,
	width: number,
	y: number,
	swing: number,
	waves: number,
): Ridge {
	const parts = [1, 2.3, 4.1].map(factor => ({
		frequency: (2 * Math.PI * waves * factor * between(random, 0.8, 1.2)) / width,
		phase: random() * 7,
		swing: (swing * 0.6) / factor,
	}));
	return x =>
		y + parts.reduce((sum, part) => sum + part.swing * Math.sin(x * part.frequency + part.phase), 0);
}

/** The area below a line. */
export function land(ridge: Ridge, width: number, height: number, fill: string, step = 8): string {
	const points: string[] = [];
	for (let x = 0; x <= width + step; x += step) {
		points.push(`${n(x)} ${n(ridge(x))}`);
	}
	return path(`M0 ${n(height)}L${points.join('L')}L${n(width + step)} ${n(height)}Z`, fill);
}

/** The sky, filling the picture. */
export function sky({ width, height, palette }: Canvas): string {
	return `<defs>${gradient('sky', palette.sky)}${glow('glow', palette.light, 0.85)}</defs>${rect(0, 0, width, height, 'url(#sky)')}`;
}

/** A disc with a glow around it. */
export function sun(x: number, y: number, radius: number, color: string): string {
	return circle(x, y, radius * 3.4, 'url(#glow)') + circle(x, y, radius, color);
}

/** Flat clouds of rounded bars. */
export function clouds(
	{ width, height, palette, random }: Canvas,
	count: number,
	low = 0.1,
	high = 0.4,
): string {
	return Array.from({ length: count }, () => {
		const x = random() * width;
		const y = between(random, low, high) * height;
		const length = between(random, 0.12, 0.26) * width;
		const thick = height * 0.016;
		const bars = [0, 1, 2].map(row => {
			const barWidth = length * between(random, 0.5, 1);
			const barX = x + (row - 1) * length * 0.12 - barWidth / 2 + between(random, -0.1, 0.1) * length;
			return rect(barX, y + row * thick * 0.9, barWidth, thick, palette.paper, `rx="${n(thick / 2)}"`);
		});
		return `<g opacity="${n(between(random, 0.35, 0.6))}">${bars.join('')}</g>`;
	}).join('');
}

/** Small gulls, far off. */
export function birds({ width, height, palette, random }: Canvas, count: number): string {
	const x = between(random, 0.2, 0.7) * width;
	const y = between(random, 0.16, 0.3) * height;
	const marks = Array.from({ length: count }, () => {
		const size = between(random, 0.009, 0.016) * width;
		const left = x + between(random, -0.09, 0.09) * width;
		const top = y + between(random, -0.04, 0.04) * height;
		return `M${n(left - size)} ${n(top - size * 0.4)}Q${n(left - size * 0.4)} ${n(top - size * 0.7)} ${n(left)} ${n(top)}Q${n(left + size * 0.4)} ${n(top - size * 0.7)} ${n(left + size)} ${n(top - size * 0.4)}`;
	});
	return `<path d="${marks.join('')}" fill="none" stroke="${palette.ink}" stroke-width="${n(width * 0.0028)}" stroke-linecap="round" stroke-opacity="0.6"/>`;
}

/** Stars over the upper part of the picture. */
export function stars({ width, height, palette, random }: Canvas, count: number, share = 0.7): string {
	return Array.from({ length: count }, () => {
		const bright = random() ** 4;
		const radius = (0.0008 + bright * 0.0022) * width;
		return circle(
			random() * width,
			random() * height * share,
			radius,
			palette.paper,
			`fill-opacity="${n(0.35 + bright * 0.6)}"`,
		);
	}).join('');
}

/** A fir, its foot at (x, y). */
export function fir(x: number, y: number, size: number, fill: string): string {
	const half = size * 0.2;
	const tiers = [0, 1, 2, 3].map(tier => {
		const bottom = y - size * (0.08 + tier * 0.2);
		const wide = half * (1 - tier * 0.2);
		return `M${n(x - wide)} ${n(bottom)}L${n(x)} ${n(bottom - size * 0.36)}L${n(x + wide)} ${n(bottom)}Z`;
	});
	return path(
		`${tiers.join('')}M${n(x - half * 0.12)} ${n(y)}V${n(y - size * 0.1)}H${n(x + half * 0.12)}V${n(y)}Z`,
		fill,
	);
}
