/** The longest alternative text that is read out well, in code points. */
const longest = 125;

/** The first sentence of a text, at most 125 characters of it, cut at the end of a word. */
export function shortAlt(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	const [sentence = line] = /^.*?(?:[^.\s\d]{2}[.!?](?=\s+[^\p{Ll}\s])|[。！？])/u.exec(line) ?? [];
	const points = Array.from(sentence);
	if (points.length <= longest) {
		return sentence;
	}
	const cut = points.slice(0, longest + 1).join('');
	const space = cut.lastIndexOf(' ');
	return space > 0
		? cut
				.slice(0, space)
				.replace(/[,;:–—-]$/u, '')
				.trimEnd()
		: points.slice(0, longest).join('');
}
