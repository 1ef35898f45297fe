import type { CodeSyntax } from '../codeLanguages.ts';
import { linkAfter, linkBelow, linkOver, type Target } from './target.ts';
import { endOfLine, indentation, lineAt, lineBelow, nextLine, startOfLine } from '../lines.ts';
import { pathForComment, pathForString, plainPath } from '../escapes.ts';
import type { LinkEdit } from './linkEdit.ts';
import { isOrder } from './pragmas.ts';
import { indentedText } from '../syntax/literals.ts';
import type { Region } from '../tags.ts';
import { scanCode, spanAround, type CodeSpan } from '../syntax/scanCode.ts';

/** A bare path, for text whose language is not known. */
export function planPlain(to: Target): LinkEdit {
	const path = plainPath(to.path);
	if (to.mode === 'replace') {
		return linkOver(to, to.start, to.end, path);
	}
	const line = lineAt(to.text, to.end);
	const isIndent = to.end < startOfLine(to.text, to.end) + indentation(line).length;
	return to.wholeLines
		? linkBelow(to, to.lineEnd, path, { prefix: indentation(line) })
		: linkAfter(to, isIndent ? to.lineEnd : to.end, path);
}

/**
 * The path in a comment or string of code in `[from, until)`. Undefined where the language has no comments and
 * the place is not a string, or where a comment would reach beyond `until`.
 */
export function planCode(
	to: Target,
	syntax: CodeSyntax,
	spans: readonly CodeSpan[] = scanCode(to.text, syntax),
	until = to.text.length,
): LinkEdit | undefined {
	const marks = syntax.data ? to.text.matchAll(syntax.data) : [];
	const data = [...marks].find(({ index }) => !spanAround(spans, index))?.index ?? until;
	if (data < until && data <= to.end) {
		const isMark = data === startOfLine(to.text, to.end) && to.mode === 'insert';
		const above = { before: '# ', after: to.eol };
		return isMark ? linkOver(to, data, data, pathForComment(to.path, ''), above) : planPlain(to);
	}
	if (to.mode === 'replace') {
		return replaceInCode(to, syntax, spans);
	}
	const literal = literalAround(to, syntax, spans);
	if (literal) {
		return commentBelow(to, syntax, endOfLine(to.text, literal.end), literal.start, until);
	}
	const inner = spanAround(spans, to.end);
	const names = (syntax.names ?? '') + (syntax.characters ? "'" : '');
	const isName = inner !== undefined && inner.open !== '' && names.includes(inner.open);
	const isLabel =
		inner !== undefined &&
		/^(?:terraform|hcl)$/.test(to.languageId) &&
		opensBlock.test(to.text.slice(inner.end, inner.end + 200));
	const isModule =
		!to.wholeLines && inner?.kind === 'string' && (isName || isLabel || isSpecifier(to.text, inner));
	const end = inner && (isModule ? inner.end : endOfTagged(to.text, spans, inner));
	if (end !== undefined) {
		return afterCode({ ...to, start: end, end, lineEnd: endOfLine(to.text, end) }, syntax, spans, until);
	}
	const isAlone =
		to.wholeLines || (syntax.ownLine === true && inner === undefined) || isDirective(to.text, to.end, inner);
	const span = inner ?? spans.find(({ end }) => end === to.end);
	return isAlone ? belowCode(to, syntax, spans, span, until) : afterCode(to, syntax, spans, until);
}

/** The text around a selection in which a comment is text as well: a heredoc, a scalar of YAML over several lines. */
function literalAround(
	{ text, end, lineEnd }: Target,
	syntax: CodeSyntax,
	spans: readonly CodeSpan[],
): Region | undefined {
	return syntax.indented
		? indentedText(text, end, syntax.indented)
		: spans.find(span => span.kind === 'heredoc' && span.start <= lineEnd && end <= span.end);
}

