import {
	between,
	birds,
	circle,
	clouds,
	ellipse,
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
	type Scene,
} from '../svg.ts';

/** A lighthouse, its foot at (x, y). */
function lighthouse({ palette, width }: Canvas, x: number, y: number, size: number, beamTo: 1 | -1): string {
	const taper = (share: number) => size * (0.13 - 0.05 * share);
	const band = (from: number, to: number, fill: string) =>
		polygon(
			[
				[x - taper(from), y - size * from],
				[x - taper(to), y - size * to],
				[x + taper(to), y - size * to],
				[x + taper(from), y - size * from],
			],
			fill,
		);
	const stripes = [0, 1, 2, 3, 4].map(index =>
		band(index * 0.15, (index + 1) * 0.15, index % 2 === 0 ? palette.paper : palette.accent),
	);
	const lampY = y - size * 0.83;
	const far = beamTo * width;
	return [
		polygon(
			[
				[x, lampY],
				[x + far, lampY - size * 0.42],
				[x + far, lampY + size * 0.16],
			],
			palette.light,
			'fill-opacity="0.22"',
		),
		circle(x, lampY, size * 0.42, 'url(#lamp)'),
		...stripes,
		rect(
			x - taper(0) * 0.3,
			y - size * 0.1,
			taper(0) * 0.6,
			size * 0.1,
			palette.ink,
			`rx="${n(size * 0.02)}"`,
		),
		rect(x - size * 0.025, y - size * 0.4, size * 0.05, size * 0.07, palette.ink),
		rect(x - size * 0.12, y - size * 0.775, size * 0.24, size * 0.03, palette.ink),
		rect(x - size * 0.07, y - size * 0.88, size * 0.14, size * 0.105, palette.light),
		rect(x - size * 0.075, y - size * 0.88, size * 0.016, size * 0.11, palette.ink),
		rect(x + size * 0.059, y - size * 0.88, size * 0.016, size * 0.11, palette.ink),
		polygon(
			[
				[x - size * 0.1, y - size * 0.88],
				[x, y - size * 0.99],
				[x + size * 0.1, y - size * 0.88],
			],
			palette.accent,
		),
		polygon(
			[
				[x, y],
				[x, y - size * 0.75],
				[x + taper(0.75), y - size * 0.75],
				[x + taper(0), y],
			],
			palette.ink,
			'fill-opacity="0.14"',
		),
	].join('');
}

function sailingBoat({ palette }: Canvas, x: number, y: number, size: number): string {
	return (
		path(
			`M${n(x - size)} ${n(y)}H${n(x + size)}L${n(x + size * 0.7)} ${n(y + size * 0.32)}H${n(x - size * 0.7)}Z`,
			palette.ink,
		) +
		path(
			`M${n(x)} ${n(y - size * 0.1)}V${n(y - size * 1.9)}Q${n(x + size * 1.1)} ${n(y - size * 0.9)} ${n(x + size * 0.85)} ${n(y - size * 0.1)}Z`,
			palette.paper,
		) +
		path(
			`M${n(x - size * 0.1)} ${n(y - size * 0.1)}V${n(y - size * 1.6)}L${n(x - size * 0.75)} ${n(y - size * 0.1)}Z`,
			palette.accent,
		)
	);
}

