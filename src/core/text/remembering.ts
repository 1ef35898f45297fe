/** Longer texts are rare. */
const longest = 1000;

/** A function of a text that keeps its results, for texts that come again, as after each keystroke in a document. */
export function remembering<T>(compute: (text: string) => T, most = 2000): (text: string) => T {
	const known = new Map<string, { readonly result: T }>();
	return text => {
		const found = known.get(text);
		if (found !== undefined) {
			return found.result;
		}
		const result = compute(text);
		if (known.size >= most) {
			known.clear();
		}
		if (text.length <= longest) {
			known.set(text, { result });
		}
		return result;
	};
}
