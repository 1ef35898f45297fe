import { limits } from '../../shared/limits.ts';
import type { OutputFormat } from '../../shared/model.ts';
import { detectFormat, isOutputFormat, type DetectedFormat } from './imageFormat.ts';
import type { ImageSize, Structure } from './imageStructure.ts';
import { checkJpeg, jpegSize } from './jpegStructure.ts';
import { checkPng, pngSize } from './pngStructure.ts';
import { checkWebp, webpSize } from './webpStructure.ts';

/** Dimensions are pixels. */
export interface ImageInfo extends ImageSize {
	format: OutputFormat;
}

/** Why bytes are not an image that can be saved. */
export type ImageFault =
	| { code: 'empty' }
	| { code: 'tooLarge'; bytes: number; limit: number }
	/** Recognized as something else, or as nothing at all. */
	| { code: 'notAnImage'; detected: DetectedFormat | undefined }
	/** An image, in a format that is not accepted. */
	| { code: 'unsupportedFormat'; detected: DetectedFormat }
	/** The file ends before its image does. */
	| { code: 'truncated'; format: OutputFormat; detail: string }
	| { code: 'damaged'; format: OutputFormat; detail: string };

type ImageCheck = { ok: true; image: ImageInfo } | { ok: false; fault: ImageFault };

const checks: Record<OutputFormat, (bytes: Uint8Array) => Structure> = {
	webp: checkWebp,
	png: checkPng,
	jpeg: checkJpeg,
};

const sizes: Record<OutputFormat, (bytes: Uint8Array) => ImageSize | undefined> = {
	webp: webpSize,
	png: pngSize,
	jpeg: jpegSize,
};

/** Format and size from the header alone; the first 64 kB of a file are enough unless a JPEG carries more metadata. */
export function imageHeader(bytes: Uint8Array): ImageInfo | undefined {
	const format = detectFormat(bytes);
	const size = isOutputFormat(format) ? sizes[format](bytes) : undefined;
	return isOutputFormat(format) && size !== undefined ? { format, ...size } : undefined;
}

/**
 * Checks that the bytes are one whole PNG, JPEG or WebP file, from the signature to the end marker, without decoding
 * any pixels. A file that is cut off anywhere is refused.
 */
export function verifyImage(bytes: Uint8Array): ImageCheck {
	if (bytes.length === 0) {
		return { ok: false, fault: { code: 'empty' } };
	}
	if (bytes.length > limits.imageBytes) {
		return { ok: false, fault: { code: 'tooLarge', bytes: bytes.length, limit: limits.imageBytes } };
	}
	const detected = detectFormat(bytes);
	if (!isOutputFormat(detected)) {
		return { ok: false, fault: otherFormat(detected) };
	}
	const structure = checks[detected](bytes);
	if (structure.ok) {
		return { ok: true, image: { format: detected, ...structure.size } };
	}
	return { ok: false, fault: { code: structure.code, format: detected, detail: structure.detail } };
}

function otherFormat(detected: DetectedFormat | undefined): ImageFault {
	const isText = detected === 'html' || detected === 'json' || detected === 'xml';
	return detected === undefined || isText
		? { code: 'notAnImage', detected }
		: { code: 'unsupportedFormat', detected };
}

/** The fault in plain English, for logs and as a fallback. */
export function describeFault(fault: ImageFault): string {
	switch (fault.code) {
		case 'empty':
			return 'no bytes';
		case 'tooLarge':
			return `${fault.bytes} bytes, more than the ${fault.limit} that are accepted`;
		case 'notAnImage':
			return fault.detected === undefined ? 'not an image' : `${fault.detected.toUpperCase()}, not an image`;
		case 'unsupportedFormat':
			return `${fault.detected.toUpperCase()}, which is not supported`;
		case 'truncated':
			return `cut short: ${fault.detail}`;
		case 'damaged':
			return `damaged: ${fault.detail}`;
	}
}
