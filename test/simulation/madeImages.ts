import { crc32, deflateSync } from 'node:zlib';
import { contentHash } from '../../src/core/images/contentHash.ts';

function chunk(type: string, data: Buffer): Buffer {
	const whole = Buffer.alloc(12 + data.length);
	whole.writeUInt32BE(data.length, 0);
	whole.write(type, 4, 'latin1');
	data.copy(whole, 8);
	whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length);
	return whole;
}

const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
const before = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header)]);
const after = Buffer.concat([chunk('IDAT', deflateSync(Buffer.alloc(4))), chunk('IEND', Buffer.alloc(0))]);

/** A whole PNG of one pixel that differs from every other one by its text. */
export function imageOf(text: string): Buffer {
	return Buffer.concat([before, chunk('tEXt', Buffer.from(`Comment\0${text}`, 'latin1')), after]);
}

/** Of the image with this text. */
export const imageHash = (text: string): string => contentHash(imageOf(text));
