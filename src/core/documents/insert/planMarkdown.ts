import { linkBehind, linkBelow, linkOver } from './target.ts';
import { endOfLine, lineAt, lineBelow, nextLine, startOfLine } from '../lines.ts';
import type { Target } from './target.ts';
import { pathForComment, plainPath } from '../escapes.ts';
import type { LinkEdit } from './linkEdit.ts';
import { htmlLanguage, jsxLanguage } from '../languages.ts';
import type { LinkLanguage } from '../languages.ts';
import {
	delimiterRow,
	endOfTable,
	isHtmlBlock,
	isListContent,
	isTableRow,
	linePrefix,
	paragraphAt,
} from '../syntax/markdownLines.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { elementLink } from './planMarkup.ts';
import { behindRegion, planTag } from './planTag.ts';
import { renderLink } from './renderLink.ts';
import { markAround, markdownRegions } from '../syntax/markdownRegions.ts';
import { markdownBlocks } from '../syntax/markdownBlocks.ts';
import type { MarkdownMark } from '../syntax/markdownInline.ts';
import { scanMarkup } from '../syntax/scanMarkup.ts';
import { regionAround, regionOver, settle } from '../tags.ts';
import type { Region } from '../tags.ts';

/**
 * A link in Markdown or MDX: an image as a paragraph of its own below whole lines, within quotes and list items;
 * within its cell in a table; a bare path in code, a comment in front matter.
 */
export function planMarkdown(to: Target, language: LinkLanguage): LinkEdit {
	const mdx = language.languageIds.includes('mdx');
	const image = renderLink(language, to.template ?? language.block, to);
	const blocks = markdownBlocks(to.text, mdx);
	const regions = markdownRegions(to.text, mdx, blocks);
	const region = regionAround(regions, to.end) ?? regionOver(regions, to);
	const paragraph = paragraphAt(to.text, to.start, to.end);
	const template = /^\s*</.test(to.template ?? '')
		? to.template
		: mdx
			? jsxLanguage.block
			: htmlLanguage.block;
	const link = elementLink({ ...to, template }, htmlLanguage);
	const inBlock =
		!mdx && to.template === undefined && isHtmlBlock(to.text, paragraph, region?.start ?? to.end);
	/** The image within a line: in a block of HTML only an element is one. */
	const inlineImage = inBlock ? link.element : image;
	if (region?.kind === 'comment') {
		return inComment(to, region, image, inlineImage, mdx);
	}
	// Selected up to its last line, the text below is no longer within.
	if (region && to.end < region.end) {
		if (to.mode === 'insert' && isFenceLine(to.text, region, to.end)) {
			return belowText(to, image, endOfLine(to.text, Math.min(region.end, to.text.length)), region.start);
		}
		return inCode(to, region.kind === 'matter');
	}
	const { tags } = scanMarkup(to.text, htmlLanguage, paragraph.start, paragraph.end);
	const tag = regionOver(tags, to);
	if (tag) {
		return planTag(to, tag, link) ?? behindRegion(to, tag, link.element);
	}
	const inline = markAround(to.text, blocks, to.end, mdx);
	const destination = inline?.kind === 'image' && inline.start <= to.start ? inline.destination : undefined;
	if (destination && destination.start === destination.end) {
		const bracket = to.text[destination.start - 1] === '<' ? 1 : 0;
		return linkOver(to, destination.start - bracket, destination.end + bracket, language.escapePath(to.path));
	}
	if (to.mode === 'replace') {
		return replaceInText(to, inline, language, inlineImage);
	}
	if (isTableRow(to.text, to.end)) {
		return inTable(to, image, settle([tags], inline?.end ?? to.end));
	}
	// What ends on its own line cannot have anything behind it there.
	const ended = regions.some(
		({ start, end }) => end === to.end && end === to.lineEnd && start < startOfLine(to.text, end),
	);
	if (to.wholeLines || ended) {
		// A paragraph that goes on below the line is not split, nor a heading from its rule.
		const block = blocks.inline.find(({ start, end }) => start <= to.lineEnd && to.lineEnd <= end);
		const from = block?.start ?? to.end;
		const isRuled = to.text[from] !== '#' && blocks.headings.some(({ start }) => start === from);
		const lineEnd = endOfLine(to.text, block?.end ?? to.lineEnd);
		return belowText(
			to,
			image,
			isRuled ? endOfLine(to.text, nextLine(to.text, lineEnd) ?? to.text.length) : lineEnd,
			from,
		);
	}
	// Behind what marks the line as a list item or heading, nothing but a whole line is left.
	const lineStart = startOfLine(to.text, to.end);
	const marks = /^[\s>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})?(?:\s|$)/.exec(lineAt(to.text, to.end))?.[0] ?? '';
	if (to.end < lineStart + marks.length) {
		return linkBehind(to, to.lineEnd, inlineImage);
	}
	return linkBehind(to, settle([tags], inline?.end ?? to.end), inlineImage);
}

