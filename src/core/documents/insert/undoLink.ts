import { findOnce, withLf } from '../lineBreaks.ts';
import type { TrackedRange } from '../trackedRange.ts';

/** An insertion that can be taken back: what was written, and what stood there before (empty for an insert). */
export interface InsertedText {
	readonly text: string;
	readonly replaced: string;
}

/**
 * The edit that takes exactly one insertion back. It looks at the tracked place first; where that is unknown or
 * gone (after a reload), at the one place where the same text stands. Undefined where the text was changed,
 * is gone, or stands in several places.
 */
export function undoLink(
	document: string,
	inserted: InsertedText,
	tracked?: TrackedRange,
): { readonly start: number; readonly end: number; readonly text: string } | undefined {
	if (tracked?.changed) {
		return undefined;
	}
	const place =
		tracked && withLf(document.slice(tracked.start, tracked.end)) === withLf(inserted.text)
			? tracked
			: findOnce(document, inserted.text);
	return place && inserted.text !== ''
		? { start: place.start, end: place.end, text: inserted.replaced }
		: undefined;
}
