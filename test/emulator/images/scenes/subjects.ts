import {
	between,
	circle,
	ellipse,
	fir,
	glow,
	gradient,
	land,
	mix,
	n,
	path,
	rect,
	sky,
	softRidge,
	stars,
	type Scene,
} from '../svg.ts';

/** A fox that sits on a hill, seen from the front, with the sun behind it. */
export const fox: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const side = Math.min(width, height);
	const x = width * between(random, 0.46, 0.54);
	const foot = height * 0.83;
	const hills = [0, 1, 2].map(index => {
		const depth = index / 2;
		const ridge = softRidge(random, width, height * (0.62 + depth * 0.17), height * 0.04, 1.2);
		const color = mix(palette.far, palette.near, 0.15 + depth * 0.7);
		const trees = Array.from({ length: 13 }, () => {
			const at = random() * width;
			return fir(
				at,
				ridge(at) + height * 0.01,
				height * (0.08 + depth * 0.12) * between(random, 0.6, 1.2),
				color,
			);
		});
		return trees.join('') + land(ridge, width, height, color);
	});
	const fur = '#d9652b';
	const dark = '#a8431d';
	const leg = '#3b2027';
	const white = '#fff3e4';
	// Drawn around its foot; a unit is a third of the body's height.
	const animal = `<g transform="translate(${n(x)} ${n(foot)}) scale(${n(side * 0.17)})">
		<ellipse cx="0.1" cy="0.02" rx="1.5" ry="0.12" fill="${palette.ink}" fill-opacity="0.35"/>
		<path d="M0.35 -0.05C1.1 0.15 1.75 -0.25 1.62 -1.0C1.57 -1.35 1.35 -1.55 1.18 -1.75C1.22 -1.3 1.05 -1.05 0.75 -0.8C0.5 -0.6 0.3 -0.4 0.35 -0.05Z" fill="${dark}"/>
		<path d="M1.62 -1.0C1.57 -1.35 1.35 -1.55 1.18 -1.75C1.2 -1.5 1.15 -1.32 1.06 -1.17C1.25 -1.2 1.4 -1.12 1.62 -1.0Z" fill="${white}"/>
		<path d="M-0.5 -1.75C-0.85 -1.1 -0.85 -0.4 -0.72 0H0.72C0.85 -0.4 0.85 -1.1 0.5 -1.75Z" fill="${fur}"/>
		<path d="M-0.36 -1.75C-0.42 -1.1 -0.2 -0.75 0 -0.6C0.2 -0.75 0.42 -1.1 0.36 -1.75Z" fill="${white}"/>
		<path d="M-0.34 0C-0.38 -0.45 -0.3 -0.8 -0.2 -0.95L-0.02 -0.6V0Z M0.34 0C0.38 -0.45 0.3 -0.8 0.2 -0.95L0.02 -0.6V0Z" fill="${dark}"/>
		<path d="M-0.36 0C-0.38 -0.2 -0.36 -0.35 -0.34 -0.42L-0.03 -0.34V0Z M0.36 0C0.38 -0.2 0.36 -0.35 0.34 -0.42L0.03 -0.34V0Z" fill="${leg}"/>
		<path d="M-0.78 -2.35L-0.68 -3.3L-0.16 -2.78Z M0.78 -2.35L0.68 -3.3L0.16 -2.78Z" fill="${fur}"/>
		<path d="M-0.66 -2.5L-0.61 -3.05L-0.3 -2.7Z M0.66 -2.5L0.61 -3.05L0.3 -2.7Z" fill="${leg}"/>
		<path d="M0 -2.88C0.5 -2.88 0.78 -2.6 0.82 -2.3L1.06 -1.98C0.7 -1.85 0.35 -1.55 0 -1.3C-0.35 -1.55 -0.7 -1.85 -1.06 -1.98L-0.82 -2.3C-0.78 -2.6 -0.5 -2.88 0 -2.88Z" fill="${fur}"/>
		<path d="M0 -1.3C-0.35 -1.55 -0.7 -1.85 -1.06 -1.98C-0.7 -2.2 -0.35 -2.15 -0.12 -1.72Q0 -1.6 0.12 -1.72C0.35 -2.15 0.7 -2.2 1.06 -1.98C0.7 -1.85 0.35 -1.55 0 -1.3Z" fill="${white}"/>
		<path d="M0 -2.88C-0.16 -2.5 -0.14 -2.1 -0.12 -1.72Q0 -1.6 0.12 -1.72C0.14 -2.1 0.16 -2.5 0 -2.88Z" fill="${dark}" fill-opacity="0.35"/>
		<ellipse cx="-0.36" cy="-2.17" rx="0.085" ry="0.11" fill="${leg}"/><ellipse cx="0.36" cy="-2.17" rx="0.085" ry="0.11" fill="${leg}"/>
		<circle cx="-0.33" cy="-2.21" r="0.028" fill="#fff"/><circle cx="0.39" cy="-2.21" r="0.028" fill="#fff"/>
		<ellipse cx="0" cy="-1.4" rx="0.13" ry="0.1" fill="${leg}"/></g>`;
	return [
		sky(canvas),
		circle(x, height * 0.42, side * 0.62, 'url(#glow)'),
		circle(x, height * 0.42, side * 0.3, palette.light),
		...hills.slice(0, 2),
		hills[2] ?? '',
		animal,
	].join('');
};