/** The path in a comment of its own below a line, as far indented as the line at an offset. */
function commentBelow(
	to: Target,
	syntax: CodeSyntax,
	lineEnd: number,
	from: number,
	until: number,
): LinkEdit | undefined {
	const mark = lineEnd <= until ? newComment(syntax, true) : undefined;
	const prefix = indentation(lineAt(to.text, from));
	return mark && linkBelow(to, lineEnd, pathForComment(to.path, mark[1]), surrounded(mark, prefix));
}

/** The end of the template that a span is a part of, where a function reads it: what is in it is another language. */
function endOfTagged(text: string, spans: readonly CodeSpan[], part: CodeSpan): number | undefined {
	const open: CodeSpan[] = [];
	let own: CodeSpan | undefined;
	for (const span of spans.filter(({ kind, open }) => kind === 'string' && /^`?$/.test(open))) {
		if (span.open !== '') {
			open.push(span);
		}
		own = span === part ? open.at(-1) : own;
		if (span.close === '`' && open.pop() === own && own) {
			const before = text.slice(Math.max(0, own.start - 200), own.start);
			return /(?:[\w$)\]>]|<(?:style|script)\b[^<>]*>\s*\{\s*)$/.test(before) ? span.end : undefined;
		}
	}
	return undefined;
}

/**
 * Whether a string names a module, file or key, or is a directive (`'use client'`): no other text does the same.
 */
