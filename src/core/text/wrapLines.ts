/** East Asian wide and emoji characters, which take two columns. */
const wide =
	/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u;

/** Breaks a text at its spaces into lines of at most so many columns; a longer word is a line of its own. */
export function wrapLines(text: string, columns: number): readonly string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/)) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && widthOf(longer) > columns) {
			lines.push(line);
			line = word;
		} else {
			line = longer;
		}
	}
	return line === '' ? lines : [...lines, line];
}

function widthOf(text: string): number {
	return Array.from(text, character => (wide.test(character) ? 2 : 1)).reduce((sum, width) => sum + width, 0);
}
