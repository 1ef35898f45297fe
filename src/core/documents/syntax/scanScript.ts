import { knownSyntax } from '../codeLanguages.ts';
import { indexWithin, searchFor } from '../indexWithin.ts';
import { lineComment, stringFrom, type CodeSpan, type Unclosed } from './scanCode.ts';
import { isOperator, opensElement, patternReader } from './scriptTokens.ts';
import { codeTable, isSpace } from './scanTag.ts';
import { sortByStart } from './sorted.ts';
import type { Attribute, Region, Tag } from '../tags.ts';

/** What JavaScript or TypeScript is made of; each list in order of its starts. */
export interface Script {
	readonly spans: readonly CodeSpan[];
	readonly tags: readonly Tag[];
	/** Where JSX children are; empty between two adjacent tags. */
	readonly children: readonly Region[];
	/** Braces among JSX children, and whether they contain only comments. */
	readonly containers: readonly (Region & { readonly comment: boolean })[];
}

/** Comments and strings of the script languages. */
export const scriptSyntax = knownSyntax('typescript');

const templates = { open: '`', close: '`', escape: 'backslash', multiline: true } as const;

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$';
const inWord = codeTable(letters);
const inName = codeTable(`${letters}.:@-`);
const isOf = (table: Uint8Array, code: number): boolean => code > 127 || table[code] === 1;

interface Code {
	readonly kind: 'code';
	readonly start: number;
	/** Its own open braces; at -1 it has ended. */
	depth: number;
	/** Whether an expression may begin here. */
	ready: boolean;
	/** Whether anything but comments was seen. */
	used: boolean;
	readonly child: boolean;
}

interface OpenTag {
	readonly kind: 'tag';
	readonly name: string;
	readonly start: number;
	readonly nameEnd: number;
	readonly closing: boolean;
	readonly attributes: Attribute[];
	/** The attribute whose braces are being read; without a name where it is braces alone. */
	pending: { readonly name: string | undefined; readonly start: number } | undefined;
}

interface Template {
	readonly kind: 'template';
	/** Where the part since the last interpolation begins. */
	start: number;
	first: boolean;
}

type Mode = Code | OpenTag | Template | { readonly kind: 'children' };

const voids = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;

/**
 * The parts of a script in `[from, until)`, with JSX where `jsx` allows it; in that of `html` (Astro's) tags of void
 * elements stay open, and comments are those of HTML, too. One pass.
 */