/** A steaming cup on a table before a window. */
export const cup: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const side = Math.min(width, height);
	const table = height * 0.72;
	const x = width * 0.5;
	const wall = mix(palette.sky[2], palette.paper, 0.4);
	const wide = side * 0.62;
	const pane = { x: x - wide / 2, y: height * 0.08, width: wide, height: table - height * 0.2 };
	const view = [0, 1, 2].map(index =>
		land(
			softRidge(random, width, pane.y + pane.height * (0.6 + index * 0.14), height * 0.03, 1.6),
			width,
			pane.y + pane.height,
			mix(palette.far, palette.near, index * 0.3),
		),
	);
	const body = side * 0.17;
	const base = table + side * 0.05;
	const steam = [-0.45, 0, 0.45].map(shift => {
		const at = x + shift * body;
		const up = base - body * 1.55;
		const s = body * 0.22;
		return `<path d="M${n(at)} ${n(up)}c${n(-s)} ${n(-s * 1.2)} ${n(s)} ${n(-s * 2)} 0 ${n(-s * 3.2)}s${n(s)} ${n(-s * 2)} 0 ${n(-s * 3)}" fill="none" stroke="${palette.paper}" stroke-width="${n(body * 0.09)}" stroke-linecap="round" stroke-opacity="0.75"/>`;
	});
	const bar = (bx: number, by: number, bw: number, bh: number) => rect(bx, by, bw, bh, palette.paper);
	const frame = side * 0.018;
	return [
		`<defs>${gradient('sky', palette.sky)}${gradient('wall', [wall, mix(wall, palette.far, 0.45)], [1, 1])}${gradient('cup', [palette.accent, mix(palette.accent, palette.ink, 0.35)], [1, 0])}${glow('glow', palette.light, 0.9)}<clipPath id="pane"><rect x="${n(pane.x)}" y="${n(pane.y)}" width="${n(pane.width)}" height="${n(pane.height)}"/></clipPath></defs>`,
		rect(0, 0, width, height, 'url(#wall)'),
		rect(pane.x, pane.y, pane.width, pane.height, 'url(#sky)'),
		`<g clip-path="url(#pane)">${circle(x + wide * 0.2, pane.y + pane.height * 0.4, side * 0.2, 'url(#glow)')}${circle(x + wide * 0.2, pane.y + pane.height * 0.4, side * 0.055, palette.light)}${view.join('')}</g>`,
		bar(pane.x - frame, pane.y - frame, pane.width + frame * 2, frame),
		bar(pane.x - frame, pane.y + pane.height, pane.width + frame * 2, frame * 1.6),
		bar(pane.x - frame, pane.y, frame, pane.height),
		bar(pane.x + pane.width, pane.y, frame, pane.height),
		bar(x - frame / 2, pane.y, frame, pane.height),
		bar(pane.x, pane.y + pane.height * 0.45, pane.width, frame),
		rect(0, table - side * 0.045, width, height, mix(palette.near, palette.accent, 0.18)),
		rect(0, table - side * 0.045, width, side * 0.012, mix(palette.near, palette.paper, 0.25)),
		ellipse(x, base + body * 0.06, body * 1.75, body * 0.3, palette.ink, 'fill-opacity="0.3"'),
		ellipse(x, base, body * 1.6, body * 0.26, palette.paper),
		ellipse(x, base - body * 0.03, body * 1.2, body * 0.17, mix(palette.paper, palette.far, 0.3)),
		`<path d="M${n(x + body * 0.85)} ${n(base - body * 1.05)}c${n(body * 0.85)} ${n(-body * 0.15)} ${n(body * 0.75)} ${n(body * 0.85)} ${n(-body * 0.15)} ${n(body * 0.75)}" fill="none" stroke="${mix(palette.accent, palette.ink, 0.25)}" stroke-width="${n(body * 0.16)}"/>`,
		path(
			`M${n(x - body)} ${n(base - body * 1.3)}C${n(x - body)} ${n(base - body * 0.3)} ${n(x - body * 0.6)} ${n(base)} ${n(x)} ${n(base)}S${n(x + body)} ${n(base - body * 0.3)} ${n(x + body)} ${n(base - body * 1.3)}Z`,
			'url(#cup)',
		),
		ellipse(x, base - body * 1.3, body, body * 0.2, mix(palette.accent, palette.paper, 0.45)),
		ellipse(x, base - body * 1.28, body * 0.88, body * 0.155, '#4a2a1c'),
		ellipse(x - body * 0.15, base - body * 1.27, body * 0.4, body * 0.06, '#8a5a3a'),
		...steam,
	].join('');
};

