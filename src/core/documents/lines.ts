export function isBlank(character: string | undefined): boolean {
	return character !== undefined && /\s/.test(character);
}

export function startOfLine(text: string, offset: number): number {
	return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset after the last character of the line, before its CR or LF. */
export function endOfLine(text: string, offset: number): number {
	const next = text.indexOf('\n', offset);
	if (next < 0) {
		return text.length;
	}
	return next > offset && text[next - 1] === '\r' ? next - 1 : next;
}

/** Where the next line begins, or undefined in the last one. */
export function nextLine(text: string, offset: number): number | undefined {
	const next = text.indexOf('\n', offset);
	return next < 0 ? undefined : next + 1;
}

/** The whole line at an offset, without its line break. */
export function lineAt(text: string, offset: number): string {
	return text.slice(startOfLine(text, offset), endOfLine(text, offset));
}

/** The line below the one at an offset; empty where there is none. */
export function lineBelow(text: string, offset: number): string {
	const next = nextLine(text, offset);
	return next === undefined ? '' : lineAt(text, next);
}

/** The white space a line begins with. */
export function indentation(line: string): string {
	return /^[^\S\r\n]*/.exec(line)?.[0] ?? '';
}

/**
 * The indentation of a line of markup below the one that ends at `lineEnd`: that of the content where the text
 * up to `end` has just opened an element.
 */
export function contentIndentation(text: string, end: number, lineEnd: number): string {
	const here = indentation(lineAt(text, end));
	const below = lineBelow(text, lineEnd);
	const opened = /[>{]/.test(text.charAt(end - 1)) && !/[-/?%]/.test(text.charAt(end - 2));
	const deeper = indentation(below);
	return opened && below.trim() !== '' && deeper.startsWith(here) ? deeper : here;
}

/** The starts of the lines that a line is the content of, the nearest first: each is the next above that is less indented. */
export function ownersOf(text: string, offset: number): readonly number[] {
	const owners: number[] = [];
	let depth = indentation(lineAt(text, offset)).length;
	let at = startOfLine(text, offset);
	while (depth > 0 && at > 0) {
		at = startOfLine(text, at - 1);
		const line = lineAt(text, at);
		if (line.trim() !== '' && indentation(line).length < depth) {
			owners.push(at);
			depth = indentation(line).length;
		}
	}
	return owners;
}
