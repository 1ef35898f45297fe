import { endOfLine, isBlank, startOfLine } from '../lines.ts';
import type { LinkEdit, LinkRequest } from './linkEdit.ts';

/** A request whose selection was trimmed to its non-blank text; read by the planners of all families. */
export interface Target extends LinkRequest {
	/** Offset after the last character of the selection's last line, before its line break. */
	readonly lineEnd: number;
	/** The selection covers whole lines: there is only white space next to it on its first and last line. */
	readonly wholeLines: boolean;
	/** It is not the user's own selection, but the line that an order to a tool is for. */
	readonly isMoved?: true;
	/** The document's line break: that of its first line, LF in a document of one line. */
	readonly eol: string;
}

/**
 * The selection without white space at its ends, so that one that reaches to the start of the next line counts as the
 * lines before it. A selection of only white space becomes an empty one at its end.
 */
export function target(request: LinkRequest): Target {
	const { text } = request;
	const from = clamp(Math.min(request.start, request.end), text);
	let end = clamp(Math.max(request.start, request.end), text);
	let start = from;
	while (end > from && isBlank(text[end - 1])) {
		end--;
	}
	while (start < end && isBlank(text[start])) {
		start++;
	}
	if (start === end) {
		start = end = clamp(Math.max(request.start, request.end), text);
		// A blank selection that ends after a line break belongs to the line where it began.
		if (from < start) {
			start = end = from;
		}
	}
	const lineEnd = endOfLine(text, end);
	const before = text.slice(startOfLine(text, start), start);
	const after = text.slice(end, lineEnd);
	return {
		...request,
		start,
		end,
		lineEnd,
		wholeLines: before.trim() === '' && after.trim() === '',
		eol: lineBreak(text),
	};
}

function clamp(offset: number, text: string): number {
	return Math.max(0, Math.min(offset, text.length));
}

function lineBreak(text: string): string {
	const first = text.indexOf('\n');
	return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** An address of a page or a mailbox in text, without the punctuation after it. */
const address =
	/(?:https?:\/\/|\bwww\.)(?:[\w/#%&=~@$+-]|[.,;:!?](?=[\w/#%&=~@$+-]))+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+/g;

/** The selection's end, moved past the character reference or the address that it is in. */
export function endOfReference({ text, end, lineEnd }: Target): number {
	const begun = /&#?\w{0,30}$/.test(text.slice(Math.max(0, end - 32), end));
	const reference = begun ? (/^#?\w{0,30};/.exec(text.slice(end, end + 32))?.[0].length ?? 0) : 0;
	const from = Math.max(startOfLine(text, end), end - 300);
	const around = text.slice(from, Math.min(lineEnd, end + 300)).matchAll(address);
	const ends = [...around].map(({ index, 0: { length } }) =>
		from + index < end ? from + index + length : 0,
	);
	return Math.max(end + reference, ...ends.filter(each => each > end).slice(0, 1));
}

/** How an inserted link is set off from its surroundings. */
interface Setting {
	/** Begins each line of the link. */
	readonly prefix?: string;
	/** Lines before and after the link that are blank but for this text. */
	readonly blankBefore?: string | undefined;
	readonly blankAfter?: string | undefined;
	/** Written before and after the link, on its line. */
	readonly before?: string;
	readonly after?: string;
	/** Written where the line above ends. */
	readonly ends?: string;
}

/** The link on lines of its own, directly below the line that ends at `lineEnd`. */
export function linkBelow(to: Target, lineEnd: number, link: string, setting: Setting = {}): LinkEdit {
	const { prefix = '', blankBefore, blankAfter, before = '', after = '', ends = '' } = setting;
	const above = ends + (blankBefore === undefined ? '' : to.eol + blankBefore);
	const below = blankAfter === undefined ? '' : to.eol + blankAfter;
	return edit(lineEnd, lineEnd, above + to.eol + prefix + before, lines(to, link, prefix), after + below);
}

/** The link after an offset and a space, followed by a space where a word comes right after it. */
export function linkAfter(to: Target, offset: number, link: string, setting: Setting = {}): LinkEdit {
	const { before = '', after = '' } = setting;
	const first = offset === 0 || isBlank(to.text[offset - 1]) ? '' : ' ';
	const last = /[\p{L}\p{N}]/u.test(to.text[offset] ?? '') ? ' ' : '';
	return edit(offset, offset, first + before, lines(to, link, ''), after + last);
}

/** The link in place of `[start, end)`. */
export function linkOver(
	to: Target,
	start: number,
	end: number,
	link: string,
	setting: Setting = {},
): LinkEdit {
	const { prefix = '', before = '', after = '' } = setting;
	return edit(start, end, before, lines(to, link, prefix), after);
}

function lines(to: Target, link: string, prefix: string): string {
	return link.replaceAll('\n', to.eol + prefix);
}

function edit(start: number, end: number, before: string, link: string, after: string): LinkEdit {
	const linkStart = start + before.length;
	return { start, end, text: before + link + after, linkStart, linkEnd: linkStart + link.length };
}
