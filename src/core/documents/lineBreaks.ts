/** Text with LF for every line break, CRLF and a lone CR, as anchors and comparisons keep it. */
export function withLf(text: string): string {
	return text.replace(/\r\n?/g, '\n');
}

/** The offset in a document of an offset in `withLf(document)`. */
export function ownOffset(document: string, offset: number): number {
	let at = 0;
	let left = offset;
	while (left > 0) {
		const next = document.indexOf('\r\n', at);
		if (next < 0 || next - at >= left) {
			return at + left;
		}
		left -= next - at + 1;
		at = next + 2;
	}
	return at;
}

/** Where a text is in a document, ignoring the kind of line breaks; undefined unless it occurs exactly once. */
export function findOnce(
	document: string,
	text: string,
): { readonly start: number; readonly end: number } | undefined {
	const haystack = withLf(document);
	const needle = withLf(text);
	const start = haystack.indexOf(needle);
	if (needle === '' || start < 0 || haystack.includes(needle, start + 1)) {
		return undefined;
	}
	return { start: ownOffset(document, start), end: ownOffset(document, start + needle.length) };
}
