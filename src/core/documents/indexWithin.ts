/**
 * Where a mark begins in `[from, until)` and also ends there; -1 where it does not. Searching the whole rest of the
 * text for each of many short regions would take quadratic time.
 */
export function indexWithin(text: string, mark: string, from: number, until: number): number {
	return (until < text.length ? text.slice(0, until) : text).indexOf(mark, from);
}
