/** White space is CSS's, which is ASCII: names may have other blanks. */
const blanks = /[ \t\n\r\f]*/y;
/** What an address without quotes consists of. An escaped HTML quote may be around it. */
const bare = /(?:[^ \t\n\r\f"'()\\]|\\(?:[\da-f]{1,6}[ \t]?|[^\n]))*/iy;

/** The offset after the white space at an offset. */
export function skipBlanks(text: string, at: number): number {
	blanks.lastIndex = at;
	return blanks.test(text) ? blanks.lastIndex : at;
}

/** The offset after the address without quotes at an offset of a stylesheet, as written in `url(…)`. */
export function skipBareUrl(text: string, at: number): number {
	bare.lastIndex = at;
	return bare.test(text) ? bare.lastIndex : at;
}

/**
 * The offset after the `url(…)` without quotes that begins at an offset of a stylesheet; undefined where there is
 * none, or it does not close before `until`.
 */
export function bareUrlFrom(text: string, at: number, until: number): number | undefined {
	if (!/^url\($/i.test(text.slice(at, at + 4)) || /[\w-]/.test(text.charAt(at - 1))) {
		return undefined;
	}
	const start = skipBlanks(text, at + 4);
	const end = skipBlanks(text, skipBareUrl(text, start));
	return end < until && end > start && text[end] === ')' ? end + 1 : undefined;
}
