import type { AddressFault } from '../addresses/addressError.ts';
import { detectFormat, isOutputFormat, type DetectedFormat } from '../images/imageFormat.ts';
import { imageHeader, type ImageInfo } from '../images/verifyImage.ts';
import { policy } from '../policy.ts';

/** Why a file or an address cannot be an input image. */
export type ReferenceFault =
	| { readonly code: 'missing' }
	| { readonly code: 'folder' }
	/** A pipe, a socket or a device: reading it may never end. */
	| { readonly code: 'notAFile' }
	| { readonly code: 'unreadable' }
	| { readonly code: 'empty' }
	| { readonly code: 'tooLarge'; readonly bytes: number }
	| { readonly code: 'notAnImage' }
	/** An image, in a format that the service does not take. */
	| { readonly code: 'unsupported'; readonly detected: DetectedFormat }
	/** The format is right, but the header has no size. */
	| { readonly code: 'damaged' }
	| { readonly code: 'tooManyPixels'; readonly width: number; readonly height: number }
	| { readonly code: 'badAddress'; readonly address: AddressFault };

type ReferenceCheck =
	{ readonly ok: true; readonly image: ImageInfo } | { readonly ok: false; readonly fault: ReferenceFault };

/**
 * How much of a file's beginning is read: first a little, then, if it contained no size, enough to find the frame of
 * a JPEG after its thumbnails, color profile and edit history.
 */
export const headLengths = [256 * 1024, 8 * 1024 * 1024] as const;

const textFormats: ReadonlySet<DetectedFormat> = new Set(['html', 'json', 'xml']);

/**
 * Checks a file by its length and its first bytes; nothing is decoded.
 *
 * @param head as much of the beginning as `headLengths` say.
 */
export function checkReference(bytes: number, head: Uint8Array): ReferenceCheck {
	const fault = sizeFault(bytes);
	if (fault !== undefined) {
		return { ok: false, fault };
	}
	const detected = detectFormat(head);
	if (!isOutputFormat(detected)) {
		const isText = detected === undefined || textFormats.has(detected);
		return { ok: false, fault: isText ? { code: 'notAnImage' } : { code: 'unsupported', detected } };
	}
	const image = imageHeader(head);
	if (image === undefined) {
		return { ok: false, fault: { code: 'damaged' } };
	}
	const { width, height } = image;
	return width * height > policy.reference.pixels
		? { ok: false, fault: { code: 'tooManyPixels', width, height } }
		: { ok: true, image };
}

/** What is wrong with a file's length alone. */
export function sizeFault(bytes: number): ReferenceFault | undefined {
	if (bytes === 0) {
		return { code: 'empty' };
	}
	return bytes > policy.reference.bytes ? { code: 'tooLarge', bytes } : undefined;
}
