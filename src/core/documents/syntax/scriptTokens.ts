const operators = new Set(
	'return typeof case do else in of instanceof new void delete yield await default throw extends'.split(' '),
);
/** Whether an expression begins after a word, so that `/` opens a regular expression and `<` an element. */
export const isOperator = (word: string): boolean => word.length <= 10 && operators.has(word);

/** Whether the `<` where an expression may begin opens an element or fragment, not type parameters. */
export function opensElement(text: string, at: number): boolean {
	const after = text.slice(at + 1, at + 200);
	const name = /^[A-Za-z_$][\w$.:-]*|^(?=>)/.exec(after)?.[0];
	if (name === undefined) {
		return false;
	}
	const rest = after.slice(name.length);
	return (
		!/^\s*(?:,|extends\b|=[^>])/.test(rest) &&
		!(/^(?:[A-Z]|T[A-Z]\w*)$/.test(name) && /^\s*>\s*\(/.test(rest))
	);
}

/**
 * Finds where the regular expression ends that begins at an offset, before its flags; undefined where it doesn't end
 * on its line. A line with one that does not end is read once more, backwards, for all others that may begin on it.
 */
export function patternReader(text: string, until: number): (start: number) => number | undefined {
	/** For each offset of a line from `from` on, where an expression ends that is read on from there; 0 for nowhere. */
	let known: { readonly from: number; readonly to: number; readonly ends: Uint32Array } | undefined;

	function endsUpTo(from: number, to: number): Uint32Array {
		const ends = new Uint32Array(to - from + 2);
		const inClass = new Uint32Array(to - from + 2);
		for (let at = to - 1; at >= from; at -= 1) {
			const index = at - from;
			const character = text[at];
			const next = character === '\\' ? index + 2 : index + 1;
			const outside = ends[next] ?? 0;
			const inside = inClass[next] ?? 0;
			if (character === '\n') {
				continue;
			}
			ends[index] = character === '[' ? inside : character === '/' ? at + 1 : outside;
			inClass[index] = character === ']' ? outside : inside;
		}
		return ends;
	}

	return start => {
		if (known && known.from <= start && start < known.to) {
			const end = known.ends[start + 1 - known.from] ?? 0;
			return end === 0 ? undefined : end;
		}
		let inClass = false;
		let at = start + 1;
		for (; at < until && text[at] !== '\n'; at++) {
			const character = text[at];
			if (character === '\\') {
				at++;
			} else if (character === '[') {
				inClass = true;
			} else if (character === ']') {
				inClass = false;
			} else if (character === '/' && !inClass) {
				return at + 1;
			}
		}
		const lineEnd = Math.min(at, until);
		known = { from: start, to: lineEnd, ends: endsUpTo(start, lineEnd) };
		return undefined;
	};
}
