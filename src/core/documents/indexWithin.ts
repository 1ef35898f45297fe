/**
 * Where a mark begins in `[from, until)` and also ends there; -1 where it does not. Searching the whole rest of the
 * text for each of many short regions would take quadratic time.
 */
export function indexWithin(text: string, mark: string, from: number, until: number): number {
	return (until < text.length ? text.slice(0, until) : text).indexOf(mark, from);
}

/**
 * Finds the next of some characters, or the end of the text. It may only be asked for ever later offsets, as the search
 * for each character goes on from where it was found last.
 */
export function searchFor(characters: Iterable<string>, text: string): (from: number) => number {
	const known = Array.from(characters, character => ({ character, at: -1 }));
	return from => {
		let first = text.length;
		for (const each of known) {
			if (each.at < from) {
				const at = text.indexOf(each.character, from);
				each.at = at < 0 ? Infinity : at;
			}
			first = Math.min(first, each.at);
		}
		return first;
	};
}
