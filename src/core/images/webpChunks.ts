import { asBuffer } from '../text/asBuffer.ts';
import { webpSize } from './webpStructure.ts';

/** Bits of the extended header (RFC 9649 §2.7). */
const hasAlpha = 0x10;
const flags = { ICCP: 0x20, 'XMP ': 0x04 } as const;

/**
 * The same WebP with a chunk of metadata, in the extended format, where RFC 9649 §2.7 wants it: a profile before the
 * pictures, XMP at the end.
 *
 * @param file a whole one, without a chunk of that type
 */
export function withWebpChunk(file: Buffer, type: keyof typeof flags, data: Buffer): Uint8Array<ArrayBuffer> {
	const first = file.toString('latin1', 12, 16);
	let extended = Buffer.alloc(10);
	let rest = file.subarray(12);
	if (first === 'VP8X') {
		extended = Buffer.from(file.subarray(20, 30));
		rest = file.subarray(30);
	} else {
		const { width = 1, height = 1 } = webpSize(file) ?? {};
		// A lossless frame says itself whether it has alpha (RFC 9649 §3.4).
		extended[0] = first === 'VP8L' && ((file.readUInt32LE(21) >>> 28) & 1) === 1 ? hasAlpha : 0;
		extended.writeUIntLE(width - 1, 4, 3);
		extended.writeUIntLE(height - 1, 7, 3);
	}
	extended[0] = (extended[0] ?? 0) | flags[type];
	const chunk = riffChunk(type, data);
	const parts = type === 'ICCP' ? [chunk, rest] : [rest, Buffer.alloc(rest.length % 2), chunk];
	const whole = new Uint8Array(Buffer.concat([file.subarray(0, 12), riffChunk('VP8X', extended), ...parts]));
	asBuffer(whole).writeUInt32LE(whole.length - 8, 4);
	return whole;
}

function riffChunk(type: string, data: Buffer): Buffer {
	const head = Buffer.alloc(8);
	head.write(type, 0, 'latin1');
	head.writeUInt32LE(data.length, 4);
	return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
