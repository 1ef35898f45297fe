import { findOnce, ownOffset, withLf } from './lineBreaks.ts';

/** A content change as `onDidChangeTextDocument` reports it; offsets are those before the event. */
export interface ContentChange {
	readonly rangeOffset: number;
	readonly rangeLength: number;
	readonly text: string;
}

/** A range that follows edits. `changed` means that its own text was edited; once set, it stays set. */
export interface TrackedRange {
	readonly start: number;
	readonly end: number;
	readonly changed: boolean;
}

/**
 * The range after one event. Text typed at either edge stays outside; an edit that reaches into the range marks it
 * changed. Undefined once the range's whole text was removed or written over. An empty range moves with the text
 * after it, and is gone when the text on both sides is.
 */
export function moveRange(range: TrackedRange, changes: readonly ContentChange[]): TrackedRange | undefined {
	let moved: TrackedRange | undefined = range;
	// From the last to the first, each change leaves the offsets of those before it valid.
	for (const change of [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset)) {
		moved = moved && moveOnce(moved, change);
	}
	return moved;
}

function moveOnce(range: TrackedRange, change: ContentChange): TrackedRange | undefined {
	const from = change.rangeOffset;
	const to = from + change.rangeLength;
	const shift = change.text.length - change.rangeLength;
	if (to <= range.start) {
		return { ...range, start: range.start + shift, end: range.end + shift };
	}
	if (from >= range.end) {
		return range;
	}
	if (from <= range.start && to >= range.end) {
		return undefined;
	}
	if (from < range.start) {
		return { start: from + change.text.length, end: range.end + shift, changed: true };
	}
	return { start: range.start, end: to > range.end ? from : range.end + shift, changed: true };
}

/** Saved text and what surrounds it, line breaks as LF, so that it can be found after a reload. */
export interface Anchor {
	readonly text: string;
	readonly before: string;
	readonly after: string;
}

/** Characters of the surroundings that are kept on either side. */
export const anchorContext = 64;

/** An anchor for `[start, end)` of the document. */
export function createAnchor(document: string, start: number, end: number): Anchor {
	return {
		text: withLf(document.slice(start, end)),
		before: withLf(document.slice(Math.max(0, start - 2 * anchorContext), start)).slice(-anchorContext),
		after: withLf(document.slice(end, end + 2 * anchorContext)).slice(0, anchorContext),
	};
}

/**
 * Where the anchored text is now, in the document's own offsets; undefined unless text and surroundings match at
 * exactly one place.
 */
export function findAnchor(
	document: string,
	anchor: Anchor,
): { readonly start: number; readonly end: number } | undefined {
	const whole = anchor.before + anchor.text + anchor.after;
	if (whole === '') {
		return document === '' ? { start: 0, end: 0 } : undefined;
	}
	const found = findOnce(document, whole);
	if (!found) {
		return undefined;
	}
	const offset = withLf(document.slice(0, found.start)).length + anchor.before.length;
	return { start: ownOffset(document, offset), end: ownOffset(document, offset + anchor.text.length) };
}
