import type { Region } from '../tags.ts';

type AsciiDocKind =
	| 'paragraph'
	| 'item'
	| 'title'
	| 'header'
	/** An attribute entry, a macro, a rule, or a line of the preprocessor. */
	| 'line'
	/** The `+` that attaches the block below to a list item. */
	| 'plus'
	/** An indented paragraph, or one whose style says that it isn't text. */
	| 'literal'
	| 'listing'
	| 'comment'
	| 'pass'
	| 'table'
	/** A table of values between commas or colons. */
	| 'data'
	| 'container';

/** A block of AsciiDoc, from its first line to the end of its last one. */
export interface AsciiDocBlock extends Region {
	readonly kind: AsciiDocKind;
	/** Where the attributes and the title above it begin. */
	readonly from: number;
	/** It is a list item, or attached to one. */
	readonly inList: boolean;
}

interface Line extends Region {
	/** Without white space at its end. */
	readonly text: string;
}

const delimiter = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|={4,}|\*{4,}|_{4,}|--|`{3}[\w,+-]*|[|,:!]={3,})$/;
const attributes = /^\[(?:\[[^[\]]*\]|[^\s[\]][^[\]]*(?:\[[^\]]*\][^[\]]*)*|)\]$/;
/** Begins or ends a block, or says of which kind it is. */
export const opensBlock = new RegExp(`${delimiter.source}|${attributes.source}`);
const blockTitle = /^\.[^\s.].*$/;
const entry = /^:!?\w[^:]*:(?:\s|$)/;
const condition = /^(?:ifn?def|ifeval|endif)::[^\s[]*\[.*\]$/;
const macro = /^(?:[\w-]+::(?:[^\s[][^[]*)?\[.*\]|'{3,}|<{3,}|[-*_]{3}|([-*_]) \1 \1)$/;
const title = /^(?:={1,6}|#{1,6})\s+\S/;
const underline = /^(?:={2,}|-{2,}|~{2,}|\^{2,}|\+{2,})$/;
const item = /^\s*(?:-|\*{1,5}|\.{1,5}|•|\d+\.|[A-Za-z]\.|[IVXivx]+\)|<(?:\d+|\.)>)\s+\S/;
const description = /^\s*(?!\/\/)\S.*?(?::{2,4}|;;)(?=\s|$)/;
/** Styles of paragraphs and open blocks that hold text all the same. */
const textStyles =
	/^(?:|normal|abstract|partintro|quote|verse|example|sidebar|note|tip|important|warning|caution|horizontal|qanda|discrete|float|appendix|preface|glossary|bibliography|index|dedication|colophon|none|square|circle|disc|arabic|loweralpha|upperalpha|lowerroman|upperroman|start|reversed)$/i;

/** Deeper blocks are read as text. */
const deepest = 16;

/** Whether a line is for the preprocessor, or a comment: never text, wherever it is. */
export function isAsciiDocDirective(line: string): boolean {
	return (
		condition.test(line.trimEnd()) ||
		/^include::[^\s[][^[]*\[.*\]$/.test(line.trimEnd()) ||
		/^\/\/(?!\/)/.test(line)
	);
}

/** What the mark of a list item, or the term that a list describes, takes of a line; empty in other lines. */
export function asciiDocMark(line: string): string {
	return (
		/^\s*(?:-|\*{1,5}|\.{1,5}|•|\d+\.|[A-Za-z]\.|[IVXivx]+\)|<(?:\d+|\.)>)\s+(?:\[[ xX*]\]\s)?/.exec(
			line,
		)?.[0] ??
		description.exec(line)?.[0] ??
		''
	);
}

/** The blocks of an AsciiDoc document, outer ones before those inside them. */
export function asciiDocBlocks(text: string): readonly AsciiDocBlock[] {
	const lines = linesOf(text);
	const blocks: AsciiDocBlock[] = [];
	read(0, lines.length, 0);
	return blocks;

	function is(index: number, until: number, pattern: RegExp): boolean {
		return index < until && pattern.test(lines[index]?.text ?? '');
	}

	function isBlank(index: number): boolean {
		return lines[index]?.text === '';
	}

	function isItem(index: number, until: number): boolean {
		return is(index, until, item) || (is(index, until, description) && !is(index, until, macro));
	}

	/** The line that ends a block opened by a delimiter; the last line where none does. */
	function closing(open: number, until: number): number {
		const mark = (lines[open]?.text ?? '').replace(/^(`{3}).*/, '$1');
		for (let index = open + 1; index < until; index++) {
			if (lines[index]?.text === mark) {
				return index;
			}
		}
		return until - 1;
	}

	function read(first: number, until: number, depth: number): void {
		let meta: number | undefined;
		let style = '';
		let inList = false as boolean;
		let isAttached = false as boolean;
		/** There is a blank line above. */
		let isLoose = false as boolean;
		let index = first;

		/** Ends the block at a line, which is its last one. */
		const add = (kind: AsciiDocKind, last: number, belongs = isAttached) => {
			const start = lines[index]?.start ?? 0;
			const from = meta === undefined ? start : (lines[meta]?.start ?? start);
			blocks.push({ kind, from, start, end: lines[last]?.end ?? start, inList: belongs });
			inList = belongs;
			meta = undefined;
			style = '';
			isAttached = false;
			isLoose = false;
			index = last + 1;
		};

		/** The last line of text that goes on from a line. */
		const endOfText = (from: number, within: boolean, items = within): number => {
			let last = from;
			while (
				last + 1 < until &&
				!isBlank(last + 1) &&
				!is(last + 1, until, attributes) &&
				!is(last + 1, until, delimiter) &&
				!(within && lines[last + 1]?.text === '+') &&
				!(items && isItem(last + 1, until))
			) {
				last++;
			}
			return last;
		};

		if (first === 0 && depth === 0) {
			while (is(index, until, /^(?:|\/\/(?!\/\/).*|:!?\w[^:]*:(?:\s.*)?)$/)) {
				index++;
			}
			if (is(index, until, /^[=#]\s+\S/)) {
				let last = index;
				while (last + 1 < until && !isBlank(last + 1)) {
					last++;
				}
				index = 0;
				while (isBlank(index)) {
					index++;
				}
				add('header', last);
			} else {
				index = 0;
			}
		}

		while (index < until) {
			const line = lines[index]?.text ?? '';
			if (line === '') {
				isLoose = true;
				index++;
			} else if (line === '+' && (inList || isAttached)) {
				const belongs = inList;
				add('plus', index, belongs);
				isAttached = true;
			} else if (delimiter.test(line) && depth < deepest) {
				readDelimited(line);
			} else if (attributes.test(line) || blockTitle.test(line)) {
				meta ??= index;
				style = /^\[(?!\[)"?([\w-]*)/.exec(line)?.[1] ?? style;
				index++;
			} else if (entry.test(line)) {
				let last = index;
				while ((lines[last]?.text ?? '').endsWith(' \\') && last + 1 < until) {
					last++;
				}
				if (meta === undefined) {
					add('line', last, inList && !isLoose);
				} else {
					index = last + 1;
				}
			} else if (meta !== undefined && (condition.test(line) || line.startsWith('//'))) {
				index++;
			} else if (line.startsWith('//') || condition.test(line)) {
				const belongs: boolean = inList && !isLoose;
				const attached: boolean = isAttached;
				add(line.startsWith('//') ? 'comment' : 'line', index, belongs);
				isAttached = attached;
			} else if (title.test(line)) {
				add('title', index);
			} else if (isItem(index, until) && !macro.test(line)) {
				readItem();
			} else if (macro.test(line)) {
				add('line', index);
			} else if (/^\s/.test(lines[index]?.text ?? '')) {
				add('literal', endOfText(index, inList, false), inList);
			} else {
				readParagraph(line);
			}
		}
		if (meta !== undefined) {
			index = until - 1;
			add('line', index);
		}

		function readDelimited(line: string): void {
			const last = closing(index, until);
			const opaque = !textStyles.test(style);
			switch (line[0]) {
				case '/':
					add('comment', last);
					break;
				case '|':
				case '!':
					add('table', last);
					break;
				case ',':
				case ':':
					add('data', last);
					break;
				case '+':
					add('pass', last);
					break;
				case '.':
				case '`':
					add('listing', last);
					break;
				default:
					if (line.startsWith('----') || (line === '--' && opaque)) {
						const isCode = /^(?:source|listing|literal|)$/.test(style);
						add(isCode ? 'listing' : 'pass', last);
					} else if (line.startsWith('_') && style === 'verse') {
						add('pass', last);
					} else {
						const open = index;
						add('container', last);
						read(open + 1, lines[last]?.text === line && last > open ? last : last + 1, depth + 1);
					}
			}
		}

		function readItem(): void {
			let head = index;
			let last = endOfText(head, true);
			while (/(?::{2,4}|;;)$/.test(lines[head]?.text ?? '') && last === head) {
				let next = head + 1;
				while (next < until && isBlank(next)) {
					next++;
				}
				// Terms in a row have one description.
				if (is(next, until, description) && isItem(next, until) && !is(next, until, item)) {
					head = next;
					last = endOfText(head, true);
					continue;
				}
				const isText =
					next < until &&
					!isItem(next, until) &&
					![attributes, delimiter, blockTitle, title].some(pattern => is(next, until, pattern)) &&
					lines[next]?.text !== '+';
				last = isText ? endOfText(next, true) : last;
				break;
			}
			add('item', last, true);
		}

		function readParagraph(line: string): void {
			const below = lines[index + 1]?.text ?? '';
			if (index + 1 < until && underline.test(below) && Math.abs(below.length - line.length) < 2) {
				add('title', index + 1);
				return;
			}
			const opaque = !textStyles.test(style);
			add(opaque ? 'literal' : 'paragraph', endOfText(index, isAttached));
		}
	}
}

function linesOf(text: string): Line[] {
	const lines: Line[] = [];
	for (let at = 0; at <= text.length;) {
		const next = text.indexOf('\n', at);
		const end = next < 0 ? text.length : next > at && text[next - 1] === '\r' ? next - 1 : next;
		lines.push({ start: at, end, text: text.slice(at, end).trimEnd() });
		at = next < 0 ? text.length + 1 : next + 1;
	}
	return lines;
}

/** Parts of a line that have to stay whole: macros, addresses, references, marks of formatting. */
const whole =
	/"`[^`]+`"|'`[^`]+`'|\((?:C|R|TM)\)|(?<![\w-])[a-z][\w-]{0,60}:(?:\+{2}[^+]{1,200}\+{2}|[^\s[\]]{0,1000})\[(?:\\.|[^\\\]])*\]|(?:https?|ftp|irc):\/\/[^\s[\]<>]*(?:\[(?:\\.|[^\\\]])*\])?|<<[^<>]*>>|<[^<>\s][^<>]*>|\({2,3}[^()]*\){2,3}|\+{3}.+?\+{3}|\+{2}.+?\+{2}|\+\S[^+]*\+|\${2}.+?\${2}|\{[^{}\s]+\}|\[\[[^[\]]*\]\]|(?:\[[^[\]]*\])?(?:#{2}[^#]+#{2}|#[^#\s][^#]*#|\*{2}[^*]+\*{2}|\*[^*\s][^*]*\*|_{2}[^_]+_{2}|_[^_\s][^_]*_|`{2}[^`]+`{2}|`[^`\s][^`]*`|\^\S+?\^|~\S+?~)/g;

/** An offset in a block's text, moved past the part that it would split. */
export function afterInline(text: string, { start, end }: Region, offset: number): number {
	let at = offset;
	for (const { index, 0: found } of text.slice(start, end).matchAll(whole)) {
		if (start + index < at && at < start + index + found.length) {
			at = start + index + found.length;
		}
	}
	const isWithin = at > offset || (/[\p{L}\p{N}]/u.test(text.charAt(at - 1)) && at < end);
	while (isWithin && at < end && /[\p{L}\p{N}]/u.test(text.charAt(at))) {
		at++;
	}
	return at;
}
