import type { Replacement } from '../draft.ts';
import { findOnce, withLf } from '../lineBreaks.ts';
import type { TrackedRange } from '../trackedRange.ts';

/** An insertion that can be taken back: the text written, and the text it replaced (empty for an insert). */
interface InsertedText {
	readonly text: string;
	readonly replaced: string;
}

/**
 * The edit that undoes exactly one insertion. It looks at the tracked place first; where that is unknown or gone
 * (after a reload), at the only place with the same text. Undefined where the text was changed, is gone, or is in
 * several places.
 */
export function undoLink(
	document: string,
	inserted: InsertedText,
	tracked?: TrackedRange,
): Replacement | undefined {
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
