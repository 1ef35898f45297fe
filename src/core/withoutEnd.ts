/**
 * A text without the characters at its end that are of one kind. A regular expression that looks for them would begin
 * anew at each of them, and take quadratic time.
 *
 * @param isCut gets one UTF-16 unit
 */
export function withoutEnd(text: string, isCut: (character: string) => boolean): string {
	let end = text.length;
	while (end > 0 && isCut(text.charAt(end - 1))) {
		end -= 1;
	}
	return text.slice(0, end);
}
