import { braceSkip, patienceFor, scanTag } from './scanTag.ts';
import type { Region, Tag } from '../tags.ts';
import { longestPath } from '../imagePath.ts';

/** An image of Markdown. Its place is in the parentheses, or where the label is defined. */
export interface MarkdownImage {
	readonly alt: Region;
	readonly target?: Target;
	/** As written; the key to find its definition. */
	readonly label?: string;
	/** The offset after the image. */
	readonly end: number;
}

/** The content of an image's parentheses, or the text after the colon of a definition. */
export interface Target {
	readonly destination: Region;
	readonly title?: string;
	/** `=300x200`, as several renderers read it. */
	readonly size?: { readonly width: string; readonly height: string };
	/** The offset after the closing parenthesis, or after the destination and title. */
	readonly end: number;
}

/** A code span, link or image, marks included. */
export interface MarkdownMark extends Region {
	readonly kind: 'code' | 'link' | 'image';
	/** Of a link or image that has one. */
	readonly destination?: Region;
}

/** What is found in the text of one block, in order of the ends. */
interface MarkdownInline {
	readonly images: readonly MarkdownImage[];
	readonly tags: readonly Tag[];
	readonly marks: readonly MarkdownMark[];
	/** Braces of MDX. */
	readonly expressions: readonly Region[];
}

const special = /[\\`<![\]{]/g;
const label = /\[((?:[^\\[\]]|\\[^]){0,999})\]/y;
const autolink = /<[a-z][a-z\d+.-]{1,31}:[^\s<>]*>/iy;

/** The images, tags and expressions in the text of a block, by CommonMark's rules. One pass. */
export function markdownInline(text: string, { start, end }: Region, mdx: boolean): MarkdownInline {
	const images: MarkdownImage[] = [];
	const tags: Tag[] = [];
	const marks: MarkdownMark[] = [];
	const expressions: Region[] = [];
	const openers: { readonly at: number; readonly image: boolean }[] = [];
	// A separate string, so that no search runs past the end.
	const source = text.slice(start, end);
	const closingMarks = backticks(source);
	const braces = braceSkip(text, end);
	const patience = patienceFor(end - start);
	const skipBraces = mdx ? braces : () => undefined;
	const placed = (region: Region): Region => ({ start: region.start + start, end: region.end + start });

	function closeBracket(at: number): number {
		const opener = openers.pop();
		if (!opener) {
			return at + 1;
		}
		const target = source[at + 1] === '(' ? readTarget(source, at + 2, ')') : undefined;
		if (target) {
			const kind = opener.image ? 'image' : 'link';
			const region = placed({ start: opener.at, end: target.end });
			marks.push({ kind, ...region, destination: placed(target.destination) });
		}
		if (!opener.image) {
			return target?.end ?? at + 1;
		}
		const alt = { start: opener.at + 2, end: at };
		if (target) {
			const moved = { ...target, destination: placed(target.destination), end: target.end + start };
			images.push({ alt: placed(alt), target: moved, end: moved.end });
			return target.end;
		}
		label.lastIndex = at + 1;
		const [whole = '', full = ''] = label.exec(source) ?? [];
		const used = full.trim() === '' ? source.slice(alt.start, alt.end) : full;
		images.push({ alt: placed(alt), label: used, end: at + 1 + whole.length + start });
		return at + 1 + whole.length;
	}

	special.lastIndex = 0;
	for (let found = special.exec(source); found; found = special.exec(source)) {
		const { index } = found;
		let next = index + 1;
		switch (found[0]) {
			case '\\':
				next++;
				break;
			case '`':
				next = closingMarks(index);
				if (/[^`]/.test(source.slice(index, next))) {
					marks.push({ kind: 'code', ...placed({ start: index, end: next }) });
				}
				break;
			case '!':
				if (source[index + 1] === '[') {
					openers.push({ at: index, image: true });
					next++;
				}
				break;
			case '[':
				openers.push({ at: index, image: false });
				break;
			case ']':
				next = closeBracket(index);
				break;
			case '{': {
				const over = skipBraces(start + index);
				if (over !== undefined) {
					expressions.push({ start: start + index, end: over });
					next = over - start;
				}
				break;
			}
			default: {
				autolink.lastIndex = index;
				if (source.startsWith('<!--', index)) {
					next = source.indexOf('-->', index + 4) + 3;
					next = next < 3 ? source.length : next;
				} else if (autolink.test(source)) {
					next = autolink.lastIndex;
				} else {
					const tag = scanTag(text, start + index, end, () => undefined, skipBraces, patience);
					if (tag) {
						tags.push(tag);
						next = tag.end - start;
					}
				}
			}
		}
		special.lastIndex = next;
	}
	return { images, tags, marks, expressions };
}

/** The offset after the code span that opens at an offset, or after its marks where it doesn't close. */
function backticks(source: string): (at: number) => number {
	let runs: Map<number, number[]> | undefined;
	return at => {
		if (!runs) {
			runs = new Map();
			for (const { index, 0: run } of [...source.matchAll(/`+/g)].reverse()) {
				const starts = runs.get(run.length);
				if (starts) {
					starts.push(index);
				} else {
					runs.set(run.length, [index]);
				}
			}
		}
		let length = 1;
		while (source[at + length] === '`') {
			length++;
		}
		const starts = runs.get(length) ?? [];
		while ((starts.at(-1) ?? Infinity) <= at) {
			starts.pop();
		}
		return (starts.at(-1) ?? at) + length;
	};
}

