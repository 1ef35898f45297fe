import { linkBelow, linkOver, type Target } from './target.ts';
import { endOfLine, indentation, lineAt, lineBelow, nextLine, ownersOf, startOfLine } from '../lines.ts';
import type { LinkEdit } from './linkEdit.ts';
import type { LinkLanguage } from '../languages.ts';
import { planPlain } from './planCode.ts';
import { renderLink } from './renderLink.ts';

/** A line of punctuation below or above a title. */
const adornment = /^([!-/:-@[-`{-~])\1{2,}\s*$/;
/** A directive whose content is code, in which a bare path does no harm. */
const codeDirective = /^\s*\.\.\s+(?:code|code-block|sourcecode)::/;
/** A directive whose content may be any text, including an image. */
const container =
	/^\s*\.\.\s+(?:attention|caution|danger|error|hint|important|note|tip|warning|admonition|topic|sidebar|container|compound|only|version(?:added|changed|removed)|deprecated|seealso|tab(?:-item|-set)?|dropdown|card|details|[a-z]+:[\w:-]+)::/;
const directive = /^\s*\.\.\s+(?:\|[^|]*\|\s+)?[\w:.+-]+::(?:\s|$)/;
/** A target for what follows it, rather than for an address. */
const innerTarget = /^\s*(?:\.\.\s+(?:_(?:`[^`]*`|[^:\\]|\\.)*:\s*$|(?:rst-)?class::(?:\s.*)?$)|__\s*$)/;
const explicitTarget = /^\s*(?:\.\.\s+(?:_|(?:rst-)?class::)|__\s|__$)/;
/** What a literal block may begin its lines with instead of an indentation. */
const quoted = /^\s*[!-/:-@[-`{-~]/;
const listMark = /^\s*(?:[-*+•]|\(?(?:\d+|[A-Za-z]|#)[.)])\s+/;

/**
 * A directive of its own with blank lines around it: below the selected lines, or below the paragraph, because
 * reStructuredText has no image within a line. A bare path in literal blocks.
 */
export function planRst(request: Target, language: LinkLanguage): LinkEdit {
	const image = renderLink(language, request.template ?? language.block, request).replace(/\n {3}:alt:$/, '');
	const to = fromBlank(fromTitle(request));
	const { text } = to;
	if (to.isBlank) {
		const blankAfter = lineBelow(text, to.lineEnd).trim() === '' ? undefined : '';
		return linkBelow(to, to.lineEnd, image, { blankAfter });
	}
	const own = startOfLine(text, to.end);
	const owners = [own, ...ownersOf(text, to.end)];
	const [at = own] = owners.filter((each, index) => isWhole(text, each, index > 0)).slice(-1);
	const line = lineAt(text, at);
	const isContent = /\n[ \t]*\r?\n/.test(text.slice(at, own));
	if (isContent && (codeDirective.test(line) || !line.trimStart().startsWith('..'))) {
		return planPlain(to);
	}
	if (to.mode === 'replace' && to.wholeLines) {
		return overLines(to, image);
	}
	if (explicitTarget.test(line)) {
		const above = aboveTargets(to, at, image);
		if (above) {
			return above;
		}
	}
	const isBlock = line.trimStart().startsWith('..');
	const next = lineBelow(text, to.lineEnd);
	const isTerm =
		!isBlock &&
		next.trim() !== '' &&
		!listMark.test(line) &&
		indentation(next).length > indentation(line).length;
	const isText = adornment.test(line) || adornment.test(next) || isQuoted(text, own);
	const isSource = /^\s+(?:---?(?!-)|\u2014)\s*\S/.test(line);
	const indent =
		isBlock || isText
			? indentation(adornment.test(next) ? next : line)
			: isTerm
				? indentation(next)
				: contentIndent(text, isSource ? (owners[1] ?? 0) : to.end);
	const lineEnd = endOfContent(
		text,
		isBlock ? Math.max(endOfLine(text, at), to.lineEnd) : endOfText(text, to.lineEnd, indent.length),
		isBlock ? indent.length : indentation(line).length,
		indent.length,
	);
	const below = linkBelow(to, lineEnd, image, {
		prefix: indent,
		blankBefore: '',
		blankAfter: lineBelow(text, lineEnd).trim() === '' ? undefined : '',
	});
	if (to.mode === 'insert') {
		return below;
	}
	// Replaced within a paragraph: the text goes, the image comes below.
	const rest = text.slice(to.end, lineEnd);
	const shift = to.start - lineEnd + rest.length;
	return {
		start: to.start,
		end: lineEnd,
		text: rest + below.text,
		linkStart: below.linkStart + shift,
		linkEnd: below.linkEnd + shift,
	};
}

/** A comment, a target, or what is indented: it may stand above the title of a document, and shows nothing. */
const unseen = /^(?:(?:\.\.|__)(?:\s.*)?|\s.*)?$/;
/** A directive that shows nothing. */
const setting = /^\.\.\s+(?:\||(?:meta|role|default-role|highlight)::)/;

/** A selection above the title of the document, as if that were selected: it has to come before all that is shown. */
function fromTitle(to: Target): Target {
	const { text, end } = to;
	let at: number | undefined = 0;
	for (
		let line = lineAt(text, 0);
		at !== undefined && unseen.test(line.trimEnd());
		line = lineAt(text, at ?? 0)
	) {
		at = directive.test(line) && !setting.test(line) ? undefined : nextLine(text, at);
	}
	if (at === undefined || at <= end || to.mode === 'replace') {
		return to;
	}
	const isTitle = adornment.test(lineAt(text, at)) || adornment.test(lineBelow(text, at));
	const lineEnd = endOfLine(text, at);
	return isTitle ? { ...to, start: at, end: lineEnd, lineEnd, wholeLines: true } : to;
}

/** Lines whose next ones of the same kind are parts of one list. */
const parts = [listMark, /^\s*:[^:\s][^:]*:(?:\s|$)/, /^\s*(?:--?|\/)\w/, /^\s*\|/];

/**
 * A caret at a blank line, as if the line above were selected where what is below goes on with that, or is indented;
 * elsewhere the image stands there.
 */
function fromBlank(to: Target): Target & { readonly isBlank?: true } {
	const { text, end } = to;
	const above = text.slice(0, startOfLine(text, end)).trimEnd().length;
	if (to.mode === 'replace' || to.start < end || lineAt(text, end).trim() !== '' || above === 0) {
		return to;
	}
	const below = lineAt(text, end + Math.max(0, text.slice(end).search(/\S/)));
	const [owner = above] = [above, ...ownersOf(text, above)].slice(-1);
	const line = lineAt(text, owner);
	const isTerm = /^\S.*\r?\n[^\S\n]+\S/;
	const goesOn =
		indentation(below) !== '' ||
		innerTarget.test(line) ||
		opensQuoted(lineAt(text, above), below) ||
		(adornment.test(line) && /^:[^:\s][^:]*:/.test(below)) ||
		parts.some(part => part.test(line) && part.test(below)) ||
		(isTerm.test(text.slice(startOfLine(text, owner))) && isTerm.test(text.slice(end).trimStart()));
	const lineEnd = endOfLine(text, above);
	return below.trim() !== '' && goesOn
		? { ...to, start: startOfLine(text, above), end: lineEnd, lineEnd, wholeLines: true }
		: { ...to, isBlank: true };
}

/** Whether a line is in a literal block whose lines begin with a mark rather than an indentation. */
function isQuoted(text: string, own: number): boolean {
	let first = own;
	while (first > 0 && lineAt(text, first - 1).trim() !== '') {
		first = startOfLine(text, first - 1);
	}
	const above = lineAt(text, text.slice(0, first).trimEnd().length);
	return opensQuoted(above, lineAt(text, first));
}

/** Whether a paragraph's last line opens a literal block whose first line is another one; no directive or item does. */
function opensQuoted(above: string, first: string): boolean {
	return (
		/::\s*$/.test(above) &&
		!/^\s*\.\./.test(above) &&
		!listMark.test(above) &&
		quoted.test(first) &&
		indentation(above) === indentation(first)
	);
}

/** The image in place of whole lines, with the blank lines it needs. */
function overLines(to: Target, image: string): LinkEdit {
	const { text } = to;
	const line = lineAt(text, to.start);
	const mark = listMark.exec(line)?.[0] ?? indentation(line);
	const start = Math.max(to.start, startOfLine(text, to.start) + mark.length);
	const before = startOfLine(text, to.start);
	const above = before > 0 && mark.trim() === '' && lineAt(text, before - 1).trim() !== '';
	const prefix = ' '.repeat(mark.length);
	return linkOver(to, Math.min(start, to.end), to.end, image, {
		prefix,
		before: above ? to.eol + indentation(line) : '',
		after: lineBelow(text, to.end).trim() === '' ? '' : to.eol,
	});
}

/** Whether a line begins something that may not contain an image: for the line itself, what its content goes on with. */
function isWhole(text: string, at: number, isOwner: boolean): boolean {
	const line = lineAt(text, at);
	if (/^\s*\.\.(?:\s|$)/.test(line) || explicitTarget.test(line)) {
		return !isOwner || !container.test(line) || !directive.test(line);
	}
	return isOwner && /::\s*$/.test(line.slice(-50));
}

/** The image above targets that belong to what follows them; undefined where they name addresses. */
function aboveTargets(to: Target, at: number, image: string): LinkEdit | undefined {
	const { text } = to;
	let first = at;
	let isInner = innerTarget.test(lineAt(text, at));
	while (first > 0) {
		// A target belongs to the one below it even over blank lines.
		const above = isInner ? text.slice(0, first).trimEnd().length : first - 1;
		const isTarget = explicitTarget.test(lineAt(text, above));
		if (!isTarget || (above < first - 2 && !innerTarget.test(lineAt(text, above)))) {
			break;
		}
		first = startOfLine(text, above);
		isInner ||= innerTarget.test(lineAt(text, first));
	}
	if (!isInner) {
		return undefined;
	}
	const indent = indentation(lineAt(text, first));
	const isApart = first === 0 || lineAt(text, first - 1).trim() === '';
	return linkOver(to, first, first, image, {
		prefix: indent,
		before: (isApart ? '' : to.eol) + indent,
		after: to.eol + to.eol,
	});
}

/** The indentation of a list item's or a paragraph's content. */
function contentIndent(text: string, offset: number): string {
	const line = lineAt(text, offset);
	const mark = listMark.exec(line)?.[0];
	return mark === undefined ? indentation(line) : ' '.repeat(mark.length);
}

/** The end of a title, moved past the fields below it: right after the first one, they tell of the document. */
function afterDocInfo(text: string, lineEnd: number): number {
	const fields = /^\s*\n:[^:\s][^:\n]*:.*(?:\r?\n[^\S\n]*\S.*)*/.exec(text.slice(lineEnd));
	return lineEnd + (fields?.[0].trimEnd().length ?? 0);
}

/** The end of the title, paragraph, table or list item that a line belongs to. */
function endOfText(text: string, lineEnd: number, indent: number): number {
	const line = lineAt(text, lineEnd);
	const below = lineBelow(text, lineEnd);
	if (adornment.test(line)) {
		const third = nextLine(text, nextLine(text, lineEnd) ?? text.length);
		const isOver = third !== undefined && lineAt(text, third) === line && below.trim() !== '';
		return afterDocInfo(text, isOver ? endOfLine(text, third) : lineEnd);
	}
	if (adornment.test(below)) {
		return afterDocInfo(text, endOfLine(text, nextLine(text, lineEnd) ?? lineEnd));
	}
	let end = lineEnd;
	const least = listMark.test(line) || indent > 0 ? indent : 0;
	while (lineBelow(text, end).trim() !== '' && indentation(lineBelow(text, end)).length >= least) {
		end = endOfLine(text, nextLine(text, end) ?? end);
	}
	return end;
}

/**
 * The offset after the lines below that are indented deeper than `depth`: the line's own content, and what would
 * become the content of a directive that is indented by `indent`.
 */
function endOfContent(text: string, lineEnd: number, depth: number, indent: number): number {
	let end = lineEnd;
	const blank = nextLine(text, lineEnd);
	const isApart = blank !== undefined && lineAt(text, blank).trim() === '';
	if (isApart && opensQuoted(lineAt(text, lineEnd), lineBelow(text, blank))) {
		while (quoted.test(lineBelow(text, Math.max(end, blank)))) {
			end = endOfLine(text, nextLine(text, Math.max(end, blank)) ?? end);
		}
	}
	const least = Math.max(depth, indent);
	for (let next = nextLine(text, end); next !== undefined; next = nextLine(text, next)) {
		const line = lineAt(text, next);
		if (line.trim() !== '') {
			if (indentation(line).length <= least) {
				break;
			}
			end = endOfLine(text, next);
		}
	}
	return end;
}
