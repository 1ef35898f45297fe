import { moveRange, type TrackedRange } from './trackedRange.ts';

/** A replacement of `[start, end)`; offsets are UTF-16. */
export interface Replacement {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

export type Draft = ReturnType<typeof createDraft>;

/** A document's text while several edits are planned, each on the result of those before it. */
export function createDraft(first: string) {
	let text = first;
	let edits: readonly Replacement[] = [];
	const followed: { range: TrackedRange | undefined }[] = [];
	return {
		get text(): string {
			return text;
		},
		/** Replaces a part of the text as it is now. */
		replace(edit: Replacement) {
			edits = withEdit(edits, text, edit);
			text = replaced(text, edit);
			const change = { rangeOffset: edit.start, rangeLength: edit.end - edit.start, text: edit.text };
			for (const each of followed) {
				each.range = each.range && moveRange(each.range, [change]);
			}
		},
		/**
		 * Tracks a range of the text as it is now; the function returns where it is later, or undefined once its text is
		 * gone.
		 */
		follow(start: number, end: number): () => TrackedRange | undefined {
			const each: { range: TrackedRange | undefined } = { range: { start, end, changed: false } };
			followed.push(each);
			return () => each.range;
		},
		/** All changes as edits of the original text, in document order; no two touch. */
		edits: (): readonly Replacement[] => edits,
	};
}

function replaced(text: string, edit: Replacement): string {
	return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

/** Edits of an original text, plus one edit of the text that they produce; touching edits are merged. */
function withEdit(edits: readonly Replacement[], text: string, edit: Replacement): readonly Replacement[] {
	let shift = 0;
	const placed = edits.map(each => {
		const start = each.start + shift;
		shift += each.text.length - (each.end - each.start);
		return { each, start, end: start + each.text.length };
	});
	const before = placed.filter(({ end }) => end < edit.start);
	const after = placed.filter(({ start }) => start > edit.end);
	const touched = placed.slice(before.length, placed.length - after.length);
	const [head, tail] = [touched[0], touched.at(-1)];
	const from = Math.min(edit.start, head?.start ?? edit.start);
	const until = Math.max(edit.end, tail?.end ?? edit.end);
	const moved = before.reduce((sum, { each }) => sum + each.text.length - (each.end - each.start), 0);
	const start = from - moved;
	const end = tail === undefined ? until - moved : tail.each.end + until - tail.end;
	const whole = text.slice(from, edit.start) + edit.text + text.slice(edit.end, until);
	return [...before.map(({ each }) => each), { start, end, text: whole }, ...after.map(({ each }) => each)];
}