const blanks = /[ \t]*(?:\r?\n[ \t]*)?/y;
const angled = /<((?:[^\\<>\n]|\\[^\n])*)>/y;
const imageSize = /=(\d{1,5})?x(\d{1,5})?/y;
const titles = /"((?:[^\\"]|\\[^])*)"|'((?:[^\\']|\\[^])*)'|\(((?:[^\\()]|\\[^])*)\)/y;
const longestTitle = 1000;

/**
 * A destination with its title from an offset on: up to `)`, or, for a definition, up to the end of its line.
 * Undefined where the text isn't one.
 */
export function readTarget(text: string, from: number, close: ')' | ''): Target | undefined {
	const source = text.slice(from, from + longestPath + longestTitle);
	const matchAt = (pattern: RegExp, at: number) => {
		pattern.lastIndex = at;
		return pattern.exec(source);
	};
	const skip = (at: number) => at + (matchAt(blanks, at)?.[0].length ?? 0);
	let at = skip(0);
	const brackets = source[at] === '<' ? matchAt(angled, at) : null;
	let destination: Region;
	if (brackets) {
		destination = { start: at + 1, end: at + brackets[0].length - 1 };
		at = destination.end + 1;
	} else {
		const until = bareEnd(source, at);
		if (until === undefined || (until === at && close === '')) {
			return undefined;
		}
		destination = { start: at, end: until };
		at = until;
	}
	const gap = skip(at);
	const size = gap > at && close !== '' ? matchAt(imageSize, gap) : null;
	const afterSize = size ? skip(gap + size[0].length) : gap;
	const found = afterSize > at ? matchAt(titles, afterSize) : null;
	const title = found?.[1] ?? found?.[2] ?? found?.[3];
	let end = found ? afterSize + found[0].length : afterSize;
	if (close === ')') {
		end = skip(end);
		if (source[end] !== ')') {
			return undefined;
		}
		end++;
	} else if (!/^[ \t]*(?:\r?\n|$)/.test(source.slice(found ? end : at))) {
		// More text after a title on the destination's line: no definition. On the next line: only the title doesn't count.
		return /^[ \t]*(?:\r?\n|$)/.test(source.slice(at))
			? { destination: moved(destination), end: from + at }
			: undefined;
	}
	function moved(region: Region): Region {
		return { start: region.start + from, end: region.end + from };
	}
	return {
		destination: moved(destination),
		...(title === undefined ? {} : { title }),
		...(size ? { size: { width: size[1] ?? '', height: size[2] ?? '' } } : {}),
		end: from + (close === '' && !found ? at : end),
	};
}

// eslint-disable-next-line no-control-regex -- what ends a destination; white space beyond ASCII does not
const bareMark = /\\[^]?|[()\u0000- \u007f]/g;
/** A limit that CommonMark allows. */
const deepestParentheses = 32;

/** The offset after a destination without brackets; its parentheses are balanced. */
function bareEnd(source: string, from: number): number | undefined {
	let depth = 0;
	bareMark.lastIndex = from;
	for (let mark = bareMark.exec(source); mark; mark = bareMark.exec(source)) {
		if (mark[0] === '(') {
			depth++;
		} else if (mark[0] === ')' && depth > 0) {
			depth--;
		} else if (mark[0].startsWith('\\')) {
			continue;
		} else {
			return depth === 0 ? mark.index : undefined;
		}
		if (depth > deepestParentheses) {
			return undefined;
		}
	}
	return depth === 0 ? source.length : undefined;
}
