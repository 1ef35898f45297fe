/** The longest alternative text that is read out well, in code points. */
const longest = 125;

/** Up to a mark that ends a sentence, rather than an abbreviation: those before a name, and single letters. */
const firstSentence =
	/^.*?(?:(?<=[^.\s\d]{2})(?<!(?<![\p{L}\p{M}])(?:Dr|Ste?|Mt|Mrs?|Ms|Mme|Mlle|Prof|Frl?|Hr|Sra?|Srta|Nr|No|ca|vs|Fig|др|ул|им))[.!?؟।۔]["'”’»)]?(?=\s+[^\p{Ll}\s])|[。！？])/u;

/** The first sentence of a text, at most 125 characters of it, cut at the end of a word. */
export function shortAlt(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	const [sentence = line] = firstSentence.exec(line) ?? [];
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
