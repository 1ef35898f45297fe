/** A text on one line, with an ellipsis if it is longer than `limit` code points. */
export function shorten(text: string, limit: number): string {
	const points = Array.from(text.replace(/\s+/g, ' ').trim());
	return points.length <= limit ? points.join('') : `${points.slice(0, limit).join('').trimEnd()}…`;
}
