import {
	between,
	birds,
	circle,
	clouds,
	ellipse,
	fir,
	glow,
	gradient,
	land,
	mix,
	n,
	path,
	polygon,
	rect,
	sky,
	softRidge,
	stars,
	sun,
	type Canvas,
	type Point,
	type Scene,
} from '../svg.ts';

/** Layers of hills with mist between them, a low sun, cypresses. */
export const hills: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const sunX = between(random, 0.25, 0.75) * width;
	const layers = Array.from({ length: 6 }, (_, index) => {
		const depth = index / 5;
		const ridge = softRidge(
			random,
			width,
			height * (0.5 + depth * 0.36),
			height * (0.035 + depth * 0.03),
			1.2,
		);
		const color = mix(palette.far, palette.near, depth ** 1.1);
		const id = `layer${index}`;
		const mist = gradient(id, [color, mix(color, palette.sky[2], 0.35 * (1 - depth))]);
		const trees = Array.from({ length: index < 2 ? 0 : 3 + Math.floor(random() * 5) }, () => {
			const x = random() * width;
			const size = height * (0.02 + depth * 0.055) * between(random, 0.7, 1.2);
			return ellipse(x, ridge(x) - size * 0.75, size * 0.2, size, mix(color, palette.ink, 0.35));
		});
		return `<defs>${mist}</defs>${trees.join('')}${land(ridge, width, height, `url(#${id})`)}`;
	});
	return [
		sky(canvas),
		sun(sunX, height * 0.4, height * 0.085, palette.light),
		clouds(canvas, 4),
		birds(canvas, 5),
		...layers,
	].join('');
};

/** A jagged line from midpoint displacement, as corners. */
function crags(random: () => number, from: Point, to: Point, rough: number, depth: number): Point[] {
	if (depth === 0) {
		return [from];
	}
	const middle: Point = [
		(from[0] + to[0]) / 2 + (random() - 0.5) * (to[0] - from[0]) * 0.2,
		(from[1] + to[1]) / 2 + (random() - 0.5) * rough,
	];
	return [
		...crags(random, from, middle, rough * 0.5, depth - 1),
		...crags(random, middle, to, rough * 0.5, depth - 1),
	];
}

/** One peak with a lit and a shaded side, and snow. */
function peak(
	random: () => number,
	x: number,
	top: number,
	base: number,
	half: number,
	color: string,
	canvas: Canvas,
): string {
	const { palette } = canvas;
	const rise = base - top;
	const left = crags(random, [x - half, base], [x, top], rise * 0.12, 4);
	const right = crags(random, [x, top], [x + half, base], rise * 0.12, 4);
	const spine: Point[] = crags(random, [x, top], [x + half * 0.12, base], half * 0.12, 3).map(
		([px, py], index) => [px + (index % 2 === 0 ? -1 : 1) * half * 0.04 * (index / 8), py],
	);
	const snowLine = top + rise * between(random, 0.28, 0.36);
	const teeth = (points: Point[]) => points.filter(([, y]) => y < snowLine);
	const leftSnow = teeth(left);
	const rightSnow = teeth(right);
	const first = leftSnow[0]?.[0] ?? x;
	const last = rightSnow.at(-1)?.[0] ?? x;
	const zigzag: Point[] = Array.from({ length: 7 }, (_, index) => [
		last + ((first - last) * (index + 1)) / 8,
		snowLine + (index % 2 === 0 ? 0.1 : -0.02) * rise * between(random, 0.6, 1.1),
	]);
	const shade = polygon(
		[[x, top], ...right, [x + half, base], [x + half * 0.12, base], ...spine.reverse()],
		palette.ink,
		'fill-opacity="0.2"',
	);
	return (
		polygon([...left, ...right, [x + half, base]], color) +
		polygon([...leftSnow, [x, top], ...rightSnow, ...zigzag], mix(palette.paper, color, 0.08)) +
		shade
	);
}

