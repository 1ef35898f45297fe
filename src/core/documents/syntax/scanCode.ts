import { bareUrlFrom } from './cssUrl.ts';
import type { CodeSyntax, StringSyntax } from '../codeLanguages.ts';
import { indexWithin } from '../indexWithin.ts';
import { endOfLine } from '../lines.ts';
import { heredocReader, quotedReader } from './literals.ts';

/**
 * A comment, string, regular expression, `url(…)` without quotes or heredoc in code. A comment's `end` is before its
 * line break; a heredoc begins where the line of its opening mark ends.
 */
export interface CodeSpan {
	readonly kind: 'comment' | 'string' | 'pattern' | 'address' | 'heredoc';
	readonly start: number;
	readonly end: number;
	/** The mark it begins with, as written: `///`, `/*`, `"""`. */
	readonly open: string;
	/** The mark it ends with; empty for a comment up to the end of the line, and where the end is missing. */
	readonly close: string;
	/** A comment between marks that has no end. */
	readonly endless?: true;
}

/**
 * The comments and strings in `[from, until)`, in their order. One pass; code that does not parse gives spans
 * that are merely plausible.
 */
export function scanCode(text: string, syntax: CodeSyntax, from = 0, until = text.length): CodeSpan[] {
	const spans: CodeSpan[] = [];
	const unclosed: Unclosed = new Map();
	const starts = new Set(
		[...syntax.line, ...syntax.block.map(([open]) => open), ...syntax.strings.map(({ open }) => open)].map(
			mark => mark.charAt(0),
		),
	);
	for (const mark of (syntax.addresses ? 'uU' : '') + (syntax.characters ? "'" : '')) {
		starts.add(mark);
	}
	const quotedEnd = syntax.patterns && quotedReader(text, syntax.patterns, until);
	/** Whether a quote after a backslash opens nothing. */
	const escapes = syntax.spaced ? syntax.heredocs !== undefined && !syntax.data : syntax.line[0] === ';';
	const opener = syntax.heredocs === 'make' ? 'define' : '<<';
	const heredocEnd = heredocReader(text, syntax.heredocs ?? 'other');
	let heredoc: CodeSpan | undefined;
	let lineEnd = -1;
	let at = from;
	while (at < until) {
		if (heredoc && at >= heredoc.start) {
			spans.push(heredoc);
			at = Math.max(at, heredoc.end);
			heredoc = undefined;
			continue;
		}
		const quoted = quotedEnd?.(at);
		const span: CodeSpan | undefined = quoted
			? { kind: 'pattern', start: at, end: quoted, open: text.charAt(at), close: text.charAt(quoted - 1) }
			: starts.has(text.charAt(at))
				? spanFrom(text, syntax, at, from, until, unclosed)
				: undefined;
		if (span) {
			spans.push(span);
		} else if (syntax.heredocs && text.startsWith(opener, at)) {
			lineEnd = lineEnd < at ? endOfLine(text, at) : lineEnd;
			const start = heredoc?.start ?? lineEnd;
			const end = heredocEnd(at, heredoc?.end ?? start);
			heredoc = end === undefined ? heredoc : { kind: 'heredoc', start, end, open: '', close: '' };
		}
		const isEscaped = escapes && text[at] === '\\';
		at = span?.end ?? at + (isEscaped ? 2 : 1);
	}
	return spans;
}

function spanFrom(
	text: string,
	syntax: CodeSyntax,
	at: number,
	from: number,
	until: number,
	unclosed: Unclosed,
): CodeSpan | undefined {
	for (const [open, close] of syntax.block) {
		if (text.startsWith(open, at)) {
			const end = indexWithin(text, close, at + open.length, until);
			return end < 0
				? { kind: 'comment', start: at, end: until, open, close: '', endless: true }
				: { kind: 'comment', start: at, end: end + close.length, open, close };
		}
	}
	for (const mark of syntax.line) {
		if (text.startsWith(mark, at) && opensLine(text, mark, syntax, at, from)) {
			return lineComment(text, mark, at, until);
		}
	}
	const character = syntax.characters && /^'(?:\\.[^'\n]{0,9}|[^\\'\n])'/u.exec(text.slice(at, at + 13))?.[0];
	if (character !== undefined) {
		return { kind: 'string', start: at, end: at + character.length, open: "'", close: "'" };
	}
	for (const string of syntax.strings) {
		if (
			text.startsWith(string.open, at) &&
			!string.fresh?.test(text.charAt(at - 1)) &&
			!(string.breaks && !/^[^\S\n]{0,99}\n/.test(text.slice(at + string.open.length, at + 110)))
		) {
			return stringFrom(text, string, at, until, unclosed);
		}
	}
	const address = syntax.addresses && bareUrlFrom(text, at, until);
	return address ? { kind: 'address', start: at, end: address, open: 'url(', close: ')' } : undefined;
}

