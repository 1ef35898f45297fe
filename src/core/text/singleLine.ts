/** A text as a single-line input box shows it: such a box deletes line breaks, and words would run together. */
interface SingleLine {
	/** With a space for the line breaks between words. */
	readonly shown: string;
	/** What the content of the box means: the original text with its line breaks, unless it was changed. */
	readonly meant: (typed: string) => string;
}

export function singleLine(text: string): SingleLine {
	const lines = text.split(/[\n\r\u2028\u2029]/);
	if (lines.length === 1) {
		return { shown: text, meant: typed => typed };
	}
	const shown = lines
		.map(line => line.trim())
		.filter(line => line !== '')
		.join(' ');
	return { shown, meant: typed => (typed === shown ? text : typed) };
}
