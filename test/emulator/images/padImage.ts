import { imageSize, sniffFormat } from './imageFormat.ts';
import { pngChunk } from './png.ts';

const largestSegment = 65_533;

/**
 * The image with at least `minBytes` bytes, padded with a private chunk in PNG and WebP, or comment segments in JPEG,
 * which decoders skip. The file stays well-formed; one that is large enough is returned unchanged.
 */
export function padImage(bytes: Buffer, minBytes: number): Buffer {
	const missing = minBytes - bytes.length;
	if (missing <= 0) {
		return bytes;
	}
	switch (sniffFormat(bytes)) {
		case 'png': {
			const end = bytes.length - 12;
			return Buffer.concat([bytes.subarray(0, end), pngChunk('paDd', noise(missing)), bytes.subarray(end)]);
		}
		case 'jpeg':
			return Buffer.concat([bytes.subarray(0, 2), ...comments(missing), bytes.subarray(2)]);
		case 'webp':
			return padWebp(bytes, missing);
		case null:
			throw new TypeError('Neither PNG nor JPEG nor WebP.');
	}
}

function comments(length: number): Buffer[] {
	const segments: Buffer[] = [];
	for (let left = length; left > 0; left -= largestSegment) {
		const text = noise(Math.min(left, largestSegment));
		segments.push(Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 0xff]), text);
	}
	return segments;
}

/** Additional chunks need the extended form, so a simple file gets a `VP8X` header first. */
function padWebp(bytes: Buffer, length: number): Buffer {
	const chunks = [bytes.subarray(12)];
	const kind = bytes.toString('latin1', 12, 16);
	if (kind !== 'VP8X') {
		const { width, height } = imageSize(bytes);
		const extended = Buffer.alloc(10);
		// Bit 4 says that there is alpha, which a lossless image may have.
		extended.writeUInt8(kind === 'VP8L' && (bytes.readUInt32LE(21) >>> 28) & 1 ? 0x10 : 0, 0);
		extended.writeUIntLE(width - 1, 4, 3);
		extended.writeUIntLE(height - 1, 7, 3);
		chunks.unshift(riffChunk('VP8X', extended));
	}
	chunks.push(riffChunk('PADD', noise(length + (length % 2))));
	return riffFile(chunks);
}

function riffChunk(type: string, data: Buffer): Buffer {
	const head = Buffer.alloc(8);
	head.write(type, 0, 'latin1');
	head.writeUInt32LE(data.length, 4);
	return Buffer.concat([head, data]);
}

function riffFile(chunks: Buffer[]): Buffer {
	const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
	const head = Buffer.alloc(8);
	head.write('RIFF', 0, 'latin1');
	head.writeUInt32LE(body.length, 4);
	return Buffer.concat([head, body]);
}

/** Bytes that do not compress, the same every time. */
function noise(length: number): Buffer {
	const bytes = Buffer.alloc(length);
	let state = 0x9e3779b9;
	for (let at = 0; at < length; at++) {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		bytes[at] = state & 0xff;
	}
	return bytes;
}
