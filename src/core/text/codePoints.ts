/** The length of a text in code points. */
export function codePoints(text: string): number {
	let count = 0;
	for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) {
		count++;
	}
	return count;
}
