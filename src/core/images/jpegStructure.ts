import { asBuffer } from '../text/asBuffer.ts';
import { damaged, truncated, type ImageSize, type Structure } from './imageStructure.ts';

// Markers of ITU-T T.81, table B.1.
const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const temporary = 0x01;

/** SOF0 to SOF15, without DHT, JPG and DAC, which are between them. */
function isStartOfFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function isRestart(marker: number): boolean {
	return marker >= 0xd0 && marker <= 0xd7;
}

/**
 * The next marker at or after `at`, and the offset after it. Skips what may be in between: scan data with its stuffed
 * zeros and restart markers, fill bytes, and stray bytes, which decoders skip too.
 */
function nextMarker(jpeg: Buffer, at: number): { marker: number; end: number } | undefined {
	for (let found = jpeg.indexOf(0xff, at); found !== -1; found = jpeg.indexOf(0xff, found + 1)) {
		const marker = jpeg[found + 1];
		if (marker !== undefined && marker !== 0 && marker !== 0xff && !isRestart(marker)) {
			return { marker, end: found + 2 };
		}
	}
	return undefined;
}

/** A marker segment: its marker, and where its data (after the length) starts and ends. */
interface Segment {
	marker: number;
	start: number;
	end: number;
}

/**
 * The segments up to the end-of-image marker, which comes last where there is one. A segment that is cut is returned
 * with its declared length, ending past the end of the file, and is also the last.
 */
function* segments(jpeg: Buffer): Generator<Segment> {
	let at = 2;
	for (let next = nextMarker(jpeg, at); next !== undefined; next = nextMarker(jpeg, at)) {
		const { marker, end: start } = next;
		if (marker === startOfImage || marker === temporary) {
			at = start;
			continue;
		}
		if (marker === endOfImage) {
			yield { marker, start, end: start };
			return;
		}
		const length = start + 2 <= jpeg.length ? jpeg.readUInt16BE(start) : 2;
		at = start + length;
		yield { marker, start: start + 2, end: Math.max(at, start + 2) };
		if (at > jpeg.length) {
			return;
		}
	}
}

function frameSize(jpeg: Buffer, frame: Segment): ImageSize | undefined {
	if (frame.end - frame.start < 6 || frame.end > jpeg.length) {
		return undefined;
	}
	const height = jpeg.readUInt16BE(frame.start + 1);
	const width = jpeg.readUInt16BE(frame.start + 3);
	return width > 0 && height > 0 ? { width, height } : undefined;
}

/** Size from the first frame header; undefined where there is none. */
export function jpegSize(bytes: Uint8Array): ImageSize | undefined {
	const jpeg = asBuffer(bytes);
	for (const segment of segments(jpeg)) {
		if (isStartOfFrame(segment.marker)) {
			return frameSize(jpeg, segment);
		}
	}
	return undefined;
}

/**
 * Walks every marker, through all scans, up to the end-of-image marker. Bytes after that are tolerated, as every
 * decoder does. A marker inside a segment (the thumbnail in an Exif block) is ignored.
 */
export function checkJpeg(bytes: Uint8Array): Structure {
	const jpeg = asBuffer(bytes);
	let size: ImageSize | undefined;
	let scans = 0;
	for (const segment of segments(jpeg)) {
		if (segment.end > jpeg.length) {
			return truncated(`the segment at byte ${segment.start} is cut`);
		}
		if (segment.marker === endOfImage) {
			return size !== undefined && scans > 0 ? { ok: true, size } : damaged('no image data');
		}
		if (isStartOfFrame(segment.marker)) {
			size ??= frameSize(jpeg, segment);
			if (size === undefined) {
				return damaged('impossible frame header');
			}
		}
		if (segment.marker === startOfScan) {
			if (size === undefined) {
				return damaged('a scan without a frame');
			}
			scans += 1;
		}
	}
	return truncated(`ends at byte ${jpeg.length}, before the end-of-image marker`);
}