/** The sea with a low sun on it, a lighthouse on a cliff, a boat. */
export const sea: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const horizon = height * 0.56;
	const side = random() < 0.5 ? 1 : -1;
	const place = (share: number) => (side === 1 ? share : 1 - share) * width;
	const sunX = place(between(random, 0.3, 0.42));
	const sunRadius = Math.min(width, height) * 0.1;
	const glints = Array.from({ length: 30 }, (_, index) => {
		const depth = index / 29;
		const half = sunRadius * (1.05 - 0.3 * depth + depth * 0.8) * between(random, 0.25, 0.9);
		const shift = between(random, -0.35, 0.35) * sunRadius * (0.3 + depth);
		return rect(
			sunX + shift - half,
			horizon + depth ** 1.25 * height * 0.36 + 4,
			half * 2,
			height * 0.0042,
			palette.light,
			`rx="3" fill-opacity="${n(0.75 - depth * 0.5)}"`,
		);
	});
	const waves = [0, 1, 2].map(index => {
		const ridge = softRidge(
			random,
			width,
			height * (0.79 + index * 0.065),
			height * 0.009,
			3.5 - index * 0.6,
		);
		return land(
			ridge,
			width,
			height,
			mix(mix(palette.far, palette.near, 0.5), palette.near, 0.2 + index * 0.4),
		);
	});
	const cliffX = place(0.76);
	const top = height * 0.58;
	const w = width * side;
	const cliff = `M${n(cliffX - w * 0.16)} ${n(height)}L${n(cliffX - w * 0.13)} ${n(height * 0.78)}L${n(cliffX - w * 0.105)} ${n(height * 0.72)}L${n(cliffX - w * 0.09)} ${n(top + height * 0.025)}Q${n(cliffX)} ${n(top - height * 0.02)} ${n(cliffX + w * 0.12)} ${n(top + height * 0.015)}L${n(cliffX + w * 0.3)} ${n(top + height * 0.05)}V${n(height)}Z`;
	const face = `M${n(cliffX - w * 0.16)} ${n(height)}L${n(cliffX - w * 0.13)} ${n(height * 0.78)}L${n(cliffX - w * 0.105)} ${n(height * 0.72)}L${n(cliffX - w * 0.09)} ${n(top + height * 0.025)}L${n(cliffX - w * 0.04)} ${n(height * 0.71)}L${n(cliffX - w * 0.065)} ${n(height * 0.8)}L${n(cliffX - w * 0.02)} ${n(height)}Z`;
	return [
		sky(canvas),
		`<defs>${glow('lamp', palette.light, 0.9)}${gradient('sea', [mix(palette.sky[2], palette.far, 0.6), mix(palette.far, palette.near, 0.75)])}</defs>`,
		sun(sunX, horizon - sunRadius * 0.35, sunRadius, palette.light),
		clouds(canvas, 4, 0.1, 0.38),
		birds(canvas, 5),
		rect(0, horizon, width, height - horizon, 'url(#sea)'),
		...glints,
		sailingBoat(canvas, place(between(random, 0.13, 0.22)), height * 0.63, Math.min(width, height) * 0.032),
		...waves.slice(0, 2),
		path(cliff, mix(palette.near, palette.far, 0.14)),
		path(face, mix(palette.near, palette.far, 0.42), 'fill-opacity="0.6"'),
		lighthouse(canvas, cliffX, top + height * 0.012, Math.min(width, height) * 0.42, side === 1 ? -1 : 1),
		...waves.slice(2),
	].join('');
};

function tower(
	canvas: Canvas,
	x: number,
	top: number,
	base: number,
	wide: number,
	color: string,
	lit: number,
): string {
	const { palette, random } = canvas;
	const parts = [rect(x, top, wide, base - top, color)];
	const roof = random();
	if (roof < 0.25) {
		parts.push(rect(x + wide * 0.2, top - wide * 0.25, wide * 0.6, wide * 0.26, color));
	} else if (roof < 0.4) {
		parts.push(rect(x + wide * 0.48, top - wide * 0.7, wide * 0.04, wide * 0.7, color));
	} else if (roof < 0.55) {
		parts.push(
			polygon(
				[
					[x, top + 1],
					[x, top - wide * 0.35],
					[x + wide, top + 1],
				],
				color,
			),
		);
	}
	const cell = canvas.width * 0.0125;
	const columns = Math.max(2, Math.floor(wide / cell / 1.25));
	const pitch = wide / (columns + 0.4);
	for (let y = top + pitch * 0.7; y < base - pitch && lit > 0; y += pitch * 1.35) {
		for (let column = 0; column < columns; column++) {
			if (random() < lit) {
				const fill = random() < 0.8 ? palette.light : palette.accent;
				parts.push(
					rect(
						x + pitch * (column + 0.45),
						y,
						pitch * 0.5,
						pitch * 0.72,
						fill,
						`fill-opacity="${n(between(random, 0.5, 1))}"`,
					),
				);
			}
		}
	}
	return parts.join('');
}

/** A skyline in three layers with lit windows, over a river. */
export const city: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const base = height * 0.78;
	const rows = [0, 1, 2].map(row => {
		const color = mix(palette.far, palette.near, 0.15 + row * 0.42);
		const towers: string[] = [];
		for (let x = -width * 0.02; x < width;) {
			const wide = width * between(random, 0.05, 0.1) * (0.8 + row * 0.15);
			const middle = 1 - Math.abs((x + wide / 2) / width - 0.5) * 1.1;
			const tall = height * between(random, 0.14, 0.42) * middle * (1 - row * 0.14) + height * 0.06;
			towers.push(tower(canvas, x, base - tall, base, wide, color, [0, 0.25, 0.42][row] ?? 0));
			x += wide * between(random, 0.92, 1.12);
		}
		return towers.join('');
	});
	const skyline = rows.join('');
	const radius = height * 0.1;
	const ripples = Array.from({ length: 34 }, () => {
		const y = base + random() * (height - base);
		const length = width * between(random, 0.02, 0.12);
		return rect(
			random() * width,
			y,
			length,
			height * 0.003,
			random() < 0.6 ? palette.light : palette.accent,
			'rx="2" fill-opacity="0.28"',
		);
	});
	return [
		sky(canvas),
		palette.dark === true ? stars(canvas, 140, 0.5) : '',
		sun(width * between(random, 0.25, 0.75), height * 0.34, radius, palette.light),
		clouds(canvas, 3, 0.1, 0.3),
		`<defs><clipPath id="above"><rect width="${n(width)}" height="${n(base)}"/></clipPath>${gradient('river', [mix(palette.far, palette.near, 0.55), palette.near])}</defs>`,
		skyline,
		rect(0, base, width, height - base, 'url(#river)'),
		`<g transform="translate(0 ${n(base * 2)}) scale(1 -1)" opacity="0.28"><g clip-path="url(#above)">${skyline}</g></g>`,
		...ripples,
		rect(0, base - height * 0.006, width, height * 0.012, palette.ink),
	].join('');
};

