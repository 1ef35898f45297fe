import { asBuffer } from '../text/asBuffer.ts';
import { damaged, truncated, type ImageSize, type Structure } from './imageStructure.ts';

/** `RIFF`, the length of all that follows, `WEBP`. */
const containerHeader = 12;
const chunkHeader = 8;
/** Frame tag, start code and dimensions of a lossy frame. */
const lossyHeader = 10;

interface Chunk {
	type: string;
	data: Buffer;
}

/** Size of a lossy frame (RFC 6386 §9.1), or undefined where its header is impossible. */
function lossySize(frame: Buffer): ImageSize | undefined {
	const isKeyFrame = frame.length > lossyHeader && (frame.readUInt8(0) & 1) === 0;
	if (!isKeyFrame || frame.readUIntBE(3, 3) !== 0x9d012a) {
		return undefined;
	}
	const width = frame.readUInt16LE(6) & 0x3fff;
	const height = frame.readUInt16LE(8) & 0x3fff;
	return width > 0 && height > 0 ? { width, height } : undefined;
}

/** Whether the first partition that a lossy frame declares, and some data after it, are inside the frame. */
function holdsFirstPartition(frame: Buffer): boolean {
	return lossyHeader + (frame.readUIntLE(0, 3) >> 5) < frame.length;
}

/** Size of a lossless frame (RFC 9649 §3.4), or undefined where its header is impossible. */
function losslessSize(frame: Buffer): ImageSize | undefined {
	if (frame.length <= 5 || frame.readUInt8(0) !== 0x2f) {
		return undefined;
	}
	const bits = frame.readUInt32LE(1);
	return bits >>> 29 === 0 ? { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } : undefined;
}

/** Size of the canvas of the extended format (RFC 9649 §2.7). */
function canvasSize(header: Buffer): ImageSize | undefined {
	return header.length < 10
		? undefined
		: { width: header.readUIntLE(4, 3) + 1, height: header.readUIntLE(7, 3) + 1 };
}

function sizeOf({ type, data }: Chunk): ImageSize | undefined {
	switch (type) {
		case 'VP8 ':
			return lossySize(data);
		case 'VP8L':
			return losslessSize(data);
		case 'VP8X':
			return canvasSize(data);
		default:
			return undefined;
	}
}

/** The chunks of `data`; undefined where the last one is cut. Chunks are padded to even lengths, the last may not be. */
function readChunks(data: Buffer): Chunk[] | undefined {
	const chunks: Chunk[] = [];
	let at = 0;
	while (at < data.length) {
		if (at + chunkHeader > data.length) {
			return undefined;
		}
		const length = data.readUInt32LE(at + 4);
		const end = at + chunkHeader + length;
		if (end > data.length) {
			return undefined;
		}
		chunks.push({ type: data.toString('latin1', at, at + 4), data: data.subarray(at + chunkHeader, end) });
		at = end + (length % 2);
	}
	return chunks;
}

const isFrame = ({ type }: Chunk): boolean => type === 'VP8 ' || type === 'VP8L';

/** What is wrong with the frames among `chunks`, or undefined. An animation's frames are inside ANMF chunks. */
function frameFault(chunks: Chunk[]): string | undefined {
	const frames = chunks.filter(isFrame);
	for (const { data } of chunks.filter(({ type }) => type === 'ANMF')) {
		const inner = readChunks(data.subarray(16));
		const frame = inner?.find(isFrame);
		if (frame === undefined) {
			return 'an animation frame without an image';
		}
		frames.push(frame);
	}
	if (frames.length === 0) {
		return 'no image data';
	}
	if (frames.some(frame => sizeOf(frame) === undefined)) {
		return 'impossible frame header';
	}
	const cut = frames.some(({ type, data }) => type === 'VP8 ' && !holdsFirstPartition(data));
	return cut ? 'a frame is shorter than its first partition' : undefined;
}

/** Size from the first chunk; undefined where that is cut short or impossible. */
export function webpSize(bytes: Uint8Array): ImageSize | undefined {
	const webp = asBuffer(bytes);
	const start = containerHeader + chunkHeader;
	const type = webp.toString('latin1', containerHeader, containerHeader + 4);
	return webp.length < start ? undefined : sizeOf({ type, data: webp.subarray(start) });
}

/**
 * Walks the chunks of the whole container, whose declared length must be there. Bytes after it are tolerated (RFC
 * 9649 §2.4). Frame headers are read, pixels are not decoded.
 */
export function checkWebp(bytes: Uint8Array): Structure {
	const webp = asBuffer(bytes);
	if (webp.length < containerHeader) {
		return truncated('the header is cut');
	}
	const end = 8 + webp.readUInt32LE(4);
	if (end > webp.length) {
		return truncated(`${end} bytes were declared, ${webp.length} are there`);
	}
	const chunks = readChunks(webp.subarray(containerHeader, Math.max(end, containerHeader)));
	if (chunks === undefined) {
		return damaged('a chunk is longer than its container');
	}
	const size = chunks[0] === undefined ? undefined : sizeOf(chunks[0]);
	if (size === undefined) {
		return damaged('impossible header');
	}
	const fault = frameFault(chunks);
	return fault === undefined ? { ok: true, size } : damaged(fault);
}