/** Leaves and flowers on paper, as in a herbarium. */
export const botanical: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const side = Math.min(width, height);
	const greens = [
		mix('#2f6b4f', palette.near, 0.3),
		mix('#6fa37c', palette.far, 0.3),
		mix('#3d8361', palette.near, 0.1),
	];
	const leaf = (x: number, y: number, length: number, angle: number, fill: string) =>
		`<g transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)})">${path(`M0 0C${n(length * 0.32)} ${n(-length * 0.25)} ${n(length * 0.28)} ${n(-length * 0.75)} 0 ${n(-length)}C${n(-length * 0.28)} ${n(-length * 0.75)} ${n(-length * 0.32)} ${n(-length * 0.25)} 0 0Z`, fill)}<path d="M0 0V${n(-length * 0.9)}" stroke="${palette.paper}" stroke-width="${n(side * 0.002)}" stroke-opacity="0.5"/></g>`;
	const stems = [-2, 2, -1, 1, 0].map(index => {
		const lean = index * 15 + between(random, -3, 3);
		const tall = height * (0.62 - Math.abs(index) * 0.085);
		const green = greens[Math.abs(index) % 3] ?? palette.near;
		const pairs = Array.from({ length: 5 }, (_, pair) => {
			const y = -tall * (0.3 + pair * 0.13);
			const length = side * (0.125 - pair * 0.013);
			return leaf(0, y, length, 52, green) + leaf(0, y - tall * 0.05, length, -52, green);
		});
		const petals = Array.from({ length: 8 }, (_, petal) =>
			leaf(0, -tall, side * 0.085, petal * 45, mix(palette.accent, palette.light, Math.abs(index) * 0.22)),
		);
		const bloom =
			petals.join('') +
			circle(0, -tall, side * 0.026, palette.ink) +
			circle(0, -tall, side * 0.014, palette.light);
		return `<g transform="translate(${n(width / 2)} ${n(height * 0.81)}) rotate(${n(lean)})"><path d="M0 0V${n(-tall)}" stroke="${green}" stroke-width="${n(side * 0.007)}"/>${pairs.join('')}${bloom}</g>`;
	});
	const vase = side * 0.11;
	const x = width / 2;
	const y = height * 0.85;
	return [
		`<defs>${gradient('paper', [palette.paper, mix(palette.paper, palette.sky[2], 0.6)])}</defs>`,
		rect(0, 0, width, height, 'url(#paper)'),
		circle(x, height * 0.42, side * 0.38, mix(palette.sky[2], palette.far, 0.3), 'fill-opacity="0.55"'),
		...stems,
		ellipse(x, y + vase * 0.02, vase * 1.1, vase * 0.14, palette.ink, 'fill-opacity="0.2"'),
		path(
			`M${n(x - vase * 0.45)} ${n(y - vase * 1.35)}H${n(x + vase * 0.45)}C${n(x + vase * 0.4)} ${n(y - vase)} ${n(x + vase)} ${n(y - vase * 0.85)} ${n(x + vase * 0.75)} ${n(y)}H${n(x - vase * 0.75)}C${n(x - vase)} ${n(y - vase * 0.85)} ${n(x - vase * 0.4)} ${n(y - vase)} ${n(x - vase * 0.45)} ${n(y - vase * 1.35)}Z`,
			palette.near,
		),
	].join('');
};

