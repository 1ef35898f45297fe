/** x and y of white, red, green and blue (CIE 1931). */
export type Primaries = readonly [number, number, number, number, number, number, number, number];

/** How numbers become light: as in sRGB, a power, or the curve of another profile as it is there. */
type Curve = 'srgb' | number | Buffer;

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

/** The white of every profile (ICC.1:2022, §7.2.16). */
const d50: Vector = [0.9642, 1, 0.8249];
/** How eyes adapt to another white (ICC.1:2022, annex E). */
const bradford: Matrix = [
	[0.8951, 0.2664, -0.1614],
	[-0.7502, 1.7135, 0.0367],
	[0.0389, -0.0685, 1.0296],
];
/** No display has values beyond these. */
const gammas = { least: 0.1, most: 10 };

/**
 * A small ICC profile (version 4.3) of a display with three primaries and one curve; undefined for values that no
 * display can have.
 */
export function matrixProfile(curve: Curve, primaries: Primaries): Buffer | undefined {
	const colorants = colorantsOf(primaries);
	if (
		colorants === undefined ||
		(typeof curve === 'number' && !(curve >= gammas.least && curve <= gammas.most))
	) {
		return undefined;
	}
	const { adaptation, columns } = colorants;
	const [red, green, blue] = columns.map(xyz);
	const tone = typeof curve === 'object' ? curve : parametric(curve);
	return profileWith({
		desc: text('Image Assets'),
		cprt: text('CC0'),
		wtpt: xyz(d50),
		chad: element('sf32', fixed(adaptation.flat())),
		rXYZ: red,
		gXYZ: green,
		bXYZ: blue,
		rTRC: tone,
		gTRC: tone,
		bTRC: tone,
	});
}

/** A tag of a whole profile, as it is there. @param signature four letters */
export function curveOf(profile: Buffer, signature: string): Buffer | undefined {
	const count = profile.length >= 132 ? profile.readUInt32BE(128) : 0;
	for (let at = 132; at < 132 + 12 * count && at + 12 <= profile.length; at += 12) {
		if (profile.toString('latin1', at, at + 4) === signature) {
			const start = profile.readUInt32BE(at + 4);
			const tag = profile.subarray(start, start + profile.readUInt32BE(at + 8));
			return ['curv', 'para'].includes(tag.toString('latin1', 0, 4)) ? tag : undefined;
		}
	}
	return undefined;
}

function colorantsOf(primaries: Primaries): { adaptation: Matrix; columns: Vector[] } | undefined {
	const [white, ...colors] = [0, 2, 4, 6].map((at): Vector => {
		const [x = 0, y = 0] = primaries.slice(at, at + 2);
		return [x / y, 1, (1 - x - y) / y];
	});
	const [red, green, blue] = colors;
	if (white === undefined || red === undefined || green === undefined || blue === undefined) {
		return undefined;
	}
	// The amounts of the three that make white together.
	const shares = solve(transposed([red, green, blue]), white);
	const [from, to] = [apply(bradford, white), apply(bradford, d50)];
	const scaled = bradford.map((row, index) => scale(row, (to[index] ?? 0) / (from[index] ?? 0)));
	const adaptation = transposed(
		transposed(scaled as unknown as Matrix).map(column => solve(bradford, column)) as unknown as Matrix,
	);
	const columns = [red, green, blue].map((color, index) =>
		apply(adaptation, scale(color, shares[index] ?? 0)),
	);
	return columns.flat().every(value => Math.abs(value) < 4) ? { adaptation, columns } : undefined;
}

const scale = ([a, b, c]: Vector, by: number): Vector => [a * by, b * by, c * by];
const dot = ([a, b, c]: Vector, [d, e, f]: Vector): number => a * d + b * e + c * f;
const apply = ([a, b, c]: Matrix, vector: Vector): Vector => [dot(a, vector), dot(b, vector), dot(c, vector)];
const cross = ([a, b, c]: Vector, [d, e, f]: Vector): Vector => [b * f - c * e, c * d - a * f, a * e - b * d];

function transposed([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
	return [
		[a, d, g],
		[b, e, h],
		[c, f, i],
	];
}

/** By Cramer's rule; not finite where there is no solution. */
function solve(matrix: Matrix, vector: Vector): Vector {
	const [x, y, z] = transposed(matrix);
	const whole = dot(x, cross(y, z));
	return [
		dot(vector, cross(y, z)) / whole,
		dot(x, cross(vector, z)) / whole,
		dot(x, cross(y, vector)) / whole,
	];
}

/** A piece of a profile: its type, and four bytes that are kept free. */
function element(type: string, data: Buffer): Buffer {
	return Buffer.concat([Buffer.from(`${type}\0\0\0\0`, 'latin1'), data]);
}

/** s15Fixed16Number (ICC.1:2022, §4.6). */
function fixed(values: readonly number[]): Buffer {
	const bytes = Buffer.alloc(4 * values.length);
	values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 65_536), 4 * index));
	return bytes;
}

const xyz = (values: Vector): Buffer => element('XYZ ', fixed(values));

/** ICC.1:2022, §10.18; the numbers of sRGB are those of IEC 61966-2-1. */
function parametric(curve: 'srgb' | number): Buffer {
	return curve === 'srgb'
		? element(
				'para',
				Buffer.concat([
					Buffer.from([0, 3, 0, 0]),
					fixed([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]),
				]),
			)
		: element('para', Buffer.concat([Buffer.from([0, 0, 0, 0]), fixed([curve])]));
}

/** In English (ICC.1:2022, §10.15). */
function text(value: string): Buffer {
	const letters = Buffer.from(value, 'utf16le').swap16();
	const head = Buffer.alloc(20);
	head.writeUInt32BE(1, 0);
	head.writeUInt32BE(12, 4);
	head.write('enUS', 8, 'latin1');
	head.writeUInt32BE(letters.length, 12);
	head.writeUInt32BE(28, 16);
	return element('mluc', Buffer.concat([head, letters]));
}

function profileWith(tags: Readonly<Record<string, Buffer | undefined>>): Buffer {
	const entries = Object.entries(tags).filter((entry): entry is [string, Buffer] => entry[1] !== undefined);
	const table = Buffer.alloc(4 + 12 * entries.length);
	table.writeUInt32BE(entries.length, 0);
	const contents: Buffer[] = [];
	let at = 128 + table.length;
	for (const [index, [signature, data]] of entries.entries()) {
		table.write(signature, 4 + 12 * index, 'latin1');
		table.writeUInt32BE(at, 8 + 12 * index);
		table.writeUInt32BE(data.length, 12 + 12 * index);
		const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
		contents.push(padded);
		at += padded.length;
	}
	const head = Buffer.alloc(128);
	head.writeUInt32BE(at, 0);
	head.writeUInt32BE(0x04300000, 8);
	head.write('mntrRGB XYZ ', 12, 'latin1');
	head.write('acsp', 36, 'latin1');
	fixed(d50).copy(head, 68);
	return Buffer.concat([head, table, ...contents]);
}
