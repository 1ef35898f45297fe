/** How many names a sentence bears. */
const fewNames = 3;
/** How many lines a dialog bears. */
const fewLines = 10;

/** `a.webp, b.webp`; of more than three, their number: `4 images`. @param names at least one. */
export function nameImages(names: readonly string[]): string {
	return names.length <= fewNames ? names.join(', ') : `${names.length} images`;
}

/** A line each, and how many more there are than ten. */
export function listLines(lines: readonly string[]): string {
	const more = lines.length - fewLines;
	return [...lines.slice(0, fewLines), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