export function isSpecifier(text: string, { start, end }: CodeSpan): boolean {
	const before = text.slice(Math.max(0, start - 100), start);
	return (
		/(?:\b(?:from|import|(?:include|require)(?:_\w+)?!?|use|forward|export|part(?: of)?)|@import[^;{}\n]*,|@(?:import|use|forward|plugin|charset|config|source)|\[[\w|-]+[~|^$*]?=|(?:^|\n)syntax\s*=)\s*(?:\([\w\s,]{0,30}\)?\s*)?$/.test(
			before,
		) ||
		/^\s*(?::(?!:)|=(?![=~]))/.test(text.slice(end, end + 20)) ||
		(/^.use [\w ]+.$/.test(text.slice(start, Math.min(end, start + 40))) &&
			/(?:^|[\n;{])[^\S\n]*$/.test(before))
	);
}

/** What follows the labels of a block in HCL, which are strings. */
const opensBlock = /^[^\S\n]*(?:"[^"\n]*"[^\S\n]*)?\{/;

/** A line in which C# and Swift take no comment. */
const preprocessor =
	/^\s*#(?:if|elif|elseif|else|endif|define|undef|region|endregion|nullable|pragma|line|error|warning)\b/;

/** Whether a line, or the comment that it ends with, is an order to a tool: `#!/bin/sh`, `//go:build`. */
function isDirective(text: string, offset: number, comment: CodeSpan | undefined): boolean {
	const start = startOfLine(text, offset);
	return (
		(comment === undefined && preprocessor.test(lineAt(text, start))) ||
		isOrder(text.slice(comment?.kind === 'comment' ? comment.start : start, endOfLine(text, offset)))
	);
}

function belowCode(
	to: Target,
	syntax: CodeSyntax,
	spans: readonly CodeSpan[],
	span: CodeSpan | undefined,
	until: number,
): LinkEdit | undefined {
	const indent = indentation(lineAt(to.text, to.end));
	if (span?.kind === 'comment') {
		return belowComment(to, span);
	}
	const string = spanAround(spans, to.lineEnd);
	if (string?.kind === 'string' && !(to.isMoved && to.start <= string.start)) {
		const after = to.text[to.lineEnd - 1] === '\\' && /^["']$/.test(string.open) ? ' \\' : '';
		return linkBelow(to, to.lineEnd, pathForString(to.path, string), { prefix: indent, after });
	}
	// A comment may not go between a line that ends in a backslash and the one that continues it.
	const lineEnd = endOfContinued(to, spans, syntax, until);
	// Where a comment takes in what is indented more, it's indented as much.
	const below = syntax.ownLine ? (/^[^\S\n]+(?=\S)/.exec(lineBelow(to.text, lineEnd))?.[0] ?? '') : '';
	const prefix = below.length > indent.length ? below : indent;
	const mark = lineEnd <= until ? newComment(syntax, true) : undefined;
	return mark && linkBelow(to, lineEnd, pathForComment(to.path, mark[1]), surrounded(mark, prefix));
}

/** The end of the selection's last line, moved past the strings and comments it is in and the lines that continue it. */
function endOfContinued(
	{ text, start, lineEnd, isMoved }: Target,
	spans: readonly CodeSpan[],
	{ continues = /\\$/, indented }: Pick<CodeSyntax, 'continues' | 'indented'>,
	until = text.length,
): number {
	for (let over = spanAround(spans, lineEnd); over && over.end > lineEnd; over = spanAround(spans, lineEnd)) {
		lineEnd = endOfLine(text, over.end);
	}
	const indent = indentation(lineAt(text, start)).length;
	while (
		lineEnd < until &&
		(continues.test(text.slice(Math.max(0, lineEnd - 2), lineEnd)) ||
			(isMoved && indented && indentation(lineBelow(text, lineEnd)).length > indent))
	) {
		lineEnd = endOfLine(text, nextLine(text, lineEnd) ?? until);
	}
	return lineEnd;
}

/** The marks of a new comment: `preferLine` where it has a line of its own. */
function newComment(syntax: CodeSyntax, preferLine: boolean): readonly [string, string] | undefined {
	const line = syntax.line[0] === undefined ? undefined : ([syntax.line[0].trimEnd(), ''] as const);
	return preferLine ? (line ?? syntax.block[0]) : (syntax.block[0] ?? line);
}

function surrounded([open, close]: readonly [string, string], prefix = '') {
	return { prefix, before: `${open} `, after: close === '' ? '' : ` ${close}` };
}

function belowComment(to: Target, comment: CodeSpan): LinkEdit {
	const { text, lineEnd } = to;
	const path = pathForComment(to.path, comment.close);
	const indent = indentation(lineAt(text, comment.start));
	if (comment.close === '' && !comment.endless) {
		const continues = /^(?:c|cpp|cuda-cpp|objective-c(?:pp)?|glsl|hlsl|shaderlab)$/.test(to.languageId);
		const end = continues ? endOfContinued(to, [], {}) : lineEnd;
		return linkBelow(to, end, path, surrounded([comment.open, ''], indentation(lineAt(text, to.end))));
	}
	if (comment.end > lineEnd || comment.endless) {
		return linkBelow(to, lineEnd, path, { prefix: continuation(text, comment, lineEnd) });
	}
	// The comment ends on this line: inside it while its closing mark has a line of its own, else a new one below.
	const lastLine = startOfLine(text, comment.end);
	const closing = text.slice(lastLine, comment.end - comment.close.length);
	if (lastLine > comment.start && closing.trim() === '') {
		const above = endOfLine(text, startOfLine(text, lastLine - 1));
		return linkBelow(to, above, path, { prefix: continuation(text, comment, above) });
	}
	return linkBelow(to, lineEnd, path, surrounded([comment.open, comment.close], indent));
}

/** What a line inside a block comment begins with, below the line that ends at `lineEnd`: ` * `, or indentation. */
function continuation(text: string, comment: CodeSpan, lineEnd: number): string {
	const line = lineAt(text, lineEnd);
	const first = startOfLine(text, lineEnd) <= comment.start;
	if (!first) {
		return /^\s*\*(?!\/)\s?/.exec(line)?.[0].replace(/\*$/, '* ') ?? indentation(line);
	}
	const below = lineBelow(text, lineEnd);
	const closing = comment.close !== '' && below.trimStart().startsWith(comment.close);
	const star = /^(\s*)\*/.exec(below)?.[1];
	if (star !== undefined) {
		return `${star}* `;
	}
	const inner = `${indentation(line)}${comment.open.endsWith('*') ? ' * ' : '  '}`;
	return below.trim() === '' || closing ? inner : indentation(below);
}

function afterCode(
	to: Target,
	syntax: CodeSyntax,
	spans: readonly CodeSpan[],
	until: number,
): LinkEdit | undefined {
	const span = spanAround(spans, to.end);
	if (span?.kind === 'comment') {
		return linkAfter(to, to.end, pathForComment(to.path, span.close));
	}
	if (span?.kind === 'string') {
		return linkAfter(to, endOfInterpolation(to.text, span, to.end), pathForString(to.path, span));
	}
	const mark = newComment(syntax, false);
	if (!mark) {
		return undefined;
	}
	if (mark[1] !== '') {
		const end = endOfToken(to.text, spans, to.end, until, syntax.characters);
		return linkAfter(to, end, pathForComment(to.path, mark[1]), surrounded(mark));
	}
	const lineEnd = endOfContinued(to, spans, syntax, until);
	const marks = spanAround(spans, lineEnd)?.kind === 'comment' ? {} : surrounded(mark);
	return lineEnd > until ? undefined : linkAfter(to, lineEnd, pathForComment(to.path, ''), marks);
}

/** An offset in a string, moved past the interpolation, placeholder in braces or escape that it is in. */
export function endOfInterpolation(text: string, string: CodeSpan, offset: number): number {
	const before = text.slice(string.start, offset);
	const [call, inner] = /[\\$]\((\(?)(?:[^()]|\([^()]*\))*$/.exec(before.slice(-300)) ?? [];
	const close = inner === '(' ? /^(?:[^()\n]|\([^()\n]*\))*\)[^()\n]*\)/ : /^(?:[^()\n]|\([^()\n]*\))*\)/;
	const rest = call === undefined ? null : close.exec(text.slice(offset, string.end));
	if (rest) {
		return offset + rest[0].length;
	}
	// Braces may be within others: `{a:>{width}}`. Those around statements are no interpolation.
	const open: number[] = [];
	const rule = Math.max(before.lastIndexOf(';'), before.lastIndexOf('\n')) + string.start;
	let over = offset;
	for (let at = string.start; at < string.end - string.close.length; at++) {
		if (at >= offset && (open.length === 0 || /[;\n]/.test(text.charAt(at)))) {
			break;
		}
		if (text[at] === '{') {
			open.push(at);
		} else if (text[at] === '}') {
			const from = open.pop() ?? at;
			over = rule < from && from < offset && at >= offset ? at + 1 : over;
		}
	}
	const near = before.slice(-100);
	const isEscape = /(?<!\\)(?:\\\\)*\\$/.test(near);
	// A variable goes on with its index or property.
	const variable = /\$\w*(\[[^\]\s]*|->\w*)?$/.exec(near);
	const [, part = ''] = variable ?? [];
	const tail = part === '' ? /^\w*(?:\[[^\]\s]+\]|->\w+)?/ : part.startsWith('[') ? /^[^\]\s]*\]/ : /^\w*/;
	const more = variable ? (tail.exec(text.slice(offset, string.end))?.[0].length ?? 0) : 0;
	return over === offset ? offset + (isEscape ? 1 : more) : over;
}

