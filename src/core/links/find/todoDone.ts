import { withoutMadePath } from '../../prompts/madePath.ts';
import { endOfLine } from '../documentLines.ts';
import type { TodoImage } from './todoImages.ts';

/** Characters of a line that are looked at. */
const longest = 2000;
/** Characters of a prompt that a line has to repeat. */
const enough = 60;

const image = /\.(?:png|jpe?g|webp)\b|<[\w.]*(?:img|image|picture)\b|!\[|\bimage\b/i;

/**
 * Whether a comment's image is made: its path stands behind the words, or the line below the comment shows an image with
 * those words.
 *
 * @param commentEnd behind its last line
 */
export function isDone(text: string, { start, end, prompt }: TodoImage, commentEnd: number): boolean {
	const said = text.slice(Math.max(start, end - longest), end);
	if (withoutMadePath(said) !== said) {
		return true;
	}
	const below = lineBelow(text, commentEnd);
	return image.test(below) && words(below).includes(words(prompt).slice(0, enough));
}

/** The next line that is not blank, where there is one within two. */
function lineBelow(text: string, from: number): string {
	let end = endOfLine(text, from);
	for (let lines = 0; lines < 2 && end < text.length; lines += 1) {
		const start = end + 1;
		end = endOfLine(text, start);
		const line = text.slice(start, Math.min(end, start + longest));
		if (line.trim() !== '') {
			return line;
		}
	}
	return '';
}

/** Letters and digits alone, whatever is escaped how. */
function words(text: string): string {
	return ` ${text
		.toLowerCase()
		.replace(/&#?\w{1,10};|\\./g, ' ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()} `;
}
