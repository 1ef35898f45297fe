import { between, circle, glow, gradient, mix, n, path, rect, type Scene } from '../svg.ts';

/** A closed smooth line around (x, y). */
function blob(random: () => number, x: number, y: number, radius: number, phases: readonly number[]): string {
	const count = 72;
	const points = Array.from({ length: count }, (_, index) => {
		const angle = (index / count) * Math.PI * 2;
		const [a = 0, b = 0, c = 0] = phases;
		const swing =
			1 + 0.13 * Math.sin(angle * 2 + a) + 0.09 * Math.sin(angle * 3 + b) + 0.05 * Math.sin(angle * 5 + c);
		const r = radius * swing * (1 + between(random, -0.002, 0.002));
		return `${n(x + Math.cos(angle) * r)} ${n(y + Math.sin(angle) * r)}`;
	});
	return `M${points.join('L')}Z`;
}

/** Sheets of paper with holes cut into them, one below the other, with a light at the bottom. */
export const paperCut: Scene = ({ width, height, palette, random }) => {
	const side = Math.max(width, height);
	const x = width * between(random, 0.42, 0.58);
	const y = height * between(random, 0.42, 0.52);
	const phases = [random() * 7, random() * 7, random() * 7];
	const deep = [palette.light, mix(palette.light, palette.accent, 0.5), palette.accent];
	const sheets = [
		...deep,
		mix(palette.accent, palette.near, 0.4),
		mix(palette.far, palette.near, 0.35),
		mix(palette.far, palette.near, 0.7),
		palette.near,
	];
	const outline = `M${n(-side)} ${n(-side)}H${n(side * 2)}V${n(side * 2)}H${n(-side)}Z`;
	const drawn = sheets.slice(1).map((color, index) => {
		const radius = side * (0.1 + index * 0.083);
		const shifted = phases.map((phase, at) => phase + index * (0.28 + at * 0.11));
		const hole = blob(
			random,
			x + between(random, -0.02, 0.02) * width,
			y + between(random, -0.02, 0.02) * height,
			radius,
			shifted,
		);
		const shadow = [0.022, 0.016, 0.011, 0.006].map(offset =>
			path(
				`${outline}${hole}`,
				'#000',
				`fill-rule="evenodd" fill-opacity="0.09" transform="translate(${n(offset * side * 0.45)} ${n(offset * side)})"`,
			),
		);
		return shadow.join('') + path(`${outline}${hole}`, color, 'fill-rule="evenodd"');
	});
	return rect(0, 0, width, height, palette.light) + circle(x, y, side * 0.05, palette.paper) + drawn.join('');
};

/** Soft colors that blend into each other. */
export const gradients: Scene = ({ width, height, palette, random }) => {
	const colors = [palette.sky[0], palette.accent, palette.sky[1], palette.light, palette.far, palette.sky[2]];
	const lights = colors.map((color, index) => glow(`light${index}`, color, 0.95));
	const side = Math.max(width, height);
	const places = colors.map((_, index) => {
		const angle = (index / colors.length) * Math.PI * 2 + random();
		const x = width * (0.5 + 0.42 * Math.cos(angle));
		const y = height * (0.5 + 0.42 * Math.sin(angle));
		return circle(x, y, side * between(random, 0.45, 0.65), `url(#light${index})`);
	});
	const rings = Array.from({ length: 9 }, (_, index) =>
		circle(
			width * 0.5,
			height * 1.05,
			side * (0.18 + index * 0.09),
			'none',
			`stroke="${palette.paper}" stroke-width="1.6" stroke-opacity="${n(0.5 - index * 0.04)}"`,
		),
	);
	return `<defs>${gradient('base', [palette.sky[0], palette.sky[1]], [1, 1])}${lights.join('')}</defs>${rect(0, 0, width, height, 'url(#base)')}${places.join('')}${rings.join('')}`;
};

/** Quarter circles and squares on a grid. */
export const tiles: Scene = ({ width, height, palette, random }) => {
	const colors = [
		palette.accent,
		palette.near,
		palette.far,
		palette.sky[0],
		palette.sky[1],
		palette.light,
		palette.paper,
	];
	const pick = () => colors[Math.floor(random() * colors.length)] ?? palette.near;
	const size = Math.min(width, height) / 6;
	const drawn: string[] = [];
	for (let y = 0; y < height - 1; y += size) {
		for (let x = 0; x < width - 1; x += size) {
			const back = pick();
			let front = pick();
			while (front === back) {
				front = pick();
			}
			const turn = Math.floor(random() * 4) * 90;
			const shape = Math.floor(random() * 5);
			const s = n(size);
			const half = n(size / 2);
			const inner = [
				`<path d="M0 0H${s}A${s} ${s} 0 0 1 0 ${s}Z" fill="${front}"/>`,
				`<path d="M0 0A${half} ${half} 0 0 0 ${s} 0Z" fill="${front}"/><path d="M0 ${half}A${half} ${half} 0 0 0 ${s} ${half}Z" fill="${front}"/>`,
				`<circle cx="${half}" cy="${half}" r="${n(size * 0.36)}" fill="${front}"/><circle cx="${half}" cy="${half}" r="${n(size * 0.15)}" fill="${back}"/>`,
				`<path d="M0 0L${s} ${s}H0Z" fill="${front}"/>`,
				`<path d="M0 0H${s}A${s} ${s} 0 0 1 0 ${s}Z" fill="${front}"/><path d="M0 0H${half}A${half} ${half} 0 0 1 0 ${half}Z" fill="${back}"/>`,
			][shape];
			drawn.push(
				`${rect(x, y, size + 0.5, size + 0.5, back)}<g transform="translate(${n(x)} ${n(y)}) rotate(${turn} ${half} ${half})">${inner ?? ''}</g>`,
			);
		}
	}
	return drawn.join('');
};