/** Whether an offset lies in the line that opens fenced code, where nothing but a language may stand. */
function isFenceLine(text: string, { start }: Region, offset: number): boolean {
	return (
		startOfLine(text, offset) <= start &&
		/^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:`{3}|~{3})/.test(lineAt(text, start))
	);
}

function inCode(to: Target, matter: boolean): LinkEdit {
	const path = plainPath(to.path);
	const hash = matter && to.wholeLines ? '# ' : '';
	if (to.mode === 'replace') {
		return linkOver(to, to.start, to.end, path, { before: hash });
	}
	return to.wholeLines
		? linkBelow(to, to.lineEnd, path, { prefix: linePrefix(lineAt(to.text, to.end)), before: hash })
		: linkBehind(to, to.end, path);
}

function inComment(
	to: Target,
	comment: Region,
	image: string,
	inlineImage: string,
	apart: boolean,
): LinkEdit {
	if (to.mode === 'insert') {
		const line = lineAt(to.text, comment.start);
		const own = line
			.slice(linePrefix(line).length)
			.startsWith(to.text.slice(comment.start, comment.start + 4));
		const lineEnd = endOfLine(to.text, comment.end);
		return own && to.text.slice(comment.end, lineEnd).trim() === ''
			? below(to, image, lineEnd, linePrefix(line), apart)
			: linkBehind(to, comment.end, inlineImage);
	}
	const rest = to.text.slice(comment.start, to.start) + to.text.slice(to.end, comment.end);
	return isOnlyMarker(rest)
		? linkOver(to, comment.start, comment.end, image)
		: linkOver(to, to.start, to.end, pathForComment(to.path, '-->'));
}

function replaceInText(
	to: Target,
	inline: MarkdownMark | undefined,
	language: LinkLanguage,
	image: string,
): LinkEdit {
	if (inline && inline.start <= to.start && (to.start > inline.start || to.end < inline.end)) {
		const { destination } = inline;
		const inText = inline.start < to.start && to.end < (destination?.start ?? 0) - 1;
		if (inline.kind === 'link' && inText) {
			return linkOver(to, to.start, to.end, image);
		}
		return destination && destination.start <= to.start && to.end <= destination.end
			? linkOver(to, destination.start, destination.end, language.escapePath(to.path))
			: linkOver(to, inline.start, inline.end, image);
	}
	// Of a quote or list item taken with its marks, the marks stay.
	const line = lineAt(to.text, to.start);
	const marks = startOfLine(to.text, to.start) + linePrefix(line, true).length;
	const start = to.wholeLines && marks < to.end ? Math.max(to.start, marks) : to.start;
	return linkOver(to, start, to.end, image);
}

/** The image within the cell that the selection ends in; below the table where that is its delimiter row. */
function inTable(to: Target, image: string, offset: number): LinkEdit {
	const line = lineAt(to.text, to.end);
	if (delimiterRow.test(line)) {
		return below(to, image, endOfTable(to.text, to.end), linePrefix(line), true);
	}
	const content = line
		.trimEnd()
		.replace(/(?<!\\)\|$/, '')
		.trimEnd();
	const end = startOfLine(to.text, to.end) + content.length;
	return linkBehind(to, to.wholeLines ? end : Math.min(offset, end), image);
}

/** The image below whole lines, in the same quotes and list item as the line of `from`. */
function belowText(to: Target, image: string, lineEnd: number, from: number): LinkEdit {
	return below(to, image, lineEnd, linePrefix(lineAt(to.text, from)), true);
}

/** The image as a block below a line; in a list item directly below, so that the list stays tight. */
function below(to: Target, image: string, lineEnd: number, prefix: string, apart: boolean): LinkEdit {
	const quote = /^[\s>]*/.exec(prefix)?.[0].trimEnd() ?? '';
	const inList = prefix.slice(quote.length).trim() === '' && isListContent(to.text, to.end);
	const next = lineBelow(to.text, lineEnd);
	const nextIsText = next.slice(/^[\s>]*/.exec(next)?.[0].length ?? 0).trim() !== '';
	return linkBelow(to, lineEnd, image, {
		prefix,
		blankBefore: apart && !inList ? quote : undefined,
		blankAfter: nextIsText && !inList ? quote : undefined,
	});
}
