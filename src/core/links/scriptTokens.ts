/** Words after which an expression begins, so that `/` opens a regular expression and `<` an element. */
export const operators =
	/^(?:return|typeof|case|do|else|in|of|instanceof|new|void|delete|yield|await|default|throw|extends)$/;

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

/** Behind a regular expression's flags; undefined where it does not end on its line. */
export function endOfPattern(text: string, start: number, until: number): number | undefined {
	let inClass = false;
	for (let at = start + 1; at < until && text[at] !== '\n'; at++) {
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
	return undefined;
}
