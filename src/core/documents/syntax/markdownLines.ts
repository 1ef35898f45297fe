import { endOfLine, indentation, lineAt, lineBelow, nextLine, startOfLine } from '../lines.ts';
import type { Region } from '../tags.ts';

/**
 * The prefix that a line below needs to stay in the same quotes and list item: quote marks as they are, list marks as
 * spaces. With `marks`, the line's own beginning as it is.
 */
export function linePrefix(line: string, marks = false): string {
	const rule = /^([\s>]*)([-*_])(?:[ \t]*\2){2,}\s*$/.exec(line);
	if (rule) {
		return rule[1] ?? '';
	}
	const [note] = /^\s{0,3}(?:\[\^[^\]\s]+\]:\s*|:\s+)/.exec(line) ?? [];
	const prefix = note ?? /^(?:\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))*\s*/.exec(line)?.[0] ?? '';
	if (marks) {
		return prefix + (/^\[[ xX]\]\s+/.exec(line.slice(prefix.length))?.[0] ?? '');
	}
	return note === undefined ? prefix.replace(/[^>\s]/g, ' ') : '    ';
}

/** Whether the line is the caption of a table or listing, which looks like the definition of a term. */
export function isCaption(text: string, offset: number): boolean {
	const start = startOfLine(text, offset);
	if (!/^ {0,3}:\s/.test(lineAt(text, start))) {
		return false;
	}
	const last = text.slice(0, start).trimEnd().length;
	const above = lineAt(text, last);
	const below = text.slice(endOfLine(text, start)).trimStart();
	const other = /^\s*(?:[+`~!#<]|:{3}|[-=][-=\s]*$)|\|/;
	const isApart = nextLine(text, last) !== start;
	// A term with a blank line below it is one line.
	const before = lineAt(text, Math.max(0, startOfLine(text, last) - 1));
	const isLong = !/^[\s:]/.test(above) && startOfLine(text, last) > 0 && before.trim() !== '';
	return other.test(above) || (isApart && (isLong || other.test(lineAt(below, 0))));
}

/** Whether a line is in a list item: it begins one, or is indented below one without a blank line between. */
export function isListContent(text: string, offset: number): boolean {
	const mark = /^[\s>]*(?:[-*+:]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)\s/;
	let at = startOfLine(text, offset);
	for (let count = 0; count < 200; count++) {
		const line = lineAt(text, at);
		if (mark.test(line)) {
			return !isCaption(text, at);
		}
		if (at === 0 || indentation(line) === '' || line.trim() === '') {
			return false;
		}
		at = startOfLine(text, at - 1);
	}
	return false;
}

/** The second line of a table. */
export const delimiterRow = /^[\s>]*(?:\|\s*)?:?-+:?\s*(?:\|\s*:?-+:?\s*)*(?:\|\s*)?$/;

/** Whether the line is a row of a table: in one block of lines with a delimiter row as its second. */
export function isTableRow(text: string, offset: number): boolean {
	if (!lineAt(text, offset).includes('|')) {
		return false;
	}
	let at = startOfLine(text, offset);
	while (at > 0 && lineAt(text, at - 1).includes('|')) {
		at = startOfLine(text, at - 1);
	}
	return delimiterRow.test(lineBelow(text, at));
}

/** The offset after the last row of the table that a line belongs to. */
export function endOfTable(text: string, offset: number): number {
	let end = endOfLine(text, offset);
	while (
		!/^\s*(?:$|[>#<`~]|[-+*]\s|\d+[.)]\s)/.test(lineBelow(text, end)) ||
		lineBelow(text, end).includes('|')
	) {
		end = endOfLine(text, nextLine(text, end) ?? end);
	}
	return end;
}

/** The lines around a selection up to the next blank ones. */
export function paragraphAt(text: string, from: number, until: number): Region {
	let start = startOfLine(text, from);
	while (start > 0 && lineAt(text, start - 1).trim() !== '') {
		start = startOfLine(text, start - 1);
	}
	let end = endOfLine(text, until);
	for (
		let next = nextLine(text, end);
		next !== undefined && lineAt(text, next).trim() !== '';
		next = nextLine(text, end)
	) {
		end = endOfLine(text, next);
	}
	return { start, end };
}

/** The elements that begin a block of HTML where they begin a line (CommonMark, HTML blocks, condition 6). */
const blockNames =
	'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul|pre|script|style|textarea';
/** The marks of quotes and list items that a line may begin with. */
const marks = String.raw`^(?:[\s>]|(?:[-*+]|\d{1,9}[.)])(?=\s))*`;
const blockStart = new RegExp(`${marks}</?(?:${blockNames})(?:[\\s/>]|$)`, 'i');
const loneTag = new RegExp(String.raw`${marks}</?[A-Za-z][^<>]*>\s*$`);

/** Whether a line belongs to a block of HTML, in which Markdown's own marks are plain text. */
export function isHtmlBlock(text: string, paragraph: Region, offset: number): boolean {
	for (
		let at: number | undefined = paragraph.start;
		at !== undefined && at <= offset;
		at = nextLine(text, at)
	) {
		const line = lineAt(text, at);
		if (blockStart.test(line) || (at === paragraph.start && loneTag.test(line))) {
			return true;
		}
	}
	return /^[\s>]*<!--/.test(lineAt(text, offset));
}
