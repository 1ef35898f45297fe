import { linkBelow, linkOver } from './target.ts';
import { endOfLine, indentation, lineAt, lineBelow, nextLine, startOfLine } from '../lines.ts';
import type { Target } from './target.ts';
import type { LinkEdit } from './linkEdit.ts';
import type { LinkLanguage } from '../languages.ts';
import { planPlain } from './planCode.ts';
import { renderLink } from './renderLink.ts';

/** A line of punctuation below or above a title. */
const adornment = /^([!-/:-@[-`{-~])\1{2,}\s*$/;
/** A directive whose content is not reStructuredText. */
const literalDirective =
	/^\s*\.\.\s+(?:code|code-block|sourcecode|highlight|math|raw|literalinclude|parsed-literal|graphviz|mermaid|csv-table)::/;
const comment = /^\s*\.\.(?:\s+(?![^\s:]+::|\[|_|\|)|\s*$)/;
const listMark = /^\s*(?:[-*+•]|\(?(?:\d+|[A-Za-z]|#)[.)])\s+/;

/**
 * A directive of its own with blank lines around it: below the selected lines, or below the paragraph, because
 * reStructuredText has no image within a line. A bare path in literal blocks.
 */
export function planRst(to: Target, language: LinkLanguage): LinkEdit {
	const { text } = to;
	const image = renderLink(language, to.template ?? language.block, to).replace(/\n {3}:alt:$/, '');
	const owner = ownerOf(text, to.end);
	if (owner !== undefined && isLiteral(owner)) {
		return planPlain(to);
	}
	if (to.mode === 'replace' && to.wholeLines) {
		return overLines(to, image);
	}
	const line = lineAt(text, to.end);
	const note =
		owner !== undefined && comment.test(owner) ? owner : /^\s*\.\.(?:\s|$)/.test(line) ? line : undefined;
	const indent = note === undefined ? contentIndent(text, to.end) : indentation(note);
	const split = note !== undefined || (to.wholeLines && !inTable(text, to.end));
	const lineEnd = endOfContent(
		text,
		split ? endOfTitle(text, to.lineEnd) : endOfParagraph(text, to.lineEnd),
		note === undefined ? indentation(line).length : indent.length,
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
		behind: lineBelow(text, to.end).trim() === '' ? '' : to.eol,
	});
}

/** The line that a line is the content of: the nearest one above that is less indented. */
function ownerOf(text: string, offset: number): string | undefined {
	const depth = indentation(lineAt(text, offset)).length;
	let at = startOfLine(text, offset);
	while (depth > 0 && at > 0) {
		at = startOfLine(text, at - 1);
		const line = lineAt(text, at);
		if (line.trim() !== '' && indentation(line).length < depth) {
			return line;
		}
	}
	return undefined;
}

function isLiteral(owner: string): boolean {
	return literalDirective.test(owner) || (/::\s*$/.test(owner.slice(-50)) && !/^\s*\.\.\s/.test(owner));
}

/** The indentation of a list item's or a paragraph's content. */
function contentIndent(text: string, offset: number): string {
	const line = lineAt(text, offset);
	const mark = listMark.exec(line)?.[0];
	return mark === undefined ? indentation(line) : ' '.repeat(mark.length);
}

function endOfTitle(text: string, lineEnd: number): number {
	return adornment.test(lineBelow(text, lineEnd))
		? endOfLine(text, nextLine(text, lineEnd) ?? lineEnd)
		: lineEnd;
}

function endOfParagraph(text: string, lineEnd: number): number {
	let end = lineEnd;
	while (lineBelow(text, end).trim() !== '') {
		end = endOfLine(text, nextLine(text, end) ?? end);
	}
	return end;
}

/** Whether a line belongs to a table or line block: in one block of lines with a table's border. */
function inTable(text: string, offset: number): boolean {
	const border = /^\s*(?:(?:=+(?:\s+=+)+|\+[-=+]+\+)\s*$|\|)/;
	let at = startOfLine(text, offset);
	while (at > 0 && lineAt(text, at - 1).trim() !== '') {
		at = startOfLine(text, at - 1);
	}
	for (let next: number | undefined = at; next !== undefined; next = nextLine(text, next)) {
		const line = lineAt(text, next);
		if (line.trim() === '') {
			return false;
		}
		if (border.test(line)) {
			return true;
		}
	}
	return false;
}

/**
 * Behind what a line is followed by that is indented deeper than `depth`: its own content, and what would become
 * the content of a directive that is indented by `indent`.
 */
function endOfContent(text: string, lineEnd: number, depth: number, indent: number): number {
	let end = lineEnd;
	const least = Math.max(depth, indent);
	for (let next = nextLine(text, lineEnd); next !== undefined; next = nextLine(text, next)) {
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