/** A person from the chest up, before a disc. */
export const portrait: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const side = Math.min(width, height);
	const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
	const skin = pick(['#f3c9a5', '#e0a67c', '#b9774f', '#8a5235', '#f7d7bd']);
	const hair = pick(['#2a1b1a', '#5a3422', '#b5652d', '#15161f', '#8d8d94']);
	const long = random() < 0.5;
	const shade = mix(skin, '#5a2a20', 0.22);
	return [
		`<defs>${gradient('wall', [palette.sky[1], palette.sky[2]])}${gradient('coat', [palette.accent, mix(palette.accent, palette.ink, 0.3)])}</defs>`,
		rect(0, 0, width, height, 'url(#wall)'),
		circle(width / 2, height * 0.46, side * 0.4, palette.light, 'fill-opacity="0.7"'),
		`<g transform="translate(${n(width / 2)} ${n(height * 0.42)}) scale(${n(side * 0.17)})">
		${long ? `<path d="M-1.02 -0.2C-1.1 -1.55 1.1 -1.55 1.02 -0.2L1.12 1.5C0.6 1.75 -0.6 1.75 -1.12 1.5Z" fill="${hair}"/>` : ''}
		<path d="M-2.3 ${n((height * 0.58) / (side * 0.17) + 0.1)}C-2.3 2.2 -1.5 1.65 -0.45 1.5H0.45C1.5 1.65 2.3 2.2 2.3 ${n((height * 0.58) / (side * 0.17) + 0.1)}Z" fill="url(#coat)"/>
		<path d="M-0.36 0.7H0.36V1.5Q0 2.05 -0.36 1.5Z" fill="${shade}"/>
		<path d="M-0.36 1.5L0 2.3L-0.62 2.0L-0.75 1.52Z M0.36 1.5L0 2.3L0.62 2.0L0.75 1.52Z" fill="${palette.paper}"/>
		<ellipse cx="-0.86" cy="0.1" rx="0.14" ry="0.22" fill="${shade}"/><ellipse cx="0.86" cy="0.1" rx="0.14" ry="0.22" fill="${shade}"/>
		<path d="M-0.84 -0.3C-0.86 0.6 -0.5 1.12 0 1.12S0.86 0.6 0.84 -0.3C0.7 -1.1 -0.7 -1.1 -0.84 -0.3Z" fill="${skin}"/>
		<path d="M-0.98 0.1C-1.1 -1.7 1.1 -1.7 0.98 0.1L0.8 0.08C0.82 -0.25 0.8 -0.4 0.76 -0.52C0.3 -0.4 -0.3 -0.55 -0.5 -0.78C-0.6 -0.5 -0.8 -0.35 -0.8 0.08Z" fill="${hair}"/>
		<circle cx="-0.33" cy="0.08" r="0.075" fill="#241a1c"/><circle cx="0.33" cy="0.08" r="0.075" fill="#241a1c"/>
		<path d="M-0.48 -0.14Q-0.33 -0.24 -0.18 -0.14M0.18 -0.14Q0.33 -0.24 0.48 -0.14" fill="none" stroke="${hair}" stroke-width="0.06" stroke-linecap="round"/>
		<path d="M-0.04 0.12Q0.1 0.36 -0.04 0.4" fill="none" stroke="${shade}" stroke-width="0.06" stroke-linecap="round"/>
		<path d="M-0.26 0.66Q0 0.86 0.26 0.66" fill="none" stroke="#8c3b34" stroke-width="0.07" stroke-linecap="round"/></g>`,
	].join('');
};

