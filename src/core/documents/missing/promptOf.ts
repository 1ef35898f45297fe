import { cleanLine } from '../../text/cleanText.ts';
import { remembering } from '../../text/remembering.ts';
import type { ImageReference } from '../references/imageReference.ts';
import { isAnySection, isFiller, meansImage } from './fillers.ts';
import { withoutEnd } from '../../withoutEnd.ts';
import { withoutSize } from '../sizeInName.ts';

/** A file's name, an address, a key of translations, an emoji by its name, or what a template fills in. */
const notText =
	/^\S*\.(?:png|jpe?g|webp|gif|avif|svg)$|^(?:https?:\/\/|\.{0,2}\/)\S*$|^[a-z][\w-]{0,60}(?:\.[a-z_][\w-]{0,60}){2,6}$|^(?::[\w+-]{1,60}: ?){1,9}$|^(?:\{.*\}|<.*>|%.*%|\$\w+)$|\{\{|\{%|<%|\$\{/i;
/** Two letters, or one that has no upper or lower case, such as an ideograph. */
const letters = /\p{L}[^]*\p{L}|\p{Lo}/u;
/** What presentations in Markdown write instead of a description, in lower case: `bg right:40% w:600`. */
const layout =
	/^(?:bg|fit|inline|cover|contain|auto|left|right|fill|filtered|original|corner-radius|vertical|\d{1,4}(?:%|px)?|(?:w|h|width|height|left|right|blur|brightness|contrast|opacity|grayscale|sepia|saturate|invert)(?::\S*)?)$/;
/** Names that say who made a photo. */
const stock = /^pexels-[\w-]+-\d{4,}.*|^.*-[\w-]{11}-unsplash\b.*/i;
const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** Words in folders and names that aren't a subject, besides those for an image. */
const empty =
	/^(?:(?:slide|tmp|temp|asset|file|ezgif|screencapture|wa|dummy)\d*|(?:item|page|step|part|schritt|paso|étape)\d+|(?:final|copy|draft|v)\d*|\dx|min|new|old|단계\d+|imagenes)$/;
/** Within `nightMarket`. */
const hump = /(?<=\p{Ll})(?=\p{Lu})/gu;
/** What is left of a name that only counts: `a`, `2b`, `t1`. */
const counter = /^(?:[a-z]|[a-z]?\d+[a-z]?)$/;
/** What stands between the name of a screenshot and its time. */
const ofTime = /^(?:at|um|à|às|오전|오후|am|pm)$/;

/**
 * The prompt that a reference to a missing image implies, on one line: its alternative text, else its title, its
 * caption, its ARIA label, else the heading above and the words of its file name. A text that is only a file name or
 * a filler (`image`, `photo 2`) says nothing. Empty where none of these says anything.
 */
export function promptFor(reference: Pick<ImageReference, 'texts' | 'path' | 'icon'>): string {
	const { alt, title, caption, ariaLabel, heading } = reference.texts;
	const said = [alt, title, caption, ariaLabel].find(text => describes(text, reference.path));
	if (said !== undefined) {
		return read(said).line;
	}
	const { line, says } = read(heading ?? '');
	const above = says && !isAnySection(line) ? line : '';
	if (reference.icon !== undefined) {
		// Its name says which one of a set it is, at most.
		return above === '' ? '' : `${above}, app icon`;
	}
	const words = nameWords(reference.path);
	// A name that only repeats words of the heading, or counts below it, adds nothing.
	const known = new Set(wordsOf(`${above} ${above.replace(hump, ' ')}`));
	const adds = words.some(word => {
		const lower = word.toLowerCase();
		return (
			!known.has(lower) && !known.has(withoutEnd(lower, /\d/)) && (above === '' || !/^[a-z]\d+$/.test(lower))
		);
	});
	return [above, adds ? words.join(' ') : ''].filter(part => part !== '').join(', ');
}

/** A text on one line, without characters that only say where it may break, and whether it says something. */
const read = remembering((text: string) => {
	const line = cleanLine(text.replace(/[\u00ad\u200b\u2060]/g, ''));
	return { line, says: saysSomething(line) };
});

/** Whether a text describes an image, rather than repeating the name of its file as no one writes it. */
export function describes(text: string | undefined, path: string): boolean {
	const { line, says } = read(text ?? '');
	const isName = () => {
		const name = plainName(baseName(path));
		const same = plainName(line);
		return same === name || (!written.test(line) && same.toLowerCase() === name.toLowerCase());
	};
	return says && (line.includes(' ') || !/[-_\d]/.test(line) || !isName());
}

/** What may be a word although a file is named like it, apart from letter case: `COVID-19`, `E-commerce`. */
const written = /^(?=.*\p{L}{2})[^_]*$/u;
const plainName = (text: string): string => text.replace(/[-_.]/g, '');
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');

/** Whether a text describes something, rather than naming a file or saying that there is an image. */
function saysSomething(text: string): boolean {
	const plain = text.trim().replace(/ (\S{1,60})\.(?:png|jpe?g|webp|gif)$/i, ' $1');
	return (
		letters.test(plain) &&
		!notText.test(plain) &&
		!isFiller(plain) &&
		!plain.split(' ').every(word => layout.test(word))
	);
}

/** The words of a file's name, without its size, numbers, hashes and extension; none where it only says `image`. */
export const nameWords = remembering((path: string): readonly string[] => {
	const name = baseName(path)
		.replace(stock, '')
		.replace(uuid, '')
		.replace(/[A-Za-z\d]{8,}/g, part => (isRandom(part) ? ' ' : part));
	const apart = withoutSize(name.normalize('NFC')).replace(hump, ' ');
	const words = (apart.match(/[\p{L}\p{N}\p{M}'’]+/gu) ?? []).filter(
		word => !/^\d+$/.test(word) && !/^(?=.*\d)[\da-f]{6,}$/i.test(word),
	);
	const untimed = words.filter(word => !ofTime.test(word.toLowerCase()));
	const together = untimed.join(' ');
	if (untimed.length > 1 ? isFiller(together) : /^(?:download|received|clipboard)$/i.test(together)) {
		return [];
	}
	const said = words.filter(word => !empty.test(word.toLowerCase()) && !meansImage(word.toLowerCase()));
	const isCounted = said.length < words.length && said.every(word => counter.test(word.toLowerCase()));
	return isCounted || said.every(word => ofTime.test(word.toLowerCase())) ? [] : said;
});

/** Whether a part of a name is random: letters and digits keep alternating, other than in `H264vsH265`. */
function isRandom(part: string): boolean {
	const changes = part.match(/[a-z](?=[A-Z\d])|\d(?=[A-Za-z])|[A-Z](?=\d)/g)?.length ?? 0;
	return changes >= 4 && changes >= part.length * 0.4 && !/vs/i.test(part);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{M}'’]+/gu) ?? [];

/** What a document says about the image of a reference. */
export function descriptionOf({
	reference: { texts },
}: {
	readonly reference: Pick<ImageReference, 'texts'>;
}): string {
	return texts.alt ?? texts.ariaLabel ?? texts.title ?? texts.caption ?? '';
}
