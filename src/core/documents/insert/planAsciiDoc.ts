import { linkAfter, linkBelow, linkOver, type Target } from './target.ts';
import { endOfLine, lineAt, lineBelow, startOfLine } from '../lines.ts';
import { plainPath } from '../escapes.ts';
import type { LinkEdit } from './linkEdit.ts';
import type { LinkLanguage } from '../languages.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { planPlain } from './planCode.ts';
import { renderLink } from './renderLink.ts';
import { relativePath } from '../relativePath.ts';
import {
	afterInline,
	asciiDocBlocks,
	asciiDocMark,
	isAsciiDocDirective,
	opensBlock,
	type AsciiDocBlock,
} from '../syntax/asciiDocBlocks.ts';

/**
 * A block image with blank lines around it below the block that the selection ends in, joined to its list item by a
 * line with `+`; an inline image after text and in table cells. A bare path in listings; an image above attributes
 * and titles of blocks, which belong to what follows them.
 */
export function planAsciiDoc(to: Target, language: LinkLanguage): LinkEdit {
	const values = { ...to, path: inImagesDir(to) };
	const block = renderLink(language, to.template ?? language.block, values);
	const inline = renderLink(language, to.template ?? language.inline ?? language.block, values);
	const blocks = asciiDocBlocks(to.text);
	const lineStart = startOfLine(to.text, to.end);
	const own = blocks.findLast(({ from, end }) => from <= lineStart && lineStart <= end);
	const line = lineAt(to.text, to.end);
	const onMarks =
		own !== undefined &&
		(startOfLine(to.text, own.start) === lineStart || startOfLine(to.text, own.end) === lineStart);
	if (own?.kind === 'listing' && !onMarks && lineStart > own.start) {
		return planPlain(to);
	}
	if (to.mode === 'replace') {
		return replaceIn(to, block, inline, own?.kind === 'comment' && own.start >= lineStart, line);
	}
	if (!own || (own.kind === 'container' && !onMarks && lineStart > own.start)) {
		return atBlank(to, blocks, block);
	}
	if (lineStart < own.start) {
		return above(to, own, block);
	}
	switch (own.kind) {
		case 'paragraph':
		case 'item':
			return to.wholeLines || isAsciiDocDirective(line)
				? below(to, own, block)
				: within(to, own, line, block, inline);
		case 'table':
			return onMarks || isAsciiDocDirective(line) || holdsNoInline(to, own, line)
				? below(to, own, block)
				: inCell(to, line, inline);
		case 'plus':
			return below(to, blocks[blocks.indexOf(own) - 1] ?? own, block);
		default:
			return below(to, own, block);
	}
}

/** The path as seen from the folder that the document names for its images. */
function inImagesDir({ text, end, path }: Target): string {
	const entry = /^:(!?)imagesdir(!?):[^\S\n]*(.*)/gm;
	const [, not, off, named = ''] = [...text.slice(0, end).matchAll(entry)].at(-1) ?? [];
	const folder = named.trim();
	if (folder === '' || not || off || /^\/|[:{]/.test(folder) || /^(?:\/|[a-z]{2,}:)/i.test(path)) {
		return path;
	}
	// A folder above the document's has no name here.
	const top = '\0/'.repeat(path.split('..').length + folder.split('..').length);
	const found = relativePath(`${top}${folder}/a`, top + path) ?? path;
	return found.includes('\0') ? path : found;
}

/** Whether a line of a table takes no image: it is in a literal cell, a block in a cell, or a row of values. */
function holdsNoInline({ text, end }: Target, table: AsciiDocBlock, line: string): boolean {
	const [own, inner] = [text.slice(table.from, table.start), text.slice(table.start, table.end)];
	return (
		/^(?:[.<>^\d*+]*a\|)?$/.test(line.trim()) ||
		/\bformat ?= ?"?[cdt]sv|\bcols ?= ?(?:"[^"\]\n]*|[^"\],\n]*)l/.test(own) ||
		/(?<![a-z])l\|[^|]*$/.test(text.slice(table.start, end)) ||
		(!/[|!]/.test(line.replace(/^!=+/, '')) &&
			inner
				.split('\n')
				.slice(1, -1)
				.some(each => opensBlock.test(each.trimEnd())))
	);
}

