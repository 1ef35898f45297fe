import { codePoints } from '../text/codePoints.ts';

/** Longest slug, in code points. */
const maxSlugLength = 48;

/** Below this share of the longest slug, a cut at a word boundary would lose too much. */
const shortestCut = maxSlugLength / 2;

/** A letter or digit with the marks that belong to it. */
const words = /(?:[\p{L}\p{N}]\p{M}*)+/gu;

/** Marks and joiners that are invisible or only change how the character before them is drawn. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u20e3]/gu;

/** As many whole characters (a letter with its marks) as fit into `limit` code points. */
function cutCharacters(word: string, limit: number): string {
	let length = 0;
	let kept = '';
	for (const [character] of word.matchAll(/\P{M}\p{M}*/gu)) {
		length += codePoints(character);
		if (length > limit) {
			break;
		}
		kept += character;
	}
	return kept;
}

/**
 * A prompt as the stem of a file name: its letters and digits, of any script, in lower case, with hyphens
 * between words. NFC, at most 48 code points, cut between words unless that would leave less than half.
 * `image` for a prompt without letters and digits.
 */
export function slug(prompt: string): string {
	const text = prompt
		.normalize('NFC')
		.replace(invisible, '')
		.replace(/(?<=\p{L})['’](?=\p{L})/gu, '');
	let result = '';
	for (const [word] of text.toLowerCase().normalize('NFC').matchAll(words)) {
		const start = result === '' ? '' : `${result}-`;
		const room = maxSlugLength - codePoints(start);
		if (codePoints(word) <= room) {
			result = start + word;
			continue;
		}
		const cut = codePoints(result) < shortestCut ? cutCharacters(word, room) : '';
		result = cut === '' ? result : start + cut;
		break;
	}
	return result === '' ? 'image' : result;
}
