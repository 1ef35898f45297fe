import { promisify } from 'node:util';
import { createDeflate, crc32, deflate } from 'node:zlib';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** One PNG chunk with its length and CRC. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
	const chunk = Buffer.alloc(12 + data.length);
	chunk.writeUInt32BE(data.length, 0);
	chunk.write(type, 4, 'latin1');
	chunk.set(data, 8);
	chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
	return chunk;
}

/** A PNG of RGBA pixels. */
export async function encodePng(pixels: Uint8Array, width: number, height: number): Promise<Buffer> {
	const lines = Buffer.alloc(height * (1 + width * 4));
	for (let y = 0; y < height; y++) {
		lines.set(pixels.subarray(y * width * 4, (y + 1) * width * 4), y * (1 + width * 4) + 1);
	}
	return pngFile(header(width, height, 8, 6), await promisify(deflate)(lines));
}

/** A well-formed PNG of 30,000 × 30,000 pixels in about 110 kB: 3.6 GB when decoded to RGBA. */
export async function pixelBomb(): Promise<Buffer> {
	const side = 30_000;
	const lineBytes = 1 + Math.ceil(side / 8);
	const stream = createDeflate({ level: 9 });
	const chunk = Buffer.alloc(lineBytes * 300);
	const packed: Buffer[] = [];
	stream.on('data', (data: Buffer) => packed.push(data));
	for (let lines = 0; lines < side; lines += 300) {
		if (!stream.write(chunk)) {
			await new Promise(resolve => stream.once('drain', resolve));
		}
	}
	await new Promise(resolve => stream.on('end', resolve).end());
	return pngFile(header(side, side, 1, 0), Buffer.concat(packed));
}

function header(width: number, height: number, bitDepth: number, colorType: number): Buffer {
	const data = Buffer.alloc(13);
	data.writeUInt32BE(width, 0);
	data.writeUInt32BE(height, 4);
	data.writeUInt8(bitDepth, 8);
	data.writeUInt8(colorType, 9);
	return data;
}

function pngFile(head: Buffer, packed: Buffer): Buffer {
	return Buffer.concat([
		signature,
		pngChunk('IHDR', head),
		pngChunk('IDAT', packed),
		pngChunk('IEND', Buffer.alloc(0)),
	]);
}
