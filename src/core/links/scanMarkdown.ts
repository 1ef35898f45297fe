import { endOfLine, nextLine, startOfLine } from './documentLines.ts';
import type { Region } from './tags.ts';

/** Front matter, fenced code or a comment, marks included. */
export interface MarkdownRegion extends Region {
	readonly kind: 'matter' | 'fence' | 'comment';
}

/** A code span, link or image on one line. */
export interface Inline extends Region {
	readonly kind: 'code' | 'link' | 'image';
	/** What stands in the parentheses; empty for a code span. */
	readonly destination: Region;
	readonly empty: boolean;
}

/** Lines longer than this are no prose; what is inline in them is not looked for. */
const longLine = 10_000;

const fence = /^[\s>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)?(`{3,}|~{3,})([^\n]*)/;

/** The parts of a Markdown document that hold no Markdown. One pass over its lines. */
export function scanMarkdown(text: string, mdx: boolean): readonly MarkdownRegion[] {
	const regions: MarkdownRegion[] = [];
	let at: number | undefined = 0;
	const mark = /^(---|\+\+\+)[^\S\n]*\r?$/.exec(text.slice(0, text.indexOf('\n') + 1).trimEnd())?.[1];
	if (mark) {
		const close = new RegExp(`^${mark === '---' ? '(?:---|\\.\\.\\.)' : '\\+\\+\\+'}[^\\S\\n]*$`, 'm');
		const second = nextLine(text, 0) ?? text.length;
		const found = close.exec(text.slice(second));
		if (found) {
			const end = endOfLine(text, second + found.index);
			regions.push({ kind: 'matter', start: 0, end });
			at = nextLine(text, end);
		}
	}
	const behindComment = commentReader(text, mdx);
	let open: { readonly start: number; readonly mark: string } | undefined;
	while (at !== undefined) {
		const end = endOfLine(text, at);
		const line = text.slice(at, end);
		const [, marks = '', info = ''] = fence.exec(line) ?? [];
		if (open) {
			if (marks.startsWith(open.mark) && info.trim() === '') {
				regions.push({ kind: 'fence', start: open.start, end });
				open = undefined;
			}
		} else if (marks !== '' && !(marks.startsWith('`') && info.includes('`'))) {
			open = { start: at, mark: marks };
		} else {
			let lineEnd = end;
			for (let from = at; from < lineEnd; from++) {
				const behind = behindComment(from);
				if (behind !== undefined) {
					regions.push({ kind: 'comment', start: from, end: behind });
					lineEnd = behind > lineEnd ? endOfLine(text, behind) : lineEnd;
					from = behind - 1;
				}
			}
			at = nextLine(text, lineEnd);
			continue;
		}
		at = nextLine(text, end);
	}
	if (open) {
		// Without an end, what comes below is code too.
		regions.push({ kind: 'fence', start: open.start, end: text.length + 1 });
	}
	return regions;
}

/** Behind the comment that opens at an offset, by what opens it; undefined where none does, or it has no end. */
function commentReader(text: string, mdx: boolean): (at: number) => number | undefined {
	const open = new Map([['<!--', '-->'], ...(mdx ? [['{/*', '*/}'] as const] : [])]);
	return at => {
		for (const [start, close] of text[at] === '<' || text[at] === '{' ? open : []) {
			if (text.startsWith(start, at)) {
				const end = text.indexOf(close, at + start.length);
				if (end >= 0) {
					return end + close.length;
				}
				open.delete(start);
			}
		}
		return undefined;
	};
}

/** The code span, link or image on one line that an offset lies in or right behind. */
export function inlineAround(text: string, offset: number): Inline | undefined {
	const lineStart = startOfLine(text, offset);
	const line = text.slice(lineStart, endOfLine(text, offset));
	if (line.length > longLine) {
		return undefined;
	}
	const around = ({ start: from, end: until }: Region) => from < offset && offset <= until;
	const brackets = pairsIn(line);
	let at = 0;
	while (at < line.length) {
		const found = inlineFrom(line, at, brackets);
		const placed = found && shifted(found, lineStart);
		if (placed && around(placed)) {
			return placed;
		}
		// Marks of code that does not close are text.
		const marks = /`+/y;
		marks.lastIndex = at;
		at = found?.end ?? (marks.test(line) ? marks.lastIndex : at + (line[at] === '\\' ? 2 : 1));
	}
	return undefined;
}

function inlineFrom(line: string, at: number, brackets: ReadonlyMap<number, number>): Inline | undefined {
	if (line[at] === '`') {
		const marks = /^`+/.exec(line.slice(at))?.[0] ?? '`';
		let close = line.indexOf(marks, at + marks.length);
		while (close >= 0 && line[close + marks.length] === '`') {
			close = line.indexOf(marks, close + marks.length + 1);
		}
		const end = close + marks.length;
		return close < 0
			? undefined
			: { kind: 'code', start: at, end, destination: { start: end, end }, empty: false };
	}
	const image = line.startsWith('![', at);
	if (!image && line[at] !== '[') {
		return undefined;
	}
	const textEnd = brackets.get(at + (image ? 1 : 0));
	if (textEnd === undefined || line[textEnd] !== '(') {
		return undefined;
	}
	const end = brackets.get(textEnd);
	if (end === undefined) {
		return undefined;
	}
	const destination = { start: textEnd + 1, end: end - 1 };
	const empty = ['', '<>'].includes(line.slice(destination.start, destination.end).trim());
	return { kind: image ? 'image' : 'link', start: at, end, destination, empty };
}

/**
 * Behind the brackets that close those of their own kind, by the offsets of the opening ones; a backslash takes the
 * next character out of account.
 */
function pairsIn(line: string): ReadonlyMap<number, number> {
	const pairs = new Map<number, number>();
	const open = { '[': [] as number[], '(': [] as number[] };
	for (let at = 0; at < line.length; at++) {
		const character = line[at];
		if (character === '\\') {
			at++;
		} else if (character === '[' || character === '(') {
			open[character].push(at);
		} else if (character === ']' || character === ')') {
			const start = open[character === ']' ? '[' : '('].pop();
			if (start !== undefined) {
				pairs.set(start, at + 1);
			}
		}
	}
	return pairs;
}

function shifted(inline: Inline, by: number): Inline {
	const move = ({ start, end }: Region) => ({ start: start + by, end: end + by });
	return { ...inline, ...move(inline), destination: move(inline.destination) };
}
