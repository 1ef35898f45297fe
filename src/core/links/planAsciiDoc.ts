import {
	endOfLine,
	indentation,
	lineAt,
	lineBelow,
	linkBehind,
	linkBelow,
	linkOver,
	nextLine,
	startOfLine,
} from './documentLines.ts';
import type { Target } from './documentLines.ts';
import { plainPath } from './escapes.ts';
import type { LinkEdit } from './linkEdit.ts';
import type { LinkLanguage } from './linkLanguages.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { renderLink } from './renderLink.ts';

const listMark = /^\s*(?:-|\*{1,5}|\.{1,5}|\d+\.)\s+/;

/**
 * A block image with blank lines around it below whole lines, joined to its list item by a line with `+`; an
 * inline image behind text and in table cells. A bare path in listings, an image behind comments.
 */
export function planAsciiDoc(to: Target, language: LinkLanguage): LinkEdit {
	const { text } = to;
	const block = renderLink(language, to.template ?? language.block, to);
	const inline = renderLink(language, to.template ?? language.inline ?? language.block, to);
	const within = delimitedBlock(text, to.start, to.end);
	const line = lineAt(text, to.end);
	if (within !== undefined && !within.comment) {
		return planListing(to);
	}
	const lineEnd = within?.end ?? to.lineEnd;
	const comment = within !== undefined || /^\/\/(?!\/)/.test(line);
	if (to.mode === 'replace') {
		return replaceIn(to, block, inline, comment && !within, line);
	}
	if (comment || (to.wholeLines && !line.startsWith('|'))) {
		const list = !comment && listMark.test(line);
		const next = lineBelow(text, lineEnd);
		return linkBelow(to, lineEnd, block, {
			blankBefore: list ? '+' : '',
			blankAfter: next.trim() === '' || list ? undefined : '',
		});
	}
	return linkBehind(to, to.end, inline);
}

function planListing(to: Target): LinkEdit {
	const path = plainPath(to.path);
	if (to.mode === 'replace') {
		return linkOver(to, to.start, to.end, path);
	}
	return to.wholeLines
		? linkBelow(to, to.lineEnd, path, { prefix: indentation(lineAt(to.text, to.end)) })
		: linkBehind(to, to.end, path);
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

/** The listing, literal, passthrough or comment block that has the selection between its two marks. */
function delimitedBlock(
	text: string,
	start: number,
	end: number,
): { readonly comment: boolean; readonly end: number } | undefined {
	let open: { readonly mark: string; readonly start: number } | undefined;
	for (let at: number | undefined = 0; at !== undefined && (open || at <= start); at = nextLine(text, at)) {
		const mark = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,})/.exec(lineAt(text, at))?.[0];
		const whole = mark !== undefined && (mark.startsWith('`') || lineAt(text, at).trimEnd() === mark);
		if (mark === undefined || !whole) {
			continue;
		}
		if (!open) {
			open = { mark, start: at };
		} else if (open.mark === mark) {
			const blockEnd = endOfLine(text, at);
			if (open.start <= start && end <= blockEnd) {
				const comment = mark.startsWith('/');
				return comment || end < at ? { comment, end: blockEnd } : undefined;
			}
			open = undefined;
		}
	}
	return undefined;
}