/** A friendly machine, for prompts about robots and code. */
export const robot: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const side = Math.min(width, height);
	const metal = mix(palette.paper, palette.far, 0.25);
	const shade = mix(metal, palette.near, 0.3);
	const screen = mix(palette.ink, palette.near, 0.3);
	return [
		sky(canvas),
		stars(canvas, 40, 0.5),
		circle(width / 2, height * 0.45, side * 0.62, 'url(#glow)', 'fill-opacity="0.7"'),
		land(
			softRidge(random, width, height * 0.78, height * 0.025, 1),
			width,
			height,
			mix(palette.far, palette.near, 0.5),
		),
		land(softRidge(random, width, height * 0.86, height * 0.02, 1.4), width, height, palette.near),
		`<g transform="translate(${n(width / 2)} ${n(height * 0.47)}) scale(${n(side * 0.16)})">
		<ellipse cy="2.55" rx="1.6" ry="0.16" fill="${palette.ink}" fill-opacity="0.4"/>
		<path d="M-0.55 1.7H-0.15V2.5H-0.75Z M0.55 1.7H0.15V2.5H0.75Z" fill="${shade}"/>
		<path d="M-1.05 0.7C-1.7 0.9 -1.75 1.5 -1.6 1.9M1.05 0.7C1.7 0.7 2.0 0.1 1.85 -0.5" fill="none" stroke="${shade}" stroke-width="0.24" stroke-linecap="round"/>
		<circle cx="-1.6" cy="1.95" r="0.22" fill="${palette.accent}"/><circle cx="1.85" cy="-0.55" r="0.22" fill="${palette.accent}"/>
		<rect x="-1.05" y="0.4" width="2.1" height="1.45" rx="0.4" fill="${metal}"/><rect x="-0.6" y="0.75" width="1.2" height="0.7" rx="0.16" fill="${shade}"/>
		<circle cx="-0.28" cy="1.1" r="0.13" fill="${palette.accent}"/><circle cx="0.08" cy="1.1" r="0.13" fill="${palette.light}"/><circle cx="0.38" cy="1.1" r="0.08" fill="${palette.sky[1]}"/>
		<rect x="-0.2" y="0.15" width="0.4" height="0.3" fill="${shade}"/>
		<path d="M0 -1.5V-2.05" stroke="${shade}" stroke-width="0.1"/><circle cy="-2.15" r="0.17" fill="${palette.accent}"/>
		<rect x="-1.55" y="-0.95" width="0.3" height="0.7" rx="0.12" fill="${shade}"/><rect x="1.25" y="-0.95" width="0.3" height="0.7" rx="0.12" fill="${shade}"/>
		<rect x="-1.35" y="-1.55" width="2.7" height="1.8" rx="0.55" fill="${metal}"/><rect x="-1.05" y="-1.25" width="2.1" height="1.2" rx="0.36" fill="${screen}"/>
		<ellipse cx="-0.45" cy="-0.72" rx="0.19" ry="0.25" fill="${palette.light}"/><ellipse cx="0.45" cy="-0.72" rx="0.19" ry="0.25" fill="${palette.light}"/>
		<path d="M-0.2 -0.32Q0 -0.18 0.2 -0.32" fill="none" stroke="${palette.light}" stroke-width="0.08" stroke-linecap="round"/></g>`,
	].join('');
};
