import { knownSyntax } from '../codeLanguages.ts';
import { linkAfter, linkBelow, linkOver, type Target } from './target.ts';
import { endOfLine, indentation, lineAt, startOfLine } from '../lines.ts';
import { plainPath } from '../escapes.ts';
import type { LinkEdit } from './linkEdit.ts';
import type { LinkLanguage } from '../languages.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { planCode, planPlain } from './planCode.ts';
import { renderLink } from './renderLink.ts';
import type { CodeSpan } from '../syntax/scanCode.ts';
import type { Region } from '../tags.ts';

const syntax = knownSyntax('latex');

/** Environments whose content is printed as it is. */
const verbatim = /\\(begin|end)\s*\{(?:[vV]erbatim|BVerbatim|lstlisting|minted|comment)\*?\}/g;

/**
 * `\includegraphics` below whole lines and comments, or after the selection and the arguments it is in. In a preamble
 * the path goes in a comment; in verbatim text it is bare.
 */
export function planLatex(to: Target, language: LinkLanguage): LinkEdit | undefined {
	const image = renderLink(language, to.template ?? language.block, to);
	const printed = verbatimAround(to.text, to.end);
	if (printed && to.mode === 'insert' && printed.isMark) {
		return linkBelow(to, endOfLine(to.text, printed.end), image, {
			prefix: indentation(lineAt(to.text, printed.start)),
		});
	}
	const isWhole = printed && to.start <= printed.start && printed.end <= to.end;
	if ((printed && !isWhole) || isSkipped(to.text, to.end)) {
		return planPlain(to);
	}
	const comment = commentAt(to.text, to.end);
	const over = endOfDocument(to.text);
	if (over !== undefined && to.end > over && to.mode === 'insert') {
		// What follows the document is not typeset.
		const lineStart = startOfLine(to.text, over);
		return startOfLine(to.text, to.end) === lineStart && lineStart > 0
			? linkBelow(to, endOfLine(to.text, startOfLine(to.text, lineStart - 1)), image)
			: planCode(to, syntax, comment ? [comment] : []);
	}
	if (inPreamble(to.text, to.end)) {
		return planCode(to, syntax, comment ? [comment] : []);
	}
	if (comment && to.mode === 'replace' && comment.start <= to.start) {
		return isOnlyMarker(to, comment)
			? linkOver(to, comment.start, comment.end, image)
			: linkOver(to, to.start, to.end, plainPath(to.path));
	}
	if (to.mode === 'replace') {
		return linkOver(to, to.start, to.end, image);
	}
	const whole = opaqueAround(to);
	if (whole) {
		return linkBelow(to, endOfLine(to.text, whole.end), image, {
			prefix: indentation(lineAt(to.text, whole.start)),
		});
	}
	const after = endOfWhole(to) ?? endOfArguments(to);
	return comment || (to.wholeLines && after <= to.lineEnd)
		? linkBelow(to, to.lineEnd, image, { prefix: indentation(lineAt(to.text, to.end)) })
		: to.wholeLines
			? linkBelow(to, endOfLine(to.text, after), image, { prefix: indentation(lineAt(to.text, to.end)) })
			: linkAfter(to, after, image);
}

/** Environments in which an image can't be inserted: formulas, tables, drawings, lists before their first item. */
const opaque =
	/^(?:equation|(?:fl)?align(?:at|ed)?|gather(?:ed)?|multline|split|(?:IEEE)?eqnarray|math|displaymath|tabular[xy]?|longtable|tblr|tabbing|array|tikzpicture|circuitikz|axis|picture|(?:[pbvBV]|small)?matrix|d?cases|thebibliography|itemize|enumerate|description|filecontents)\*?$/;