/** A ringed planet, small worlds and a rocket. */
export const space: Scene = canvas => {
	const { width, height, palette, random } = canvas;
	const side = Math.min(width, height);
	const x = width * between(random, 0.55, 0.68);
	const y = height * between(random, 0.34, 0.4);
	const radius = side * 0.22;
	const tilt = between(random, -24, -12);
	const bands = [0.1, 0.3, 0.52, 0.7].map(share =>
		ellipse(
			x - radius * 0.2,
			y - radius + radius * 2 * share,
			radius * 1.3,
			radius * between(random, 0.05, 0.12),
			palette.sky[2],
			'fill-opacity="0.35"',
		),
	);
	const ring = (more: string) =>
		`<g transform="rotate(${n(tilt)} ${n(x)} ${n(y)})">${ellipse(x, y, radius * 1.75, radius * 0.42, 'none', `stroke="${palette.light}" stroke-width="${n(radius * 0.11)}" stroke-opacity="0.85" ${more}`)}${ellipse(x, y, radius * 1.52, radius * 0.34, 'none', `stroke="${palette.accent}" stroke-width="${n(radius * 0.05)}" stroke-opacity="0.8" ${more}`)}</g>`;
	const size = side * 0.085;
	const rocket = `<g transform="translate(${n(width * 0.24)} ${n(height * 0.66)}) rotate(38) scale(${n(size)})">
		<path d="M-0.28 1.05Q0 2.6 0.28 1.05Z" fill="${palette.accent}"/><path d="M-0.15 1.05Q0 1.9 0.15 1.05Z" fill="${palette.light}"/>
		<path d="M-0.42 0.3L-0.85 1.15L-0.3 0.95Z M0.42 0.3L0.85 1.15L0.3 0.95Z" fill="${palette.accent}"/>
		<path d="M0 -1.5C0.62 -0.8 0.55 0.5 0.34 1.05H-0.34C-0.55 0.5 -0.62 -0.8 0 -1.5Z" fill="${palette.paper}"/>
		<path d="M0 -1.5C0.62 -0.8 0.55 0.5 0.34 1.05H0Z" fill="${palette.ink}" fill-opacity="0.12"/>
		<path d="M0 -1.5C0.27 -1.2 0.38 -0.95 0.44 -0.7H-0.44C-0.38 -0.95 -0.27 -1.2 0 -1.5Z" fill="${palette.accent}"/>
		<circle cy="-0.15" r="0.25" fill="${palette.ink}"/><circle cy="-0.15" r="0.17" fill="${palette.sky[2]}"/></g>`;
	return [
		sky(canvas),
		`<defs><clipPath id="disc"><circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}"/></clipPath><clipPath id="front"><rect x="${n(x - radius * 2)}" y="${n(y)}" width="${n(radius * 4)}" height="${n(radius * 2)}"/></clipPath></defs>`,
		stars(canvas, 320, 1),
		circle(x, y, radius * 2.2, 'url(#glow)', 'fill-opacity="0.25"'),
		ring(''),
		circle(x, y, radius, mix(palette.accent, palette.sky[1], 0.25)),
		`<g clip-path="url(#disc)">${bands.join('')}${circle(x - radius * 0.5, y - radius * 0.45, radius * 1.75, 'none', `stroke="${palette.ink}" stroke-width="${n(radius * 0.9)}" stroke-opacity="0.28"`)}</g>`,
		`<g clip-path="url(#front)">${ring('')}</g>`,
		circle(width * 0.17, height * 0.24, side * 0.045, mix(palette.far, palette.light, 0.35)),
		circle(width * 0.185, height * 0.228, side * 0.012, palette.far, 'fill-opacity="0.6"'),
		circle(width * 0.84, height * 0.74, side * 0.03, mix(palette.accent, palette.light, 0.5)),
		rocket,
	].join('');
};
