import { endOfLine, lineAt, startOfLine } from '../lines.ts';
import { searchFor } from '../indexWithin.ts';
import { frontMatter, type FrontMatter } from './frontMatter.ts';
import { delimiterRow, isHtmlBlock } from './markdownLines.ts';
import type { Region } from '../tags.ts';

/** The parts of a Markdown document that may hold images; each list in order of its starts. */
export interface MarkdownBlocks {
	/** Front matter, between its marks. */
	readonly matter: FrontMatter | undefined;
	/**
	 * Lines of code, fences included. One that has no closing fence reaches beyond the end of its last line, so that
	 * the end of that line is in it.
	 */
	readonly code: readonly (Region & { readonly isFenced: boolean })[];
	/** Paragraphs, headings and rows of tables: what has inline marks. */
	readonly inline: readonly Region[];
	readonly headings: readonly Region[];
	readonly html: readonly Region[];
	/** Imports and exports of MDX. */
	readonly scripts: readonly Region[];
}

interface Container {
	readonly quote: boolean;
	/** Columns that the lines of a list item are indented by. */
	readonly indent: number;
}

type Leaf =
	| { readonly kind: 'none' }
	| { readonly kind: 'code'; readonly start: number; end: number }
	| { readonly kind: 'paragraph'; readonly start: number; end: number; table: boolean }
	| { readonly kind: 'fence'; readonly mark: string; readonly start: number; end: number }
	| { readonly kind: 'html'; readonly start: number; end: number; readonly close: string }
	| { readonly kind: 'script'; readonly start: number; end: number };

/** Deeper quotes and lists are read as text. */
const deepest = 32;