export function scanScript(text: string, jsx: boolean | 'html', from = 0, until = text.length): Script {
	const spans: CodeSpan[] = [];
	const tags: Tag[] = [];
	const children: Region[] = [];
	const containers: (Region & { readonly comment: boolean })[] = [];
	const modes: Mode[] = [code(from, false)];
	const unclosed: Unclosed = new Map();
	const endOfPattern = patternReader(text, until);
	const endOfText = searchFor('<{', text.slice(0, until));
	let at = from;

	function code(start: number, child: boolean): Code {
		return { kind: 'code', start, depth: 0, ready: true, used: false, child };
	}

	function inTemplate(mode: Template): void {
		const { start } = mode;
		while (at < until && text[at] !== '`' && !text.startsWith('${', at)) {
			at += text[at] === '\\' ? 2 : 1;
		}
		at = Math.min(at, until);
		const closed = text[at] === '`' && at < until;
		const open = mode.first ? '`' : '';
		mode.first = false;
		at += closed ? 1 : 0;
		spans.push({ kind: 'string', start, end: at, open, close: closed ? '`' : '' });
		if (closed || at >= until) {
			modes.pop();
		} else {
			at += 2;
			modes.push(code(at, false));
		}
	}

	function inChildren(): void {
		const start = at;
		const end = endOfText(start);
		at = end;
		children.push({ start, end });
		if (text[at] === '{') {
			at++;
			modes.push(code(at - 1, true));
		} else if (jsx === 'html' && text.startsWith('<!--', at)) {
			const end = indexWithin(text, '-->', at + 4, until);
			const over = end < 0 ? until : end + 3;
			containers.push({ start: at, end: over, comment: true });
			at = over;
		} else if (at < until) {
			openTag();
		}
	}

	function openTag(): void {
		const start = at;
		const closing = text[at + 1] === '/';
		at += closing ? 2 : 1;
		const nameStart = at;
		at = endOf(inName);
		const name = text.slice(nameStart, at);
		at = endOfTypes();
		modes.push({ kind: 'tag', name, start, nameEnd: at, closing, attributes: [], pending: undefined });
	}

	/** The offset after the type arguments of a component (`<List<string> of={a} />`), unless they are very long. */
	function endOfTypes(): number {
		let depth = 0;
		for (let end = at; end < Math.min(until, at + 300); end++) {
			depth += text[end] === '<' ? 1 : text[end] === '>' && text[end - 1] !== '=' ? -1 : 0;
			if (depth < 1) {
				return depth < 0 || end === at ? at : end + 1;
			}
		}
		return at;
	}

	function inTag(mode: OpenTag): void {
		const character = text.charAt(at);
		if (mode.pending) {
			const { name, start } = mode.pending;
			mode.pending = undefined;
			mode.attributes.push({
				name: name ?? text.slice(start, Math.min(at, start + 60)),
				start,
				end: at,
				value: { start: braceStart + 1, end: at - 1, quote: '{' },
			});
		} else if (character === '>') {
			at++;
			closeTag(mode);
		} else if (character === '/' && opensComment()) {
			comment();
		} else if (character === '{') {
			mode.pending = { name: undefined, start: at };
			at++;
			modes.push(code(at - 1, false));
		} else if (isOf(inName, text.charCodeAt(at))) {
			attribute(mode);
		} else {
			at++;
		}
	}

	/** Where the braces that were closed last began. */
	let braceStart = 0;

	function attribute(mode: OpenTag): void {
		const start = at;
		at = endOf(inName);
		const name = text.slice(start, at);
		const nameEnd = at;
		at = endOfSpace();
		if (text[at] !== '=') {
			at = nameEnd;
			mode.attributes.push({ name, start, end: nameEnd });
			return;
		}
		at++;
		at = endOfSpace();
		const quote = text[at];
		if (quote === '{') {
			mode.pending = { name, start };
			at++;
			modes.push(code(at - 1, false));
		} else if (quote === '"' || quote === "'") {
			const end = indexWithin(text, quote, at + 1, until);
			const valueEnd = end < 0 ? until : end;
			mode.attributes.push({
				name,
				start,
				end: valueEnd + 1,
				value: { start: at + 1, end: valueEnd, quote },
			});
			at = valueEnd + 1;
		} else {
			mode.attributes.push({ name, start, end: nameEnd });
		}
	}

	function closeTag({ name, start, nameEnd, closing, attributes }: OpenTag): void {
		modes.pop();
		const selfClosing = text[at - 2] === '/' && !closing;
		tags.push({ name, start, end: at, nameEnd, attributes, closing, selfClosing });
		if (closing) {
			modes.pop();
		} else if (!selfClosing && !(jsx === 'html' && voids.test(name))) {
			modes.push({ kind: 'children' });
		}
		const mode = modes.at(-1);
		if (mode?.kind === 'code') {
			mode.ready = false;
		}
	}

	function comment(): void {
		if (text[at + 1] === '/') {
			const line = lineComment(text, '//', at, until);
			spans.push(line);
			at = line.end;
			return;
		}
		const end = indexWithin(text, '*/', at + 2, until);
		const closed = end >= 0;
		spans.push({
			kind: 'comment',
			start: at,
			end: closed ? end + 2 : until,
			open: '/*',
			close: closed ? '*/' : '',
		});
		at = closed ? end + 2 : until;
	}

	/** Whether the slash at the current offset does. */
	const opensComment = (): boolean => text[at + 1] === '/' || text[at + 1] === '*';

	/** The offset after the letters at the current offset. */
	function endOf(letters: Uint8Array): number {
		let end = at;
		while (end < until && isOf(letters, text.charCodeAt(end))) {
			end++;
		}
		return Math.min(end, until);
	}

	function endOfSpace(): number {
		let end = at;
		while (end < until && isSpace(text.charCodeAt(end))) {
			end++;
		}
		return Math.min(end, until);
	}

	function inCode(mode: Code): void {
		at = endOfSpace();
		if (at >= until) {
			return;
		}
		const character = text.charAt(at);
		if (character === '/' && opensComment()) {
			comment();
		} else if (character === '}' && mode.depth === 0 && modes.length > 1) {
			at++;
			modes.pop();
			braceStart = mode.start;
			if (mode.child) {
				containers.push({ start: mode.start, end: at, comment: !mode.used });
			}
			const outer = modes.at(-1);
			if (outer?.kind === 'template') {
				outer.start = at;
			}
		} else {
			mode.used = true;
			token(mode, character);
		}
	}

	function token(mode: Code, character: string): void {
		if (character === '"' || character === "'") {
			const string = stringFrom(
				text,
				{ ...templates, open: character, close: character, multiline: false },
				at,
				until,
				unclosed,
			);
			if (string) {
				spans.push(string);
			}
			at = string?.end ?? at + 1;
			mode.ready = false;
		} else if (character === '`') {
			modes.push({ kind: 'template', start: at, first: true });
			at++;
			mode.ready = false;
		} else if (isOf(inWord, text.charCodeAt(at))) {
			const start = at;
			at = endOf(inWord);
			mode.ready = isOperator(text.slice(start, at));
		} else if (character === '/' && mode.ready) {
			const start = at;
			at = endOfPattern(at) ?? at + 1;
			mode.ready = at === start + 1;
			if (at > start + 1) {
				at = endOf(inWord);
				spans.push({ kind: 'pattern', start, end: at, open: '/', close: '' });
			}
		} else if (character === '<' && mode.ready && jsx !== false && opensElement(text, at)) {
			openTag();
		} else {
			mode.depth += character === '{' ? 1 : character === '}' ? -1 : 0;
			mode.ready = character !== ')' && character !== ']';
			at++;
		}
	}

	while (at < until) {
		const mode = modes.at(-1);
		switch (mode?.kind) {
			case 'template':
				inTemplate(mode);
				break;
			case 'children':
				inChildren();
				break;
			case 'tag':
				inTag(mode);
				break;
			case 'code':
				inCode(mode);
				break;
			case undefined:
				modes.push(code(at, false));
		}
	}
	return {
		...{ spans: sortByStart(spans), tags: sortByStart(tags) },
		...{ children, containers: sortByStart(containers) },
	};
}