function below(to: Target, { end, inList }: AsciiDocBlock, image: string): LinkEdit {
	const next = lineBelow(to.text, end).trim();
	return linkBelow(to, end, image, {
		blankBefore: inList ? '+' : '',
		blankAfter: next === '' || inList ? undefined : '',
	});
}

/** The image above the attributes and the title of a block. */
function above(to: Target, { kind, from, inList }: AsciiDocBlock, image: string): LinkEdit {
	const isAttached = inList && kind !== 'item';
	const before = from > 0 ? lineAt(to.text, from - 1).trim() : '';
	return linkOver(to, from, from, image, {
		before: before === '' || isAttached ? '' : to.eol,
		after: isAttached ? `${to.eol}+${to.eol}` : to.eol + to.eol,
	});
}

/** The image at a blank line; attached to the list item above where the list goes on below. */
function atBlank(to: Target, blocks: readonly AsciiDocBlock[], image: string): LinkEdit {
	const previous = blocks.findLast(({ end }) => end < to.lineEnd);
	const next = blocks.find(({ from }) => from > to.lineEnd);
	if (previous?.inList === true && next?.inList === true) {
		return below(to, previous, image);
	}
	return linkBelow(to, to.lineEnd, image, {
		blankAfter: lineBelow(to.text, to.lineEnd).trim() === '' ? undefined : '',
	});
}

/** The image within a line of text, after anything that must stay whole there. */
function within(to: Target, own: AsciiDocBlock, line: string, block: string, inline: string): LinkEdit {
	const lineStart = startOfLine(to.text, to.end);
	const marks = own.kind === 'item' ? asciiDocMark(line) : (/^(?:>\s?|[A-Z]{3,9}:\s)/.exec(line)?.[0] ?? '');
	const inMarks =
		to.end < lineStart + marks.length || (to.end === lineStart + marks.length && /[:;]$/.test(marks));
	// The marks of a quote begin its first line, and end the last one before its source.
	const quote = /^"[^]*(?="[^\S\n]*\n-- )/.exec(to.text.slice(own.start, own.end))?.[0];
	const isOutside =
		/^>\s*-- /.test(line) ||
		(quote !== undefined && (to.end === own.start || to.end > own.start + quote.length));
	if (isOutside || (inMarks && line.slice(marks.length).trim() === '')) {
		return below(to, own, block);
	}
	const at = inMarks ? to.lineEnd : afterInline(to.text, own, to.end);
	// A plus sign at the end of a line breaks it.
	const broken = endOfLine(to.text, at) - (/\s\+\s*$/.exec(lineAt(to.text, at))?.[0].length ?? 0);
	const place = Math.min(at, broken);
	// What begins and ends with a bracket would be attributes.
	return place === to.lineEnd && line.startsWith('[')
		? linkBelow(to, place, inline)
		: linkAfter(to, place, inline, { after: /[*_`#+^~$"{]/.test(to.text[place] ?? '') ? ' ' : '' });
}

/** The image in a cell of a table, after the marks that begin it. */
function inCell(to: Target, line: string, inline: string): LinkEdit {
	const lineStart = startOfLine(to.text, to.end);
	const end = lineStart + line.trimEnd().length;
	if (to.wholeLines) {
		return linkAfter(to, end, inline);
	}
	// The text before a bar is the format of its cell.
	const marks = [
		...line.matchAll(/(?<!\d)(?:\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})?[+*]?[<^>]?(?:\.[<^>])?[a-z]?(?<!\\)[|!]/g),
	];
	const mark = marks.find(({ index, 0: { length } }) => {
		const at = to.end - lineStart;
		return at <= index + length && (index < at || line.slice(0, index).trim() === '');
	});
	let at = afterInline(to.text, { start: lineStart, end }, to.end);
	if (mark) {
		const content = mark.index + mark[0].length;
		const cell = line.slice(content, marks[marks.indexOf(mark) + 1]?.index).trimEnd();
		at = lineStart + content + (asciiDocMark(cell) === '' ? 0 : cell.length);
	}
	return linkAfter(to, Math.min(at, end), inline);
}

function replaceIn(to: Target, block: string, inline: string, comment: boolean, line: string): LinkEdit {
	const lineStart = startOfLine(to.text, to.start);
	if (comment && lineStart === startOfLine(to.text, to.end)) {
		return isOnlyMarker(to, { start: lineStart, end: to.lineEnd })
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
		after: lineBelow(to.text, to.end).trim() === '' ? '' : to.eol,
	});
}
