import { crc32 } from 'node:zlib';

/** One chunk of a PNG with its length and CRC (PNG, third edition, §5.3). */
export function pngChunk(type: string, data: Buffer): Buffer {
	const whole = Buffer.alloc(12 + data.length);
	whole.writeUInt32BE(data.length, 0);
	whole.write(type, 4, 'latin1');
	data.copy(whole, 8);
	whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length);
	return whole;
}
