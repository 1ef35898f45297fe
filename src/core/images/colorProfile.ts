import { deflateSync, inflateSync } from 'node:zlib';
import type { OutputFormat } from '../../shared/model.ts';
import { policy } from '../policy.ts';
import { contentOf, jpegBlocks, pngBlocks, readFrom, webpBlocks, type Block } from './blocks.ts';
import { detectFormat } from './imageFormat.ts';
import { asBuffer } from '../text/asBuffer.ts';
import { pngChunk } from './pngChunk.ts';
import { curveOf, matrixProfile, type Primaries } from './matrixProfile.ts';
import { withWebpChunk } from './webpChunks.ts';

/**
 * The ICC profile that says which colors the numbers of a decoded image mean; undefined where they are sRGB, which
 * is also the default. A gray profile becomes one for red, green and blue, because decoding yields those; what a PNG
 * states without a profile becomes one.
 */
export async function profileOf(bytes: Uint8Array): Promise<Buffer | undefined> {
	switch (detectFormat(bytes)) {
		case 'jpeg':
			return usable(await jpegProfile(bytes));
		case 'png':
			return pngProfile(bytes);
		case 'webp':
			return usable(await webpProfile(bytes));
		default:
			return undefined;
	}
}

/** The same file with a profile. @param bytes as the encoders here write them: without one. */
export function withProfile(
	bytes: Uint8Array,
	format: OutputFormat,
	profile: Buffer,
): Uint8Array<ArrayBuffer> {
	const file = asBuffer(bytes);
	switch (format) {
		case 'jpeg': {
			const jfif = file.readUInt16BE(2) === 0xffe0 ? 2 + file.readUInt16BE(4) : 0;
			return joined(file.subarray(0, 2 + jfif), ...jpegSegments(profile), file.subarray(2 + jfif));
		}
		case 'png': {
			// Signature and IHDR come first.
			const head = 8 + 25;
			const name = Buffer.from('ICC profile\0\0', 'latin1');
			const chunk = pngChunk('iCCP', Buffer.concat([name, deflateSync(profile)]));
			return joined(file.subarray(0, head), chunk, file.subarray(head));
		}
		case 'webp':
			return withWebpChunk(file, 'ICCP', profile);
	}
}

/** ICC.1:2022, §7.2: what the header of a profile holds. */
const header = { length: 128, size: 0, space: 16, signature: 36 };

/** Undefined for a profile that is not whole, or of other channels than a decoded image has. */
function usable(profile: Buffer | undefined): Buffer | undefined {
	if (
		profile === undefined ||
		profile.length < header.length ||
		profile.readUInt32BE(header.size) !== profile.length ||
		profile.toString('latin1', header.signature, header.signature + 4) !== 'acsp'
	) {
		return undefined;
	}
	const space = profile.toString('latin1', header.space, header.space + 4);
	if (space === 'GRAY') {
		const curve = curveOf(profile, 'kTRC');
		return curve && matrixProfile(curve, primaries.srgb);
	}
	return space === 'RGB ' ? profile : undefined;
}

const jpegMark = Buffer.from('ICC_PROFILE\0', 'latin1');
/** Of a profile, in one segment (ICC.1:2022, annex B.4). */
const jpegPart = 65_533 - jpegMark.length - 2;

async function jpegProfile(bytes: Uint8Array): Promise<Buffer | undefined> {
	const read = readFrom(bytes);
	const parts: Buffer[] = [];
	let count = 0;
	for await (const block of jpegBlocks(read)) {
		const content = block.type === 'e2' ? await contentOf(read, block) : undefined;
		if (content?.subarray(0, jpegMark.length).equals(jpegMark)) {
			const [number = 0, of = 0] = content.subarray(jpegMark.length);
			parts[number - 1] = content.subarray(jpegMark.length + 2);
			count = of;
		}
	}
	// A missing part leaves a hole.
	const whole = Array.from({ length: count }, (_, index) => parts[index]).filter(part => part !== undefined);
	return count > 0 && whole.length === count ? Buffer.concat(whole) : undefined;
}

function* jpegSegments(profile: Buffer): Generator<Buffer> {
	const count = Math.ceil(profile.length / jpegPart);
	for (let number = 1; number <= count; number += 1) {
		const part = profile.subarray((number - 1) * jpegPart, number * jpegPart);
		const head = Buffer.from([0xff, 0xe2, 0, 0]);
		head.writeUInt16BE(2 + jpegMark.length + 2 + part.length, 2);
		yield Buffer.concat([head, jpegMark, Buffer.from([number, count]), part]);
	}
}

async function webpProfile(bytes: Uint8Array): Promise<Buffer | undefined> {
	const read = readFrom(bytes);
	for await (const block of webpBlocks(read)) {
		if (block.type === 'ICCP') {
			return contentOf(read, block);
		}
	}
	return undefined;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	return new Uint8Array(Buffer.concat(parts));
}

/** x and y of white, red, green and blue. */
const primaries = {
	srgb: [0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06],
	displayP3: [0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
	bt2020: [0.3127, 0.329, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046],
} as const satisfies Record<string, Primaries>;

/** By their numbers in ITU-T H.273, table 2. */
const codedPrimaries: Readonly<Record<number, Primaries | undefined>> = {
	9: primaries.bt2020,
	12: primaries.displayP3,
};
/** The transfer function of sRGB in ITU-T H.273, table 3. */
const srgbTransfer = 13;

/** The gamma of sRGB, as PNG has it; values within 1 % of it count as sRGB. */
const srgbGamma = 45_455;

/** In the order in which PNG, third edition, §4.3 trusts them: cICP, iCCP, sRGB, gAMA with cHRM. */
async function pngProfile(bytes: Uint8Array): Promise<Buffer | undefined> {
	const read = readFrom(bytes);
	const blocks = new Map<string, Block>();
	for await (const block of pngBlocks(read)) {
		blocks.set(block.type, blocks.get(block.type) ?? block);
	}
	const content = async (type: string, least: number) => {
		const block = blocks.get(type);
		const data = block && (await contentOf(read, block));
		return data !== undefined && data.length >= least ? data : undefined;
	};
	const [coded, transfer] = (await content('cICP', 4)) ?? [];
	if (coded !== undefined) {
		const known = transfer === srgbTransfer ? codedPrimaries[coded] : undefined;
		return known && matrixProfile('srgb', known);
	}
	const packed = await content('iCCP', 3);
	if (packed !== undefined) {
		return usable(inflate(packed.subarray(packed.indexOf(0) + 2)));
	}
	if (blocks.has('sRGB')) {
		return undefined;
	}
	const gamma = (await content('gAMA', 4))?.readUInt32BE(0) ?? 0;
	const chroma = await content('cHRM', 32);
	const isUsual = gamma === 0 || Math.abs(gamma - srgbGamma) < srgbGamma / 100;
	// Numbers of 100,000ths in the order of `Primaries`.
	const said = chroma && Array.from({ length: 8 }, (_, index) => chroma.readUInt32BE(4 * index) / 100_000);
	const isWide =
		said !== undefined && primaries.srgb.some((value, index) => Math.abs(value - (said[index] ?? 0)) > 0.002);
	return isUsual && !isWide
		? undefined
		: matrixProfile(
				gamma === 0 ? 'srgb' : 100_000 / gamma,
				(said as Primaries | undefined) ?? primaries.srgb,
			);
}

/** Undefined for damaged data, or data longer than any profile. */
function inflate(packed: Buffer): Buffer | undefined {
	try {
		return inflateSync(packed, { maxOutputLength: policy.profileBytes });
	} catch {
		return undefined;
	}
}
