import { codeSyntax, knownSyntax } from '../codeLanguages.ts';
import { linkAfter, linkBelow, linkOver, type Target } from './target.ts';
import { endOfLine, indentation, lineAt, lineBelow, startOfLine } from '../lines.ts';
import { pathForComment } from '../escapes.ts';
import type { LinkEdit } from './linkEdit.ts';
import type { LinkLanguage } from '../languages.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { endOfInterpolation, isSpecifier, planCode } from './planCode.ts';
import { renderLink } from './renderLink.ts';
import { scanCode, spanAround, type CodeSpan } from '../syntax/scanCode.ts';
import { stylePlace, type StylePlace } from '../syntax/scanStyles.ts';

/** A stylesheet, or the part of a document that is one. */
interface Sheet {
	readonly to: Target;
	readonly spans: readonly CodeSpan[];
	readonly until: number;
	/** The image as a declaration, and as a value. */
	readonly block: string;
	readonly inline: string;
	readonly place: (offset: number) => StylePlace;
}

/**
 * A link in a stylesheet in `[from, until)`: a declaration in a rule, `url("…")` in a value, elsewhere the path in a
 * comment. `languageId` is `css`, `scss` or `less`; the file's extension takes precedence.
 */
export function planStyles(
	to: Target,
	language: LinkLanguage,
	languageId: string,
	from = 0,
	until = to.text.length,
): LinkEdit | undefined {
	const id = /\.(scss|less)$/i.exec(to.fileName)?.[1]?.toLowerCase() ?? languageId;
	const syntax = codeSyntax(id) ?? knownSyntax('css');
	const spans = scanCode(to.text, syntax, from, until);
	const sheet: Sheet = {
		to,
		spans,
		until,
		block: renderLink(language, to.template ?? language.block, to),
		inline: renderLink(language, to.template ?? language.inline ?? language.block, to),
		place: offset => stylePlace(to.text, spans, offset, from, until),
	};
	const string = spanAround(spans, to.end);
	if (string?.kind === 'string' && string.start < to.start) {
		const path = language.escapePath(to.path);
		const isAddress = /(?<![\w-])(?:url\(\s*|image-set\([^(){};]*)$/i.test(
			to.text.slice(Math.max(0, string.start - 200), string.start),
		);
		if (isAddress && to.mode === 'replace') {
			return linkOver(to, string.start + string.open.length, string.end - string.close.length, path);
		}
		const { colon, rule, takesImage } = sheet.place(to.end);
		const isText = takesImage || !(colon || rule);
		if (!isAddress && to.mode === 'insert' && isSpecifier(to.text, string)) {
			return planCode(to, syntax, spans, until);
		}
		if (!isAddress && (isText || to.mode === 'replace')) {
			return to.mode === 'replace'
				? linkOver(to, to.start, to.end, path)
				: linkAfter(to, endOfInterpolation(to.text, string, to.end), path);
		}
	}
	const comment = spans.find(
		({ kind, start, end }) => kind === 'comment' && start <= to.start && to.end <= end,
	);
	const planned = comment
		? atComment(sheet, comment)
		: to.mode === 'replace'
			? overStyles(sheet)
			: to.wholeLines
				? belowStyles(sheet)
				: afterStyles(sheet);
	return planned ?? planCode(comment ? to : { ...to, end: endOfPart(sheet) }, syntax, spans, until);
}

/** The end of the selector, value or parentheses that the selection ends in, where a comment may follow. */
function endOfPart({ to, spans, until, place }: Sheet): number {
	let { parens } = place(to.end);
	let next = spans.findIndex(({ end }) => end > to.end);
	for (let at = to.end; at < until; at++) {
		const span = spans[next];
		if (span && span.start <= at) {
			at = span.end;
			next++;
		}
		const character = to.text.charAt(at);
		const opens = character === '(' || (character === '{' && /[#@]/.test(to.text.charAt(at - 1)));
		if (parens <= 0 && !opens && /[\s{};,]/.test(character)) {
			return at;
		}
		parens += opens ? 1 : character === ')' || character === '}' ? -1 : 0;
	}
	return until;
}

/** A comment on lines of its own, where a declaration is allowed, gets a declaration below it, or is replaced by one. */
function atComment({ to, place, block }: Sheet, comment: CodeSpan): LinkEdit | undefined {
	const { text } = to;
	const lineStart = startOfLine(text, comment.start);
	const lineEnd = endOfLine(text, comment.end);
	if (text.slice(lineStart, comment.start).trim() !== '' || text.slice(comment.end, lineEnd).trim() !== '') {
		return undefined;
	}
	const { rule, fresh } = place(comment.start);
	if (!rule || !fresh) {
		return undefined;
	}
	if (to.mode === 'insert') {
		return linkBelow(to, lineEnd, block, { prefix: text.slice(lineStart, comment.start) });
	}
	return isOnlyMarker(to, comment) ? linkOver(to, comment.start, comment.end, block) : undefined;
}

function belowStyles({ to, place, block }: Sheet): LinkEdit | undefined {
	const { text } = to;
	const { rule, fresh, mark, markAt, contentEnd, colon, valueStart } = place(to.lineEnd);
	const here = indentation(lineAt(text, colon ? valueStart : to.end));
	if (!rule || (!fresh && (mark === '{' || mark === ''))) {
		return undefined;
	}
	if (fresh) {
		const opened = text[to.end - 1] === '{';
		return linkBelow(to, to.lineEnd, block, { prefix: opened ? inside(text, to.lineEnd) : here });
	}
	// The declaration goes on below: insert after its end, and add the semicolon that the last one may lack.
	return mark === ';'
		? belowMark(to, markAt, block, here)
		: linkBelow(to, contentEnd, block, { prefix: here, ends: ';' });
}

/** Below the line of a semicolon, or right after it where the rule ends on that line. */
function belowMark(to: Target, markAt: number, block: string, prefix: string): LinkEdit {
	const lineEnd = endOfLine(to.text, markAt);
	return to.text.slice(markAt + 1, lineEnd).includes('}')
		? linkAfter(to, markAt + 1, block)
		: linkBelow(to, lineEnd, block, { prefix });
}

/** The indentation of a block's content, below the line that opens it. */
function inside(text: string, lineEnd: number): string {
	const here = indentation(lineAt(text, lineEnd));
	const below = lineBelow(text, lineEnd);
	const deeper = indentation(below);
	return below.trim() !== '' && deeper.length > here.length
		? deeper
		: `${here}${here.startsWith(' ') ? '  ' : '\t'}`;
}

/** What ends the declaration that the selection is, all of it but its semicolon perhaps; undefined where it is none. */
function endOfDeclaration({ to, place }: Sheet): Pick<StylePlace, 'mark' | 'markAt'> | undefined {
	const selected = to.text.slice(to.start, to.end);
	const { rule, fresh } = place(to.start);
	if (!rule || !fresh || !/^[\w-]+\s*:[^{}]*[^{}\s]$/.test(selected)) {
		return undefined;
	}
	if (selected.endsWith(';')) {
		return { mark: ';', markAt: to.end - 1 };
	}
	const { mark, markAt, contentEnd } = place(to.end);
	return mark !== '{' && mark !== '' && contentEnd === to.end ? { mark, markAt } : undefined;
}

/** Values that leave no room for an image: one with another, or a keyword that stands alone. */
const full =
	/(?<![\w-])(?:url|(?:-\w+-)?(?:image-set|cross-fade|element|paint|[a-z-]{0,30}gradient))\(|^\s*(?:none|normal|inherit|initial|unset|revert)\b/i;
const variable = /[\s;{](?:--|[$@])\w[\w-]{0,60}\s{0,9}:$/;

function afterStyles(sheet: Sheet): LinkEdit | undefined {
	const { to, place, inline, block } = sheet;
	const end = endOfDeclaration(sheet);
	if (end) {
		return end.mark === ';'
			? linkAfter(to, end.markAt + 1, block)
			: linkOver(to, to.end, to.end, block, { before: '; ' });
	}
	const { rule, colon, mark, markAt, contentEnd, statement, takesImage, valueStart } = place(to.end);
	const value = to.text.slice(valueStart, contentEnd);
	const isFull = colon && full.test(value);
	if (
		colon &&
		value.trim() !== '' &&
		variable.test(to.text.slice(Math.max(0, valueStart - 80), valueStart))
	) {
		return undefined;
	}
	if (rule && (statement || (colon && (!takesImage || isFull))) && mark !== '{') {
		const prefix = indentation(lineAt(to.text, colon ? valueStart : contentEnd));
		return mark === ';'
			? belowMark(to, markAt, block, prefix)
			: to.text.slice(contentEnd, endOfLine(to.text, contentEnd)).includes('}')
				? linkOver(to, contentEnd, contentEnd, block, { before: '; ' })
				: linkBelow(to, contentEnd, block, { prefix, ends: ';' });
	}
	return rule && colon && mark !== '{' ? linkAfter(to, endOfPart(sheet), inline) : undefined;
}

/** Where the content of an unquoted `url(` before the selection begins, on its line. */
function openUrl(to: Target): number | undefined {
	const before = to.text.slice(startOfLine(to.text, to.start), to.start);
	const open = /\burl\(\s*[^"'()\s]*$/i.exec(before);
	const lineEnd = endOfLine(to.text, to.end);
	return open && to.text.slice(to.end, lineEnd).includes(')')
		? to.start - before.length + open.index + 'url('.length
		: undefined;
}

function overStyles(sheet: Sheet): LinkEdit | undefined {
	const { to, place, block, inline } = sheet;
	const { text, start, end } = to;
	const selected = text.slice(start, end);
	const { rule, fresh, colon, mark } = place(start);
	if (rule && fresh && (to.wholeLines || selected.endsWith(';')) && !/[{}]/.test(selected)) {
		return linkOver(to, start, end, block);
	}
	if (endOfDeclaration(sheet)) {
		return linkOver(to, start, end, block.replace(/;$/, ''));
	}
	if (rule && colon && mark !== '{' && !/[{}]/.test(selected)) {
		const until = selected.endsWith(';') ? end - 1 : end;
		const open = openUrl(to);
		return open === undefined
			? linkOver(to, start, until, inline)
			: linkOver(to, open, text.indexOf(')', end), inline.replace(/^url\(|\)$/g, ''));
	}
	return linkOver(to, start, end, pathForComment(to.path, '*/'), { before: '/* ', after: ' */' });
}
