const pathAtEnd = /^(.*)\s(\S*\.(?:png|jpe?g|webp))$/is;
/** The fewest letters of a word that can tell one name from another. */
const shortest = 3;

/** A text without the path at its end if the path is of an image made from the text: named after one of its words. */
export function withoutMadePath(text: string): string {
	const [, before = '', path = ''] = pathAtEnd.exec(text) ?? [];
	const known = new Set(wordsOf(before));
	const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
	const isNamedAfter = wordsOf(name).some(word => word.length >= shortest && known.has(word));
	return isNamedAfter ? before.trimEnd() : text;
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
