import { linkBehind, linkBelow, linkOver } from './target.ts';
import { endOfLine, lineAt, lineBelow, nextLine, startOfLine } from '../lines.ts';
import type { Target } from './target.ts';
import { plainPath } from '../escapes.ts';
import type { LinkEdit } from './linkEdit.ts';
import type { LinkLanguage } from '../languages.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { planPlain } from './planCode.ts';
import { renderLink } from './renderLink.ts';

/** The first and last line of a block whose content is not read as AsciiDoc, or of a table. */
const delimiter = /^(-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}(?=\w*\s*$)|[|,:!]={3,})\w*\s*$/;
/** Lines that hold no text: those, marks of other blocks, attributes. */
const structure = new RegExp(`${delimiter.source}|^(?:_{4,}|={4,}|\\*{4,}|--|\\[.*\\])\\s*$`);
const listMark = /^\s*(?:-|\*{1,5}|\.{1,5}|\d+\.)\s+/;

/**
 * A block image with blank lines around it below whole lines, joined to its list item by a line with `+`; an
 * inline image behind text and in table cells. A bare path in listings, an image behind comments.
 */
export function planAsciiDoc(to: Target, language: LinkLanguage): LinkEdit {
	const { text } = to;
	const block = renderLink(language, to.template ?? language.block, to);
	const inline = renderLink(language, to.template ?? language.inline ?? language.block, to);
	const within = delimitedBlock(text, to.end);
	const line = lineAt(text, to.end);
	if (within?.kind === 'listing') {
		return planPlain(to);
	}
	const comment = within !== undefined || /^\/\/(?!\/)/.test(line);
	const mark = listMark.exec(line)?.[0] ?? '';
	if (to.mode === 'replace') {
		return replaceIn(to, block, inline, comment && !within, line);
	}
	if (comment || structure.test(line) || (to.wholeLines && !line.startsWith('|'))) {
		const list = !comment && mark !== '';
		const lineEnd = within?.end ?? to.lineEnd;
		return linkBelow(to, lineEnd, block, {
			blankBefore: list ? '+' : '',
			blankAfter: lineBelow(text, lineEnd).trim() === '' || list ? undefined : '',
		});
	}
	// Behind what marks the line as a list item or title, nothing but a whole line is left.
	const marks = /^=+\s|^[.*-]+$|^[A-Z]{3,9}:\s/.exec(line)?.[0] ?? mark;
	const isMark = to.end < startOfLine(text, to.end) + marks.length;
	return linkBehind(to, isMark ? to.lineEnd : to.end, inline);
}

function replaceIn(to: Target, block: string, inline: string, comment: boolean, line: string): LinkEdit {
	const lineStart = startOfLine(to.text, to.start);
	if (comment && lineStart === startOfLine(to.text, to.end)) {
		const rest = to.text.slice(lineStart, to.start) + to.text.slice(to.end, to.lineEnd);
		return isOnlyMarker(rest)
			? linkOver(to, lineStart, to.lineEnd, block)
			: linkOver(to, to.start, to.end, plainPath(to.path));
	}
	const mark = /^\||^\s*(?:-|\*{1,5}|\.{1,5}|\d+\.)\s+/.exec(line)?.[0];
	if (!to.wholeLines || mark !== undefined) {
		return linkOver(
			to,
			Math.min(to.end, Math.max(to.start, lineStart + (mark?.length ?? 0))),
			to.end,
			inline,
		);
	}
	const above = lineStart > 0 && lineAt(to.text, lineStart - 1).trim() !== '';
	return linkOver(to, lineStart, to.end, block, {
		before: above ? to.eol : '',
		behind: lineBelow(to.text, to.end).trim() === '' ? '' : to.eol,
	});
}

/** The listing or comment block that an offset lies in, or the table whose first line it is on. */
function delimitedBlock(
	text: string,
	offset: number,
): { readonly kind: 'listing' | 'comment' | 'table'; readonly end: number } | undefined {
	const ownLine = startOfLine(text, offset);
	let open: { readonly mark: string; readonly start: number } | undefined;
	for (let at: number | undefined = 0; at !== undefined && (open || at <= ownLine); at = nextLine(text, at)) {
		const mark = delimiter.exec(lineAt(text, at))?.[1];
		if (mark === undefined) {
			continue;
		}
		if (!open) {
			open = { mark, start: at };
		} else if (open.mark === mark) {
			const kind = mark.startsWith('/') ? 'comment' : /^[|,:!]/.test(mark) ? 'table' : 'listing';
			const end = endOfLine(text, at);
			if (open.start <= ownLine && ownLine < at && (kind !== 'table' || open.start === ownLine)) {
				return { kind, end };
			}
			open = undefined;
		}
	}
	return undefined;
}