/** The outermost environment or formula around the selection's end that takes no image. */
function opaqueAround({ text, end, lineEnd, wholeLines }: Target): Region | undefined {
	const at = wholeLines ? lineEnd : end;
	const open: { readonly name: string; readonly start: number }[] = [];
	const found: Region[] = [];
	for (const mark of text.matchAll(/\\(begin|end)\s*\{([^{}]*)\}|(?<!\\)%.*|\\(?:[[\]()]|.)|\$\$?/g)) {
		const [whole, kind, name = ''] = mark;
		const after = mark.index + whole.length;
		const math = /^(?:\$\$?|\\[[(])$/.test(whole) ? whole : { '\\]': '\\[', '\\)': '\\(' }[whole];
		const closes = kind === 'end' || (math !== undefined && (math !== whole || open.at(-1)?.name === whole));
		const label = math ?? name;
		if (kind === 'begin' || (math !== undefined && !closes)) {
			open.push({ name: label, start: mark.index });
		} else if (closes) {
			const index = open.findLastIndex(each => each.name === label);
			const start = open[index]?.start ?? at;
			if (index >= 0) {
				open.length = index;
			}
			if (start < at && at < after) {
				const isList = /^(?:itemize|enumerate|description|thebibliography)/.test(label);
				const isFull = isList && /\\(?:bib)?item\b/.test(text.slice(start, at));
				if ((math !== undefined || opaque.test(label)) && !isFull) {
					found.push({ start, end: after });
				}
			}
		}
	}
	return found.at(-1);
}

/** Where the document ends, if it says so. */
function endOfDocument(text: string): number | undefined {
	const found =
		/^((?:[^%\\\n\r\u2028\u2029]|\\(?!end\s{0,9}\{document\})[^\n\r\u2028\u2029])*)\\end\s{0,9}\{document\}/m.exec(
			text,
		);
	return found === null ? undefined : found.index + (found[1] ?? '').length;
}

/** Text within a line that is printed as it is (`\verb|a|`), and definitions of macros in TeX's own words. */
const wholes =
	/\\(?:verb\*?|lstinline(?:\[[^\][]{0,200}\])?)([^\w\s{*[]).{0,500}?\1|\\[gex]?def\s*\\[A-Za-z@]+(?:[^A-Za-z@{}%\n][^{}%\n]*)?\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|\\let\s*\\[A-Za-z@]+[\s=]*(?:\\[A-Za-z@]+|[^\s\\=])/g;

/** The end of the one of those that the selection ends in. */
function endOfWhole({ text, end }: Target): number | undefined {
	const from = Math.max(0, end - 500);
	return [...text.slice(from, end + 500).matchAll(wholes)]
		.map(({ index, 0: found }) => [from + index, from + index + found.length] as const)
		.find(([start, last]) => start < end && end < last)?.[1];
}

/** The environment around an offset whose content is printed as it is; with whether the offset is at its marks. */
function verbatimAround(text: string, offset: number): (Region & { readonly isMark: boolean }) | undefined {
	let start: number | undefined;
	for (const { index, 0: found, 1: kind } of text.matchAll(verbatim)) {
		const end = index + found.length;
		if (kind === 'begin') {
			start ??= index;
		} else if (start !== undefined) {
			if (start < offset && offset <= end) {
				const isMark = offset <= endOfLine(text, start) || index < offset;
				return { start, end, isMark };
			}
			start = undefined;
		}
	}
	return start !== undefined && start < offset ? { start, end: text.length, isMark: false } : undefined;
}

/**
 * Whether TeX skips the text at an offset: it is between an `\iffalse` that begins a line and its `\fi`. Elsewhere in a
 * line it is mostly a part of a macro.
 */
function isSkipped(text: string, offset: number): boolean {
	let depth = 0;
	for (const [, opens, name = ''] of text
		.slice(0, offset)
		.matchAll(
			/(?<!\\)%.*|^[ \t]*\\(iffalse)(?![a-z])|\\(else|fi|if(?!thenelse|f(?![a-z]))[a-z]*)(?![a-z])/gim,
		)) {
		if (name === 'fi' || (name === 'else' && depth === 1)) {
			depth = Math.max(0, depth - 1);
		} else if (opens || (depth > 0 && name.startsWith('if'))) {
			depth++;
		}
	}
	return depth > 0;
}

/** Whether the offset is before `\begin{document}` of a document that has one. */
function inPreamble(text: string, offset: number): boolean {
	const begin = text.search(/^[^%\n\r\u2028\u2029]*\\begin\s*\{document\}/m);
	return begin >= offset;
}

/** The comment on the offset's line, if the offset is in it. */
function commentAt(text: string, offset: number): CodeSpan | undefined {
	const end = endOfLine(text, offset);
	const line = lineAt(text, offset);
	const found = /(?<!\\)(?:\\\\)*(%+)/.exec(line);
	if (!found) {
		return undefined;
	}
	const marks = found[1] ?? '%';
	const start = end - line.length + found.index + found[0].length - marks.length;
	return start < offset ? { kind: 'comment', start, end, open: marks, close: '' } : undefined;
}

/** The offset after the macro whose name or arguments the selection ends in, and after all its arguments. */
function endOfArguments({ text, end }: Target): number {
	const open: number[] = [];
	let macro = false;
	let last = end;
	const mark = /(?<!\\)%.*|\\(?:[A-Za-z@]+\*?|[^])|\r?\n[ \t]*\r?\n|[{}[\]]|[^\s\\{}[\]%]+/g;
	/** Macros and arguments whose end is still to come, by whether the selection's end is in them. */
	let inside = false;
	for (const { index, 0: found } of text.matchAll(mark)) {
		const after = index + found.length;
		if (index >= end && open.length === 0 && !(macro && inside && /^[{[]$/.test(found))) {
			break;
		}
		if (/^\\[A-Za-z@]/.test(found)) {
			if (open.length === 0) {
				macro = true;
				inside = index < end && end <= after;
				last = inside ? after : last;
			}
		} else if (found === '{' || (found === '[' && macro)) {
			open.push(index);
		} else if ((found === '}' || found === ']') && open.length > 0) {
			const start = open.pop() ?? index;
			if (open.length === 0 && macro && (inside || (start < end && end <= index))) {
				inside = true;
				last = Math.max(last, after);
			}
		} else if (/^\r?\n/.test(found) && index < end) {
			open.length = 0;
			macro = false;
		} else if (open.length === 0 && !found.startsWith('%')) {
			macro = false;
			inside = false;
		}
	}
	return Math.max(end, last);
}
