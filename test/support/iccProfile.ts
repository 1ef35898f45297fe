/** The element of a profile for a curve that is a power. */
export function gammaCurve(gamma: number): Buffer {
	const curve = Buffer.alloc(14);
	curve.write('curv', 0, 'latin1');
	curve.writeUInt32BE(1, 8);
	curve.writeUInt16BE(Math.round(gamma * 256), 12);
	return curve;
}

/** A profile of version 2 (ICC.1:2001-04) with a single curve, for images of one channel. */
export function grayProfile(gamma: number): Buffer {
	return profile('GRAY', { wtpt: white, kTRC: gammaCurve(gamma) });
}

/** The same with three channels, and the primaries of Apple's Display P3 profile. */
export function displayP3Profile(gamma: number): Buffer {
	const curve = gammaCurve(gamma);
	return profile('RGB ', {
		wtpt: white,
		rXYZ: xyz(0.51512, 0.2412, -0.00105),
		gXYZ: xyz(0.29198, 0.69225, 0.04189),
		bXYZ: xyz(0.1571, 0.06657, 0.78407),
		rTRC: curve,
		gTRC: curve,
		bTRC: curve,
	});
}

/** A profile for any color space, with the given tags. @param space four letters */
export function profile(space: string, tags: Readonly<Record<string, Buffer>> = {}, padding = 0): Buffer {
	const entries = Object.entries(tags);
	const head = Buffer.alloc(132 + 12 * entries.length);
	let end = head.length;
	for (const [index, [signature, data]] of entries.entries()) {
		const at = 132 + 12 * index;
		head.write(signature, at, 'latin1');
		head.writeUInt32BE(end, at + 4);
		head.writeUInt32BE(data.length, at + 8);
		end += data.length + (-data.length & 3);
	}
	head.writeUInt32BE(end + padding, 0);
	head.writeUInt32BE(0x02100000, 8);
	head.write(`mntr${space}XYZ `, 12, 'latin1');
	head.write('acsp', 36, 'latin1');
	xyz(0.9642, 1, 0.8249).copy(head, 68, 8);
	head.writeUInt32BE(entries.length, 128);
	const contents = entries.map(([, data]) => Buffer.concat([data, Buffer.alloc(-data.length & 3)]));
	return Buffer.concat([head, ...contents, Buffer.alloc(padding, 0x5a)]);
}

function xyz(...values: readonly number[]): Buffer {
	const data = Buffer.alloc(8 + 4 * values.length);
	data.write('XYZ ', 0, 'latin1');
	values.forEach((value, index) => data.writeInt32BE(Math.round(value * 65_536), 8 + 4 * index));
	return data;
}

const white = xyz(0.9642, 1, 0.8249);
