/**
 * A text without its trailing characters that match, in linear time. `replace(/[…]+$/, '')` is not linear: it tries
 * each run of them from each of its characters.
 */
export function withoutEnd(text: string, character: RegExp): string {
	let end = text.length;
	while (end > 0 && character.test(text.charAt(end - 1))) {
		end -= 1;
	}
	return text.slice(0, end);
}
