/** A text as a box of one line shows it: such a box deletes line breaks, and words would run together. */
export interface SingleLine {
	/** With a space for the line breaks between words. */
	readonly shown: string;
	/** What is meant by what stands in the box: the text itself, line breaks and all, where nobody has changed it. */
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