function opensLine(text: string, mark: string, syntax: CodeSyntax, at: number, from: number): boolean {
	// An attribute of PHP.
	if (mark === '#' && syntax.line[0] === '//' && /^\[[A-Za-z_\\]/.test(text.slice(at + 1, at + 3))) {
		return false;
	}
	if (syntax.ownLine) {
		let before = at;
		while (before > from && /[^\S\n]/.test(text.charAt(before - 1))) {
			before--;
		}
		return before === from || text[before - 1] === '\n';
	}
	return at === from || (!syntax.spaced && !/^[@A-Za-z]/.test(mark)) || /\s/.test(text.charAt(at - 1));
}

/** A comment up to the end of the line; its mark with what is repeated or added to it (`///`, `//!`, `;;`). */
export function lineComment(text: string, mark: string, at: number, until: number): CodeSpan {
	let end = indexWithin(text, '\n', at, until);
	end = end < 0 ? until : end;
	if (text[end - 1] === '\r') {
		end--;
	}
	const last = mark.at(-1) ?? '';
	let marked = at + mark.length;
	while (last !== ' ' && marked < end && (text[marked] === last || (mark === '//' && text[marked] === '!'))) {
		marked++;
	}
	return { kind: 'comment', start: at, end, open: text.slice(at, marked).trimEnd(), close: '' };
}

/**
 * How far unclosed strings were searched, by their closing marks: an opening mark before that offset is inside the
 * text that was read, after a backslash, and doesn't close either.
 */
export type Unclosed = Map<string, number>;

const backslash = 92;
const backtick = 96;
const lineBreak = 10;

/**
 * A string from its opening mark on; undefined where one that must close on its line does not.
 *
 * @param unclosed updated by this; the same one for all strings of a text
 */
export function stringFrom(
	text: string,
	{ open, close, escape, multiline, hole }: StringSyntax,
	start: number,
	until: number,
	unclosed: Unclosed,
): CodeSpan | undefined {
	const kind = `${open} ${close}`;
	if (!multiline && start < (unclosed.get(kind) ?? 0)) {
		return undefined;
	}
	const first = close.charCodeAt(0);
	let at = start + open.length;
	while (at < until) {
		const code = text.charCodeAt(at);
		const isHole =
			hole !== undefined && (text.startsWith(hole, at) || (hole === '$(' && text.startsWith('${', at)));
		if (isHole) {
			const isEscape = hole === '{' && text[at + 1] === '{';
			at = isEscape ? at + 2 : (endOfHole(text, at + hole.length, until, multiline) ?? at + hole.length);
		} else if (code === (escape === 'backslash' ? backslash : escape === 'backtick' ? backtick : undefined)) {
			at += text.startsWith('\r\n', at + 1) ? 3 : 2;
		} else if (code === first && (close.length === 1 || text.startsWith(close, at))) {
			// A backslash within a word escapes in MySQL; where it does not, no word follows.
			const isApostrophe = escape === 'double' && /^\\'\w/.test(text.slice(at - 1, at + 2));
			const isDoubled = /^(?:double|backtick)$/.test(escape) && text.startsWith(close, at + close.length);
			if (isApostrophe || isDoubled) {
				at += (isApostrophe ? 1 : 2) * close.length;
			} else {
				return { kind: 'string', start, end: at + close.length, open, close };
			}
		} else if (code === lineBreak && !multiline) {
			break;
		} else {
			at++;
		}
	}
	if (multiline) {
		return { kind: 'string', start, end: until, open, close: '' };
	}
	unclosed.set(kind, at);
	return undefined;
}

/** The offset after the expression in a string that begins at an offset; undefined where it doesn't end near. */
function endOfHole(text: string, start: number, until: number, multiline: boolean): number | undefined {
	const open = text[start - 1];
	const close = open === '(' ? ')' : '}';
	let depth = 1;
	const parts = /\\[^]|(["'])(?:\\.|(?!\1)[^\\\n])*\1|[(){}\n]/g;
	for (const { index, 0: part } of text.slice(start, Math.min(until, start + 300)).matchAll(parts)) {
		depth += part === open ? 1 : part === close ? -1 : 0;
		if (depth === 0) {
			return start + index + 1;
		}
		if (part === '\n' && !multiline) {
			break;
		}
	}
	return undefined;
}

/** The span whose inside touches an offset: after its opening mark, and not after its closing one. */
export function spanAround(spans: readonly CodeSpan[], offset: number): CodeSpan | undefined {
	let low = 0;
	let high = spans.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((spans[middle]?.start ?? 0) < offset) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	const next = spans[low];
	// Right after an interpolation, the text goes on.
	const span = next?.kind === 'string' && next.open === '' && next.start === offset ? next : spans[low - 1];
	return span && offset <= span.end - span.close.length && offset >= span.start + span.open.length
		? span
		: undefined;
}