const fence = /(`{3,}|~{3,})([^\n]*)/y;
const atx = /#{1,6}(?=[ \t\r\n]|$)/y;
const setext = /(?:=+|-+)[ \t]*\r?(?=\n|$)/y;
const thematic = /(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\r?(?=\n|$)/y;
const listMark = /(?:[-+*]|(\d{1,9})[.)])(?=[ \t\r\n]|$)/y;
/** What opens a footnote or the definition of a term; what goes on in it is indented. */
const noteMark = /(?:\[\^[^\]\s]+\]:|:(?=[ \t]))/y;
/** What opens a box or tab of MkDocs; its content is indented. */
const admonition = /(?:!{3}|\?{3}\+?|={3}[!+]?)[ \t]+["\w]/y;
const module = /(?:import|export)\b[ \t{*"']/y;
const rawStart = /<(script|pre|style|textarea)(?=[\s>]|$)/iy;

/** The blocks of a Markdown document by CommonMark's rules. One pass over its lines. */
export function markdownBlocks(text: string, mdx: boolean): MarkdownBlocks {
	const inline: Region[] = [];
	const headings: Region[] = [];
	const html: Region[] = [];
	const code: (Region & { isFenced: boolean })[] = [];
	const scripts: Region[] = [];
	const containers: Container[] = [];
	const matter = frontMatter(text);
	let leaf: Leaf = { kind: 'none' };
	let at = 0;
	/** Where the line's text begins after the marks of its containers, and the columns before it. */
	let textAt = 0;
	let indent = 0;
	let column = 0;
	let end = 0;

	const is = (pattern: RegExp) => {
		pattern.lastIndex = textAt;
		return pattern.exec(text);
	};

	const isCode = () => leaf.kind === 'code';

	function measure(from: number): void {
		textAt = from;
		indent = 0;
		while (textAt < end && (text[textAt] === ' ' || text[textAt] === '\t')) {
			const wide = text[textAt] === '\t' ? 4 - (column % 4) : 1;
			indent += wide;
			column += wide;
			textAt++;
		}
	}

	function closeLeaf(): void {
		if (leaf.kind === 'paragraph') {
			if (leaf.table) {
				for (let row = leaf.start; row < leaf.end; row = text.indexOf('\n', row) + 1 || leaf.end) {
					inline.push({ start: row, end: Math.min(endOfLine(text, row), leaf.end) });
				}
			} else {
				inline.push({ start: leaf.start, end: leaf.end });
			}
		} else if (leaf.kind === 'html') {
			html.push({ start: leaf.start, end: leaf.end });
		} else if (leaf.kind === 'script') {
			scripts.push({ start: leaf.start, end: leaf.end });
		} else if (leaf.kind === 'code' || leaf.kind === 'fence') {
			code.push({ start: leaf.start, end: leaf.end, isFenced: leaf.kind === 'fence' });
		}
		leaf = { kind: 'none' };
	}

	/** Ends HTML or a module that the line doesn't continue. */
	function endContent(): void {
		if (leaf.kind === 'html' || leaf.kind === 'script') {
			closeLeaf();
		}
	}

	/** How many of the open containers the line continues; leaves the line's own text in `textAt`. */
	function matchContainers(): number {
		column = 0;
		measure(at);
		for (const [index, container] of containers.entries()) {
			if (container.quote) {
				if (indent > 3 || text[textAt] !== '>' || textAt >= end) {
					return index;
				}
				skipQuoteMark();
			} else if (textAt < end) {
				if (indent < container.indent) {
					return index;
				}
				indent -= container.indent;
			}
		}
		return containers.length;
	}

	function skipQuoteMark(): void {
		column++;
		measure(textAt + 1);
		indent = Math.max(0, indent - 1);
	}

	/** Opens the quotes and list items that begin in the line; whether there were any. */
	function openContainers(matched: number): boolean {
		let opened = false;
		while (containers.length < deepest && textAt < end && (indent < 4 || mdx)) {
			const quote = text[textAt] === '>';
			const note = quote || opened ? null : is(noteMark);
			const mark = quote || is(thematic) ? null : (note ?? is(listMark));
			const interrupts = note !== null || leaf.kind !== 'paragraph' || opened || matched < containers.length;
			const blank = mark !== null && text.slice(textAt + mark[0].length, end).trim() === '';
			if (!quote && (!mark || (!interrupts && (blank || !/^(?:1|)$/.test(mark[1] ?? ''))))) {
				break;
			}
			closeLeaf();
			containers.length = opened ? containers.length : matched;
			opened = true;
			if (quote) {
				containers.push({ quote, indent: 0 });
				skipQuoteMark();
			} else if (mark) {
				const before = indent + mark[0].length;
				column += mark[0].length;
				measure(textAt + mark[0].length);
				const taken = blank || indent > 4 ? 1 : indent;
				indent -= taken;
				containers.push({ quote, indent: note ? 4 : before + taken });
			}
		}
		return opened;
	}

	const nextTick = searchFor('`', text);
	const nextMark = searchFor(['/*', '*/'], text);
	/** Whether brackets, a template or a comment are open at the end of the module: what is read is not read again. */
	let balance = { from: -1, until: 0, depth: 0, open: '' };
	function isOpen(): boolean {
		if (leaf.kind !== 'script') {
			return false;
		}
		const known = balance.from === leaf.start ? balance : { until: leaf.start, depth: 0, open: '' };
		balance = { from: leaf.start, until: leaf.end, depth: known.depth, open: '' };
		// Where it isn't assigned, or apart, or doesn't end, a mark may be text or a part of a pattern.
		for (const [mark, opening = ''] of (known.open + text.slice(known.until, leaf.end)).matchAll(
			/\\.|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?<!\\)`(?:\\[^]|[^`\\])*`|\/\/.*|\/\*[^]*?(?:\*\/|(?=\/\*))|((?<=^|=>?\s{0,9}[\w$.]{0,60})`|(?<!\S)\/\*)[^]*|[{}()[\]]/g,
		)) {
			balance.open = opening;
			balance.depth += /^[{([]$/.test(mark) ? 1 : /^[})\]]$/.test(mark) ? -1 : 0;
		}
		const { depth, open } = balance;
		const ends = open === '`' ? nextTick(leaf.end) < text.length : text.startsWith('*/', nextMark(leaf.end));
		return open === '' ? depth > 0 : ends;
	}

	const closesFrom = (from: number, close: string) => text.slice(from, end).toLowerCase().includes(close);

	/** Whether the line belongs to the code, HTML or module that is open. */
	function goesOn(whole: boolean, blank: boolean): boolean {
		if (leaf.kind === 'fence') {
			const found = whole && indent < 4 ? is(fence) : null;
			const closes = found?.[1]?.startsWith(leaf.mark) === true && found[2]?.trim() === '';
			if (whole) {
				leaf.end = closes ? end : end + 1;
			}
			if (closes || !whole) {
				closeLeaf();
			}
			return closes || whole;
		}
		if (leaf.kind === 'html' && whole && !(blank && leaf.close === '')) {
			leaf.end = end;
			if (leaf.close !== '' && closesFrom(textAt, leaf.close)) {
				closeLeaf();
			}
			return true;
		}
		if (leaf.kind === 'script' && (!blank || isOpen())) {
			leaf.end = end;
			return true;
		}
		return false;
	}

	/** The block that the line's text begins or continues. */
	function readBlock(matched: number, opened: boolean): void {
		const continues = leaf.kind === 'paragraph' && !opened;
		if (indent >= 4 && !mdx && !continues) {
			if (!opened) {
				containers.length = matched;
			}
			if (leaf.kind === 'code' && !opened) {
				leaf.end = end + 1;
			} else {
				closeLeaf();
				leaf = { kind: 'code', start: at, end: end + 1 };
			}
			return;
		}
		if (leaf.kind === 'code') {
			closeLeaf();
		}
		const whole = opened || matched === containers.length;
		if (leaf.kind === 'paragraph' && whole && indent < 4 && is(setext)) {
			headings.push({ start: leaf.start, end: leaf.end });
			closeLeaf();
			return;
		}
		const next = indent < 4 || mdx ? newBlock(opened ? containers.length : matched) : undefined;
		if (next) {
			closeLeaf();
			containers.length = whole ? containers.length : matched;
			leaf = next;
			if (leaf.kind === 'html' && leaf.close !== '' && closesFrom(textAt + 4, leaf.close)) {
				closeLeaf();
			}
		} else if (leaf.kind === 'paragraph') {
			const second = leaf.end === endOfLine(text, leaf.start);
			leaf.table ||=
				second && lineAt(text, leaf.start).includes('|') && delimiterRow.test(text.slice(textAt, end));
			leaf.end = end;
		} else {
			containers.length = whole ? containers.length : matched;
			leaf = { kind: 'paragraph', start: textAt, end, table: false };
			if (is(admonition)) {
				closeLeaf();
				containers.push({ quote: false, indent: indent + 4 });
			}
		}
	}

	function newBlock(depth: number): Leaf | undefined {
		switch (text[textAt]) {
			case '`':
			case '~': {
				const [, mark = '', info = ''] = is(fence) ?? [];
				return mark === '' || (mark.startsWith('`') && info.includes('`'))
					? undefined
					: { kind: 'fence', mark, start: at, end: end + 1 };
			}
			case '#':
				if (is(atx)) {
					inline.push({ start: textAt, end });
					headings.push({ start: textAt, end });
					return { kind: 'none' };
				}
				return undefined;
			case '<':
				return mdx ? undefined : htmlBlock();
			case 'i':
			case 'e':
				return mdx && leaf.kind === 'none' && depth === 0 && indent === 0 && is(module)
					? { kind: 'script', start: textAt, end }
					: undefined;
			default:
				return is(thematic) ? { kind: 'none' } : undefined;
		}
	}

	function htmlBlock(): Leaf | undefined {
		const block = { kind: 'html', start: textAt, end } as const;
		const [, raw] = is(rawStart) ?? [];
		if (raw !== undefined) {
			return { ...block, close: `</${raw.toLowerCase()}>` };
		}
		if (text.startsWith('<!--', textAt) || text.startsWith('<?', textAt)) {
			return { ...block, close: text[textAt + 1] === '!' ? '-->' : '?>' };
		}
		// A tag alone on its line begins a block, but not within a paragraph.
		const above = leaf.kind === 'paragraph' ? startOfLine(text, Math.max(at - 1, 0)) : at;
		return isHtmlBlock(text, { start: above, end }, at) ? { ...block, close: '' } : undefined;
	}

	at = matter?.after ?? 0;
	while (at < text.length) {
		end = endOfLine(text, at);
		const matched = matchContainers();
		const blank = textAt >= end;
		if (!goesOn(matched === containers.length, blank)) {
			if (blank) {
				// Blank lines within code belong to it.
				if (!isCode() || matched < containers.length) {
					closeLeaf();
				}
				containers.length = matched;
			} else {
				endContent();
				readBlock(matched, openContainers(matched));
			}
		}
		at = text.indexOf('\n', end) + 1 || text.length;
	}
	closeLeaf();
	return { matter, code, inline, headings, html, scripts };
}
