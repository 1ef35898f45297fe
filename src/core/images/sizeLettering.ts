import type { ImageSize } from './imageStructure.ts';

/** A line from one point to another. */
interface Segment {
	readonly x1: number;
	readonly y1: number;
	readonly x2: number;
	readonly y2: number;
}

/** A text as the middle lines of its strokes, with the upper left corner of its ink at 0, 0. In pixels. */
export interface Lettering extends ImageSize {
	readonly segments: readonly Segment[];
	/** Half the width of a stroke; its ends are round. */
	readonly radius: number;
}

type Point = readonly [x: number, y: number];
/** Points that are joined. */
type Stroke = readonly Point[];

interface Glyph {
	readonly width: number;
	readonly strokes: readonly Stroke[];
}

/** How many straight parts a whole ellipse has: up to a thousand pixels, no corners show. */
const steps = 64;

/** An arc clockwise, or where `to` is less than `from` the other way round; 0° is at the right, 90° at the bottom. */
function arc([x, y]: Point, [rx, ry]: Point, from: number, to: number): Stroke {
	const count = Math.ceil((Math.abs(to - from) / 360) * steps);
	return Array.from({ length: count + 1 }, (_, index): Point => {
		const angle = ((from + ((to - from) * index) / count) * Math.PI) / 180;
		return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
	});
}

const six: Stroke = [
	...arc([0.54, 0.66], [0.54, 0.66], 262, 182),
	...arc([0.28, 0.7], [0.28, 0.3], 180, -180),
];

/** The digits and the sign between them, one high, with the middle of their strokes on the edge. */
const glyphs: Readonly<Record<string, Glyph>> = {
	'0': {
		width: 0.56,
		strokes: [
			[
				...arc([0.28, 0.32], [0.28, 0.32], 180, 360),
				...arc([0.28, 0.68], [0.28, 0.32], 0, 180),
				[0, 0.32] as const,
			],
		],
	},
	'1': {
		width: 0.3,
		strokes: [
			[
				[0, 0.2],
				[0.3, 0],
				[0.3, 1],
			],
		],
	},
	'2': {
		width: 0.54,
		strokes: [[...arc([0.27, 0.28], [0.26, 0.28], 190, 395), [0, 1] as const, [0.54, 1] as const]],
	},
	'3': {
		width: 0.54,
		strokes: [
			[...arc([0.26, 0.24], [0.24, 0.24], 205, 450), ...arc([0.26, 0.74], [0.28, 0.26], 270, 515)],
			[
				[0.18, 0.48],
				[0.26, 0.48],
			],
		],
	},
	'4': {
		width: 0.6,
		strokes: [
			[
				[0.44, 1],
				[0.44, 0],
				[0, 0.7],
				[0.6, 0.7],
			],
		],
	},
	'5': {
		width: 0.54,
		strokes: [[[0.48, 0], [0.08, 0], [0.04, 0.46], ...arc([0.26, 0.67], [0.28, 0.33], 222, 510)]],
	},
	'6': { width: 0.56, strokes: [six] },
	'7': {
		width: 0.52,
		strokes: [
			[
				[0, 0],
				[0.52, 0],
				[0.16, 1],
			],
		],
	},
	'8': {
		width: 0.56,
		strokes: [arc([0.28, 0.24], [0.23, 0.24], 0, 360), arc([0.28, 0.74], [0.28, 0.26], 0, 360)],
	},
	'9': { width: 0.56, strokes: [six.map(([x, y]): Point => [0.56 - x, 1 - y])] },
	'×': {
		width: 0.4,
		strokes: [
			[
				[0, 0.34],
				[0.4, 0.74],
			],
			[
				[0.4, 0.34],
				[0, 0.74],
			],
		],
	},
	' ': { width: 0.04, strokes: [] },
};

/** Between two glyphs, edge to edge. */
const gap = 0.27;
const thickness = 0.13;

/**
 * A size as text (`1200 × 630`; digits, × and spaces), as large as fits.
 *
 * @param room the pixels that it may take.
 */
export function letterSize(text: string, room: ImageSize): Lettering {
	const one = Array.from(text).flatMap(character => glyphs[character] ?? []);
	const placed: { readonly at: number; readonly glyph: Glyph }[] = [];
	let at = thickness / 2;
	for (const glyph of one) {
		placed.push({ at, glyph });
		at += glyph.width + gap;
	}
	const width = at - gap + thickness / 2;
	const height = 1 + thickness;
	const scale = Math.min(room.width / width, room.height / height);
	const segments = placed.flatMap(({ at: left, glyph }) =>
		glyph.strokes.flatMap(stroke =>
			stroke.slice(1).map((end, index): Segment => {
				const start = stroke[index] ?? end;
				const top = thickness / 2;
				return {
					x1: (left + start[0]) * scale,
					y1: (top + start[1]) * scale,
					x2: (left + end[0]) * scale,
					y2: (top + end[1]) * scale,
				};
			}),
		),
	);
	return { width: width * scale, height: height * scale, segments, radius: (thickness / 2) * scale };
}
