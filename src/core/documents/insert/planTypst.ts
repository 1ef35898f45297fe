import { knownSyntax } from '../codeLanguages.ts';
import { endOfReference, linkAfter, linkBelow, linkOver, type Target } from './target.ts';
import { endOfLine, indentation, lineAt, startOfLine } from '../lines.ts';
import type { Region } from '../tags.ts';
import type { LinkEdit } from './linkEdit.ts';
import type { LinkLanguage } from '../languages.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { isSpecifier, planCode, planPlain } from './planCode.ts';
import { afterRegion } from './planTag.ts';
import { renderLink } from './renderLink.ts';
import { scanTypst } from '../syntax/scanTypst.ts';
import type { CodeSpan } from '../syntax/scanCode.ts';

const syntax = knownSyntax('typst');
/** What comes before a string that names a file or an address. */
const address = /\b(?:image|bibliography|link|plugin|read|csv|json|toml|yaml|xml|cbor)\(\s*$/;

/**
 * `#image(…)` in markup, `image(…)` in a code block, the path within a string; in arguments the path in a
 * comment, in raw text bare.
 */
export function planTypst(to: Target, language: LinkLanguage): LinkEdit | undefined {
	const { spans, raws, formulas, modes, statementAt } = scanTypst(to.text);
	const block = renderLink(language, to.template ?? language.block, to);
	const inline = renderLink(language, to.template ?? language.inline ?? language.block, to);
	const raw = raws.find(({ start, end }) => start < to.end && to.end <= end);
	const isFence = (offset: number) => startOfLine(to.text, offset) === startOfLine(to.text, to.end);
	const isBlock = raw && raw.end > endOfLine(to.text, raw.start) && modes(raw.start) === 'markup';
	if (isBlock && to.mode === 'insert' && (isFence(raw.start) || isFence(raw.end))) {
		return linkBelow(to, endOfLine(to.text, raw.end), block, {
			prefix: indentation(lineAt(to.text, raw.start)),
		});
	}
	if (raws.some(({ start, end }) => start < to.start && to.end < end)) {
		return planPlain(to);
	}
	const formula = formulas.find(({ start, end }) => start < to.end && to.end < end);
	if (formula && to.mode === 'insert') {
		const isAlone = lineAt(to.text, formula.end).trim() === to.text.slice(formula.start, formula.end);
		return afterRegion(
			to,
			formula,
			isAlone || to.text.slice(formula.start, formula.end).includes('\n') ? block : inline,
		);
	}
	const string = spans.find(({ kind, start, end }) => kind === 'string' && start < to.start && to.end < end);
	const isAddress = string && address.test(to.text.slice(Math.max(0, string.start - 30), string.start));
	if (isAddress && to.mode === 'insert') {
		return planCode({ ...to, start: string.end, end: string.end }, syntax, spans);
	}
	if (string && (to.mode === 'replace' || !isSpecifier(to.text, string))) {
		const path = language.escapePath(to.path);
		return to.mode === 'replace' ? linkOver(to, to.start, to.end, path) : linkAfter(to, to.end, path);
	}
	const comment = spans.find(
		({ kind, start, end }) => kind === 'comment' && start <= to.start && to.end <= end,
	);
	const mode = modes(comment?.end ?? (to.wholeLines ? to.lineEnd : to.end));
	if (mode === 'arguments' || (mode === 'code' && !comment && !to.wholeLines)) {
		return planCode(to, syntax, spans);
	}
	const image = mode === 'code' ? block.replace(/^#/, '') : block;
	if (comment) {
		return atComment(to, comment, image);
	}
	if (to.mode === 'replace') {
		return linkOver(to, to.start, to.end, to.wholeLines ? image : inline);
	}
	if (!to.wholeLines) {
		const statement = statementAt(to.end);
		if (statement === undefined) {
			return linkAfter(to, endOfLabel(to, [...spans, ...raws]), inline);
		}
		// What follows a statement on its line doesn't compile.
		return /^[\r\n]?$/.test(to.text.charAt(statement.end))
			? linkBelow(to, statement.end, image, { prefix: indentation(lineAt(to.text, statement.start)) })
			: linkOver(to, statement.end, statement.end, inline, { before: '; ' });
	}
	const mark = /^\s*(?:[-+]|\d+\.|\/)\s+/.exec(lineAt(to.text, to.end))?.[0];
	const prefix = mark?.replace(/\S/g, ' ') ?? indentation(lineAt(to.text, to.end));
	return linkBelow(to, to.lineEnd, image, { prefix });
}

/** The selection's end, moved past the label or the expression that it is in. */
function endOfLabel(to: Target, parts: readonly Region[]): number {
	const { text, end, lineEnd } = to;
	const before = text.slice(Math.max(0, end - 200), end);
	if (/#context\s{0,9}$|#(?:context\s+)?[\p{L}_][\w.-]*(?:\([^()]*\)|\[[^\][]*\])*$/u.test(before)) {
		const gap = /#context\s*$/.test(before) ? (/^\s*/.exec(text.slice(end, lineEnd))?.[0].length ?? 0) : 0;
		const rest = text.slice(end + gap, lineEnd);
		const after = /^[\w-]*(?:\.[\p{L}_][\w-]*|\([^()\n]*\)|\[[^\][\n]*\])*/u.exec(rest);
		return endOfArguments(text, end + gap + (after?.[0].length ?? 0), parts);
	}
	const rest = /<[\w:.-]*$/.test(text.slice(Math.max(0, end - 100), end)) ? text.slice(end, lineEnd) : '';
	return endOfReference({ ...to, end: end + (/^[\w:.-]*>/.exec(rest)?.[0].length ?? 0) });
}

/** The offset after the arguments and contents that begin at an offset, over several lines; there if none do. */
function endOfArguments(text: string, start: number, parts: readonly Region[]): number {
	const ends = new Map(parts.map(part => [part.start, part.end]));
	let depth = 0;
	let last = start;
	for (let at = start; at < text.length && (depth > 0 || /[([{]/.test(text.charAt(at))); at++) {
		const end = ends.get(at);
		at = end === undefined ? at : end - 1;
		depth +=
			end !== undefined ? 0 : /[([{]/.test(text.charAt(at)) ? 1 : /[)\]}]/.test(text.charAt(at)) ? -1 : 0;
		last = depth === 0 ? at + 1 : last;
	}
	return last;
}

function atComment(to: Target, comment: CodeSpan, image: string): LinkEdit | undefined {
	if (to.mode === 'insert') {
		return comment.close === ''
			? linkBelow(to, endOfLine(to.text, comment.end), image, {
					prefix: indentation(lineAt(to.text, to.end)),
				})
			: afterRegion(to, comment, image);
	}
	return isOnlyMarker(to, comment)
		? linkOver(to, comment.start, comment.end, image)
		: planCode(to, syntax, [comment]);
}