/** Snowy peaks reflected in a lake, firs on the shore. */
export const mountains: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const shore = height * 0.66;
	const ranges = [0, 1].map(row => {
		const count = row === 0 ? 4 : 3;
		const color = mix(palette.far, palette.near, 0.2 + row * 0.3);
		return Array.from({ length: count }, (_, index) => {
			const x = (width * (index + between(random, 0.2, 0.8))) / count;
			const top = height * between(random, 0.2, 0.34) + row * height * 0.1;
			return peak(
				random,
				x,
				top,
				shore,
				Math.max(width * between(random, 0.2, 0.28), (shore - top) * 0.6),
				color,
				canvas,
			);
		}).join('');
	});
	const firs = Array.from({ length: 46 }, (_, index) => {
		const x = (width * (index + random())) / 46;
		const edge = Math.abs(x / width - 0.5) * 2;
		return fir(
			x,
			shore + height * 0.006,
			height * (0.03 + 0.1 * edge ** 2) * between(random, 0.6, 1.2),
			mix(palette.near, palette.far, 0.12),
		);
	});
	const ripples = Array.from({ length: 26 }, () => {
		const y = shore + random() ** 1.4 * (height - shore);
		const length = width * between(random, 0.04, 0.2);
		return rect(
			random() * width - length / 2,
			y,
			length,
			height * 0.0022,
			palette.paper,
			'fill-opacity="0.25"',
		);
	});
	const scene = `${sun(width * between(random, 0.3, 0.7), height * 0.26, height * 0.055, palette.light)}${clouds(canvas, 3, 0.08, 0.3)}${ranges.join('')}${firs.join('')}`;
	const water = gradient('water', [`${mix(palette.sky[1], palette.near, 0.3)}/0.45`, `${palette.near}/0.9`]);
	return `${sky(canvas)}<defs>${water}<clipPath id="above"><rect width="${n(width)}" height="${n(shore)}"/></clipPath></defs>
		<g clip-path="url(#above)">${scene}</g>
		<g transform="translate(0 ${n(shore * 2)}) scale(1 -1)"><g clip-path="url(#above)">${rect(0, 0, width, shore, mix(palette.sky[1], palette.sky[2], 0.5))}${ranges.join('')}${firs.join('')}</g></g>
		${rect(0, shore, width, height - shore, 'url(#water)')}${ripples.join('')}`;
};

/** Rows of firs that fade into mist, with light falling through. */
export const forest: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const sunX = between(random, 0.3, 0.7) * width;
	const rows = Array.from({ length: 6 }, (_, index) => {
		const depth = index / 5;
		const color = mix(mix(palette.sky[2], palette.far, 0.55), palette.near, depth ** 0.9);
		const ground = softRidge(random, width, height * (0.56 + depth * 0.34), height * 0.03, 1);
		const count = Math.round(34 - depth * 20);
		const trees = Array.from({ length: count }, (_unused, tree) => {
			const x = (width * (tree + between(random, 0.1, 0.9))) / count;
			const open = 0.55 + 0.6 * Math.min(1, Math.abs(x - sunX) / (width * 0.4));
			return fir(
				x,
				ground(x) + height * 0.02,
				height * (0.14 + depth * 0.34) * open * between(random, 0.6, 1.1),
				color,
			);
		});
		const id = `mist${index}`;
		const mist = gradient(id, [color, mix(color, palette.sky[2], 0.5 * (1 - depth))]);
		return `<defs>${mist}</defs>${trees.join('')}${land(ground, width, height, `url(#${id})`)}`;
	});
	const rays = Array.from({ length: 6 }, () => {
		const angle = between(random, -0.5, 0.5);
		const spread = width * between(random, 0.03, 0.08);
		const foot = sunX + angle * height * 1.2;
		return polygon(
			[
				[sunX, height * 0.22],
				[foot + spread, height],
				[foot - spread, height],
			],
			palette.light,
			'fill-opacity="0.07"',
		);
	});
	return [
		sky(canvas),
		sun(sunX, height * 0.26, height * 0.07, palette.light),
		birds(canvas, 4),
		...rows.slice(0, 4),
		...rays,
		...rows.slice(4),
	].join('');
};

