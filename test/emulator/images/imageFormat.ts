import type { OutputFormat } from '../../../src/shared/model.ts';

/** The format by the first bytes, or `null`. */
export function sniffFormat(bytes: Uint8Array): OutputFormat | null {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16));
	if (head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') {
		return 'png';
	}
	if (head.toString('latin1', 0, 3) === '\xff\xd8\xff') {
		return 'jpeg';
	}
	return head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'
		? 'webp'
		: null;
}

/** Width and height from the header of a PNG, JPEG or WebP file. Throws if there are none. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } {
	const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	switch (sniffFormat(bytes)) {
		case 'png':
			return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
		case 'jpeg':
			return jpegSize(view);
		case 'webp':
			return webpSize(view);
		case null:
			throw new TypeError('Neither PNG nor JPEG nor WebP.');
	}
}

function jpegSize(view: Buffer): { width: number; height: number } {
	for (let at = 2; at < view.length; at += 2 + view.readUInt16BE(at + 2)) {
		const marker = view.readUInt8(at + 1);
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) {
			return { width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) };
		}
	}
	throw new TypeError('A JPEG without a frame.');
}

function webpSize(view: Buffer): { width: number; height: number } {
	const kind = view.toString('latin1', 12, 16);
	if (kind === 'VP8X') {
		return { width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 };
	}
	if (kind === 'VP8L') {
		const bits = view.readUInt32LE(21);
		return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
	}
	return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff };
}