/** An offset within a word, an operator or the mark of a comment or string, moved past it. */
function endOfToken(
	text: string,
	spans: readonly CodeSpan[],
	offset: number,
	until: number,
	primes = false,
): number {
	const span = spans.find(({ start, end }) => start < offset && offset < end);
	if (span) {
		return span.end;
	}
	const lineStart = startOfLine(text, offset);
	const header = /^[^\S\n]*#[^\S\n]*(?:include|import)[^\S\n]*<[^<>\n]*>/.exec(lineAt(text, offset));
	if (header && offset - lineStart < header[0].length) {
		return lineStart + header[0].length;
	}
	const following = spans.find(({ start }) => start >= offset);
	const next = following?.start ?? until;
	const rest = /^[^\s;()[\]{}]*/.exec(text.slice(offset, endOfLine(text, offset)))?.[0] ?? '';
	const isPath = /(?:^|[\s([{=])(?:[.~]{0,2}\/|[a-z]+:\/\/)[^\s;()[\]{}]*$/;
	// What touches a string or comment is a division rather than a path.
	if (offset + rest.length < next && isPath.test(text.slice(lineStart, offset))) {
		return offset + rest.length;
	}
	// Within the mark of an interpolation.
	if (text.startsWith('${', offset - 1)) {
		return offset + 1;
	}
	const isNumber = /\d\.\d/.test(text.slice(Math.max(0, offset - 2), offset + 2));
	const token = [
		isNumber ? /[\w.]/ : primes ? /[\w$@#\\'\u0080-\uffff-]/ : /[\w$@#\\\u0080-\uffff-]/,
		/[^\w\s(){}[\];,"'`\u0080-\uffff]/,
	].find(part => part.test(text.charAt(offset - 1)) && part.test(text.charAt(offset)));
	let at = offset;
	while (at < next && token?.test(text.charAt(at)) && !text.startsWith('->', at)) {
		at++;
	}
	// What touches a string is a part of it: `u8"a"`.
	const isPrefix = at === next && following?.close !== '' && /\w/.test(text.charAt(at - 1));
	return isPrefix && following?.kind === 'string' ? following.end : at;
}

function replaceInCode(to: Target, syntax: CodeSyntax, spans: readonly CodeSpan[]): LinkEdit | undefined {
	const { start, end } = to;
	const literal = literalAround(to, syntax, spans);
	if (literal && start > endOfLine(to.text, literal.start)) {
		return linkOver(to, start, end, plainPath(to.path));
	}
	const first = spans.find(
		span => span.start <= start && start <= span.end && end > span.start && start < span.end,
	);
	const last = spans.findLast(span => span.start < end && end <= span.end);
	if (first?.kind === 'string' && first === last) {
		return replaceInString(to, first);
	}
	if (first?.kind === 'comment' && last?.kind === 'comment' && onlyComments(to.text, spans, first, last)) {
		const whole = start === first.start;
		const star = /^\*\s/.test(to.text.slice(start, start + 2)) ? '* ' : '';
		const close = whole ? first.close : last.close;
		return linkOver(to, start, end, pathForComment(to.path, close), {
			before: whole ? `${first.open} ` : star,
			after: close !== '' && end === last.end ? ` ${close}` : '',
		});
	}
	if (to.wholeLines) {
		const mark = newComment(syntax, true);
		return mark && linkOver(to, start, end, pathForComment(to.path, mark[1]), surrounded(mark));
	}
	const string =
		syntax.strings.find(({ open }) => open === '"') ??
		syntax.strings.find(({ multiline }) => !multiline) ??
		syntax.strings[0];
	return string
		? linkOver(to, start, end, pathForString(to.path, string), { before: string.open, after: string.close })
		: linkOver(to, start, end, plainPath(to.path));
}

function replaceInString(to: Target, string: CodeSpan): LinkEdit {
	const path = pathForString(to.path, string);
	return linkOver(to, to.start, to.end, path, {
		before: to.start < string.start + string.open.length ? string.open : '',
		after: to.end > string.end - string.close.length ? string.close : '',
	});
}

/** Whether there is only white space between the comments from `first` to `last`. */
function onlyComments(text: string, spans: readonly CodeSpan[], first: CodeSpan, last: CodeSpan): boolean {
	const between = spans.slice(spans.indexOf(first), spans.indexOf(last) + 1);
	return between.every(
		(span, index) =>
			span.kind === 'comment' && text.slice(between[index - 1]?.end ?? span.start, span.start).trim() === '',
	);
}