/** Dunes, each with a sunlit and a shaded face. */
export const dunes: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const sand = mix(palette.sky[2], '#e2a25f', 0.55);
	const layers = Array.from({ length: 5 }, (_, index) => {
		const depth = index / 4;
		const base = height * (0.5 + depth * 0.3);
		const crestX = width * between(random, 0.15, 0.85);
		const crestY = base - height * between(random, 0.06, 0.14);
		const lit = mix(mix(sand, palette.sky[2], 0.5 * (1 - depth)), palette.near, depth * 0.3);
		const shaded = mix(lit, palette.near, 0.35 + depth * 0.2);
		const left = `M${n(-width * 0.1)} ${n(base + height * 0.04)}C${n(crestX * 0.4)} ${n(base)} ${n(crestX * 0.7)} ${n(crestY)} ${n(crestX)} ${n(crestY)}`;
		const right = `C${n(crestX + width * 0.12)} ${n(crestY + height * 0.02)} ${n(crestX + width * 0.3)} ${n(base)} ${n(width * 1.1)} ${n(base + height * 0.03)}`;
		const face = `M${n(crestX)} ${n(crestY)}C${n(crestX - width * 0.06)} ${n(crestY + height * 0.1)} ${n(crestX + width * 0.12)} ${n(base + height * 0.08)} ${n(crestX - width * 0.06)} ${n(height)}L${n(width * 1.1)} ${n(height)}L${n(width * 1.1)} ${n(base + height * 0.03)}C${n(crestX + width * 0.3)} ${n(base)} ${n(crestX + width * 0.12)} ${n(crestY + height * 0.02)} ${n(crestX)} ${n(crestY)}Z`;
		const id = `dune${index}`;
		return `<defs>${gradient(id, [shaded, mix(shaded, lit, 0.6)])}</defs>${path(`${left}${right}V${n(height)}H${n(-width * 0.1)}Z`, lit)}${path(face, `url(#${id})`)}`;
	});
	return [
		sky(canvas),
		sun(width * between(random, 0.25, 0.75), height * 0.3, height * 0.09, palette.light),
		birds(canvas, 3),
		...layers.slice(0, 2),
		...layers.slice(2),
	].join('');
};

/** Stars, a moon, a lit tent below dark hills. */
export const night: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const moonX = between(random, 0.2, 0.8) * width;
	const moonY = height * between(random, 0.18, 0.26);
	const radius = height * 0.06;
	const layers = Array.from({ length: 4 }, (_, index) => {
		const depth = index / 3;
		const ridge = softRidge(random, width, height * (0.62 + depth * 0.22), height * 0.05, 1 + depth);
		const color = mix(palette.far, palette.near, 0.25 + depth * 0.75);
		const trees = Array.from({ length: index === 0 ? 0 : 16 }, () => {
			const x = random() * width;
			return fir(
				x,
				ridge(x) + height * 0.01,
				height * (0.03 + depth * 0.09) * between(random, 0.6, 1.2),
				color,
			);
		});
		return { ridge, drawing: trees.join('') + land(ridge, width, height, color) };
	});
	const tentX = width * between(random, 0.3, 0.7);
	const tentY = (layers[3]?.ridge(tentX) ?? height * 0.84) + height * 0.02;
	const size = height * 0.075;
	const tent =
		circle(tentX, tentY - size * 0.4, size * 2.4, 'url(#lamp)') +
		polygon(
			[
				[tentX - size, tentY],
				[tentX, tentY - size * 1.15],
				[tentX + size, tentY],
			],
			palette.accent,
		) +
		polygon(
			[
				[tentX - size * 0.25, tentY],
				[tentX, tentY - size * 1.15],
				[tentX + size * 0.3, tentY],
			],
			palette.light,
		);
	const trailX = width * between(random, 0.35, 0.6);
	const trail = `<path d="M${n(trailX)} ${n(height * 0.12)}l${n(width * 0.14)} ${n(height * 0.06)}" stroke="${palette.paper}" stroke-width="${n(width * 0.002)}" stroke-linecap="round" stroke-opacity="0.8"/>`;
	return [
		sky(canvas),
		`<defs>${glow('lamp', palette.accent, 0.6)}</defs>`,
		stars(canvas, 260),
		trail,
		circle(moonX, moonY, radius * 3.6, 'url(#glow)', 'fill-opacity="0.6"'),
		circle(moonX, moonY, radius, palette.light),
		circle(moonX + radius * 0.3, moonY - radius * 0.2, radius * 0.14, palette.sky[2], 'fill-opacity="0.35"'),
		circle(moonX - radius * 0.35, moonY + radius * 0.3, radius * 0.2, palette.sky[2], 'fill-opacity="0.3"'),
		...layers.map(layer => layer.drawing),
		tent,
	].join('');
};
