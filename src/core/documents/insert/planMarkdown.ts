import { planMatter } from './planMatter.ts';
import { endOfReference, linkAfter, linkBelow, linkOver, type Target } from './target.ts';
import { endOfLine, indentation, lineAt, lineBelow, nextLine, startOfLine } from '../lines.ts';
import { pathForComment, plainPath } from '../escapes.ts';
import type { LinkEdit, Planned } from './linkEdit.ts';
import { htmlLanguage, jsxLanguage, type LinkLanguage } from '../languages.ts';
import {
	delimiterRow,
	endOfTable,
	isCaption,
	isHtmlBlock,
	isListContent,
	isTableRow,
	linePrefix,
	paragraphAt,
} from '../syntax/markdownLines.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { leading, refusing } from './refusingElements.ts';
import { elementLink, foreignAround, planMarkup } from './planMarkup.ts';
import { afterRegion, planTag } from './planTag.ts';
import { renderLink } from './renderLink.ts';
import { sizedTemplate } from './sizedTemplate.ts';
import {
	definitionsIn,
	labelsAround,
	markAround,
	markdownRegions,
	type MarkdownRegion,
} from '../syntax/markdownRegions.ts';
import { markdownBlocks, type MarkdownBlocks } from '../syntax/markdownBlocks.ts';
import { elementsOf } from '../syntax/elements.ts';
import type { MarkdownMark } from '../syntax/markdownInline.ts';
import { scanMarkup } from '../syntax/scanMarkup.ts';
import { imageAttribute, regionAround, regionOver, moveOutside, type Region, type Tag } from '../tags.ts';

/**
 * A link in Markdown or MDX: an image as a paragraph of its own below whole lines, within quotes and list items;
 * within its cell in a table; a bare path in code, a comment in front matter. It goes below definitions, modules and
 * other blocks that must stay whole.
 */
export function planMarkdown(request: Target, language: LinkLanguage): Planned | undefined {
	const to = fromMarker(fromBlank(request));
	const mdx = language.languageIds.includes('mdx');
	const image = renderLink(language, to.template ?? language.block, to);
	const blocks = markdownBlocks(to.text, mdx);
	const regions = markdownRegions(to.text, mdx, blocks);
	const region = regionAround(regions, to.end) ?? regionOver(regions, to);
	const paragraph = paragraphAt(to.text, to.start, to.end);
	const element = mdx ? jsxLanguage : htmlLanguage;
	const template = /^\s*</.test(to.template ?? '') ? to.template : sizedTemplate(to, element, element.block);
	const link = elementLink({ ...to, template }, htmlLanguage);
	const inBlock =
		!mdx && to.template === undefined && isHtmlBlock(to.text, paragraph, region?.start ?? to.end);
	/** The image within a line: in a block of HTML only an element is one. */
	const inlineImage = inBlock ? link.element : image;
	if (region?.kind === 'comment') {
		// Directly below, the line would be one of the HTML.
		const isOfHtml = blocks.html.some(({ start, end }) => start < region.start && region.end <= end);
		return inComment(to, region, image, inlineImage, mdx || isOfHtml);
	}
	if (region?.kind === 'matter' && blocks.matter) {
		const { matter } = blocks;
		return to.end < matter.start || to.end >= matter.end || !matter.isHashed
			? below(to, image, endOfLine(to.text, matter.after), '', true)
			: planMatter(to, matter);
	}
	// Selected up to its last line, the text below is no longer within.
	if (region && to.end < region.end) {
		if (to.mode === 'insert' && region.isFenced === true && isFenceLine(to.text, region, to.end)) {
			return belowFence(to, region, image);
		}
		return inCode(to);
	}
	const [opener] = box.exec(lineAt(to.text, to.lineEnd)) ?? [];
	if (to.mode === 'insert' && opener !== undefined) {
		const blankAfter = lineBelow(to.text, to.lineEnd).trim() === '' ? undefined : '';
		return linkBelow(to, to.lineEnd, image, { prefix: `${indentation(opener)}    `, blankAfter });
	}
	const whole = to.mode === 'insert' ? wholeAround(to, blocks, regions, mdx) : undefined;
	if (whole) {
		return belowText(to, image, endOfLine(to.text, whole.end), whole.start);
	}
	const html = blocks.html.find(({ start, end }) => start <= to.end && to.end <= end);
	if (html && !to.text.slice(startOfLine(to.text, html.start), html.start).includes('>')) {
		const planned = planMarkup({ ...to, template }, htmlLanguage, html.start, html.end);
		return planned === undefined ||
			typeof planned === 'string' ||
			planned.start < html.end ||
			to.mode === 'replace'
			? planned
			: below(to, image, endOfLine(to.text, html.end), linePrefix(lineAt(to.text, html.start)), true, true);
	}
	const { tags } = scanMarkup(to.text, htmlLanguage, paragraph.start, paragraph.end);
	const inline = markAround(to.text, blocks, to.end, mdx);
	const tag = regionOver(tags, to);
	if (tag && !(mdx && inline?.kind === 'code' && inline.start < tag.start)) {
		return planTag(to, tag, link) ?? afterRegion(to, tag, link.element);
	}
	const destination = inline?.kind === 'image' && inline.start <= to.start ? inline.destination : undefined;
	if (destination && destination.start === destination.end) {
		const bracket = to.text[destination.start - 1] === '<' ? 1 : 0;
		return linkOver(to, destination.start - bracket, destination.end + bracket, language.escapePath(to.path));
	}
	if (to.mode === 'replace') {
		return replaceInText(to, inline, language, inlineImage);
	}
	if (isTableRow(to.text, to.end)) {
		return inTable(to, image, afterAttributes(to.text, moveOutside([tags], inline?.end ?? to.end)));
	}
	// A block that ends on its own line can't have anything after it there.
	const ended = regions.some(
		({ start, end }) => end === to.end && end === to.lineEnd && start < startOfLine(to.text, end),
	);
	if (to.start === to.end && lineAt(to.text, to.end).trim() === '' && !isListContent(to.text, to.end)) {
		return atBlank(to, image);
	}
	const block = blocks.inline.find(({ start, end }) => start <= to.lineEnd && to.lineEnd <= end);
	const isText = block && block.start <= to.end;
	if (to.wholeLines || ended || !(isText || isMarks(to))) {
		const own = lineAt(to.text, to.lineEnd);
		if (to.wholeLines && !mdx && siteTag.test(own)) {
			const isRow = [startOfLine(to.text, to.lineEnd) - 1, to.lineEnd + 1].some(
				each => each > 0 && isTableRow(to.text, each),
			);
			if (isRow || !opensTag.test(own)) {
				const end = isRow ? endOfTable(to.text, to.lineEnd) : to.lineEnd;
				return below(to, image, end, linePrefix(own), true, true);
			}
		}
		// Don't split a paragraph that continues below the line, nor a heading from its rule, nor a term from its text.
		const lineEnd = endOfLine(to.text, endOfParagraph(to, block, mdx));
		const from = block && block.end <= lineEnd ? block.start : to.end;
		const isRuled = to.text[from] !== '#' && blocks.headings.some(({ start }) => start === from);
		const detail = nextLine(to.text, lineEnd);
		if (detail !== undefined && isDetail(to.text, detail) && !isDetail(to.text, from)) {
			const text = blocks.inline.find(({ start }) => start > detail);
			return belowText({ ...to, end: detail }, image, endOfLine(to.text, text?.end ?? detail), detail);
		}
		return belowText(
			to,
			image,
			isRuled ? endOfLine(to.text, nextLine(to.text, lineEnd) ?? to.text.length) : lineEnd,
			from,
		);
	}
	// After the marks of a list item or heading, only a whole line is left.
	const lineStart = startOfLine(to.text, to.end);
	const own = lineAt(to.text, to.end);
	const prefix = linePrefix(own, true);
	const marks = prefix + (/^#{1,6}(?:\s|$)/.exec(own.slice(prefix.length))?.[0] ?? '');
	// The marks that end a heading, or break a line within a paragraph, stay at its end.
	const text = own.trimEnd();
	const goesOn = to.text.slice(to.lineEnd, block?.end).trim() !== '';
	const ending = marks.includes('#') ? /(?<=\s)#+$/ : goesOn ? /(?<!\\)\\$/ : /$/;
	const last = lineStart + (text.length < own.length - 1 ? text : text.replace(ending, '').trimEnd()).length;
	if (to.end < lineStart + marks.length) {
		return linkAfter(to, last, inlineImage);
	}
	const [label] = inline ? [] : labelsAround(to.text, block, to.end);
	const at = afterAttributes(to.text, moveOutside([tags], inline?.end ?? label?.end ?? afterMark(to)));
	return linkAfter(to, at > to.lineEnd ? at : Math.min(afterEmphasis(to.text, block, at), last), inlineImage);
}

/** A line that is a tag of a site generator; those that begin or go on with a part of the page. */
const siteTag = /^\s*\{%.*%\}\s*$/;
const opensTag =
	/^\s*\{%-?\s*(?:if|unless|for|case|when|els(?:e|e?if)|capture|tablerow|block|with|macro|filter)\b/;
/** A line that is a tag of MDX. */
const loneTag = /^\s*<\/?[\w.:-]*(?:\s[^<>]*)?>\s*$/;

const isDetail = (text: string, at: number) => /^ {0,3}:[ \t]+\S/.test(lineAt(text, at));

/** Where the selection's paragraph ends; before a tag on a line of its own, which ends it for MDX and generators. */
function endOfParagraph({ text, lineEnd }: Target, block: Region | undefined, mdx: boolean): number {
	let end = lineEnd;
	for (let next = lineBelow(text, end); end < (block?.end ?? 0); next = lineBelow(text, end)) {
		if (mdx ? loneTag.test(next) : siteTag.test(next) && (opensTag.test(next) || /\bend\w/.test(next))) {
			break;
		}
		end = endOfLine(text, nextLine(text, end) ?? text.length);
	}
	return end;
}

/** An offset moved past the attributes that belong to what is before it: `{.class width=50%}`. */
function afterAttributes(text: string, offset: number): number {
	const own = /^\{(?:[.#:]|[\w-]+=)[^{}\n]*\}/.exec(text.slice(offset, endOfLine(text, offset)))?.[0];
	return offset + (/\S/.test(text.charAt(offset - 1)) ? (own?.length ?? 0) : 0);
}

/** An offset moved past the marks that end emphasis in a word: right after an image they would not. */
function afterEmphasis(text: string, block: Region | undefined, offset: number): number {
	const [run = '', mark] = /^([*_~]+)[\p{L}\p{N}]/u.exec(text.slice(offset, offset + 12)) ?? [];
	const before = text.slice(block?.start ?? offset, offset).match(/\*+|_+|~+/g) ?? [];
	const isOpen = before.filter(each => each === mark).length % 2 === 1;
	return isOpen ? offset + run.length - 1 : offset;
}

/** The selection's end; after the word where it is right after a mark that opens emphasis. */
function afterMark(to: Target): number {
	const { text, end, lineEnd } = to;
	let at = text[end - 1] === '\\' && end < lineEnd ? end + 1 : endOfReference(to);
	// The name of an emoji.
	if (/(?<![\w:]):[\w+-]{0,50}$/.test(text.slice(Math.max(0, end - 52), end))) {
		at += /^[\w+-]{0,50}:(?!\w)/.exec(text.slice(at, at + 52))?.[0].length ?? 0;
	}
	while (/[*_~]/.test(text.charAt(end - 1)) && at < lineEnd && /\S/.test(text.charAt(at))) {
		at++;
	}
	return at;
}

/** The text of a line within its quotes. */
const inQuote = (line: string) => line.replace(/^>(?: {0,3}>)* ?/, '');

/**
 * Treats a caret at a blank line within a list or list item as if the line above were selected, and one in the
 * indentation of a line as if it were before its text.
 */
function fromBlank(to: Target): Target {
	const { text, end } = to;
	const isBlank = (at: number) => /^[\s>]*$/.test(lineAt(text, at));
	if (to.mode === 'replace' || !/^>*$/.test(text.slice(to.start, end))) {
		return to;
	}
	if (!isBlank(end)) {
		const at = startOfLine(text, end) + (/^[\s>]*/.exec(lineAt(text, end))?.[0].length ?? 0);
		return end < at ? { ...to, start: at, end: at } : to;
	}
	let above = startOfLine(text, end);
	while (above > 0 && isBlank(above)) {
		above = startOfLine(text, above - 1);
	}
	let next = nextLine(text, end);
	while (next !== undefined && isBlank(next)) {
		next = nextLine(text, next);
	}
	const below = next === undefined ? '' : inQuote(lineAt(text, next));
	const line = inQuote(lineAt(text, above));
	const isInside =
		/^(?:[ \t]|(?:[-*+]|\d{1,9}[.)])\s)/.test(below) &&
		(isListContent(text, above) || indentation(line) !== '');
	const lineEnd = endOfLine(text, above);
	return isInside && line.trim() !== ''
		? { ...to, start: above, end: lineEnd, lineEnd, wholeLines: true }
		: to;
}

/** What opens a box or tab of MkDocs; the image is the first of its content. */
const box = /^\s*(?:!{3}|\?{3}\+?|={3}[!+]?)[ \t]+["\w]/;
/** A line that means nothing any more with an image in it. */
const marker =
	/^(?::{3,}|\[{1,2}_?toc_?\]{1,2}\s*$|%|\+{3}(?:\s|$)|\[!\w+\][+-]?\s*$|\*\[[^\]]+\]:|\{:?[^{}%]*\}\s*$)/i;

/** Treats a selection within such a line as all of it; also one within the attributes of a heading. */
function fromMarker(to: Target): Target {
	const line = lineAt(to.text, to.end);
	const own = line.slice(linePrefix(line).length);
	const attributes = /^\s*#.*(\{[^{}]*\})\s*$/.exec(line)?.[1] ?? '';
	const isWhole =
		marker.test(own) ||
		(attributes !== '' && to.end > startOfLine(to.text, to.end) + line.lastIndexOf(attributes));
	return isWhole && to.mode === 'insert' ? { ...to, end: to.lineEnd, wholeLines: true } : to;
}

/** Whether the offset is in the marks of a quote, list item or heading. */
function isMarks(to: Target): boolean {
	const line = lineAt(to.text, to.end);
	return /^[\s>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})\s/.test(line) && !/^[\s>]*(?:[-*_][ \t]*){3,}$/.test(line);
}

/**
 * The part around the selection's end that an inserted line must not split: definitions of links, the rule of a
 * heading; in MDX also modules, and tags and expressions on lines of their own.
 */
function wholeAround(
	to: Target,
	blocks: MarkdownBlocks,
	regions: readonly MarkdownRegion[],
	mdx: boolean,
): Region | undefined {
	const { text, end } = to;
	const json = /^\{[^\S\n]*\n[^]*?\n\}(?=\s*(?:\n|$))/.exec(text)?.[0];
	if (json !== undefined && !mdx && end <= json.length) {
		return { start: 0, end: json.length };
	}
	const template = mdx
		? undefined
		: (opaqueDirective(text, end) ?? foreignAround(to, regions) ?? templateAround(text, end, regions));
	if (template) {
		return template;
	}
	const block = blocks.inline.find(each => each.start <= end && end <= each.end);
	if (block && text.startsWith('$$', block.start) && end <= block.end) {
		return block;
	}
	const definitions = block && definitionsIn(text, block);
	if (definitions && end <= definitions.end) {
		const next = nextLine(text, definitions.end);
		// Below the image, text that is indented would be code.
		return next !== undefined && next < block.end && /^(?: {4}|\t)/.test(lineAt(text, next))
			? block
			: definitions;
	}
	const heading = blocks.headings.find(each => {
		const rule = text[each.start] === '#' ? undefined : nextLine(text, each.end);
		return rule !== undefined && rule <= end && end <= endOfLine(text, rule);
	});
	if (heading) {
		return { start: heading.start, end };
	}
	return mdx ? wholeInMdx(to, blocks, regions) : undefined;
}

function wholeInMdx(
	to: Target,
	{ scripts }: MarkdownBlocks,
	regions: readonly MarkdownRegion[],
): Region | undefined {
	const { text } = to;
	const script = scripts.find(({ start, end }) => start <= to.end && to.end <= end);
	if (script) {
		return script;
	}
	const parts: Region[] = [];
	const tags: Tag[] = [];
	let from = 0;
	for (const { start, end } of [...regions, { start: text.length, end: text.length }]) {
		const markup = scanMarkup(text, mdxSyntax, from, Math.max(from, start));
		tags.push(...markup.tags);
		parts.push(...markup.tags, ...markup.islands.filter(({ open }) => open === '{'));
		from = Math.max(from, Math.min(end, text.length));
	}
	const isAlone = ({ start, end }: Region) =>
		text.slice(startOfLine(text, start), start).trim() === '' &&
		text.slice(end, endOfLine(text, end)).trim() === '';
	const lineEnd = to.wholeLines ? to.lineEnd : to.end;
	const part = parts
		.filter(({ start, end }) => start <= lineEnd && (lineEnd < end || (lineEnd === end && !to.wholeLines)))
		.sort((a, b) => a.start - b.start)
		.find(isAlone);
	const isImage = part && 'attributes' in part && imageAttribute(part as Tag) !== undefined;
	const elements = elementsOf(tags, text.length, true);
	const at = part?.end ?? to.end;
	const outer = refusing(text, elements, at, jsxLanguage) ?? leading(text, elements, at);
	return outer ?? (isImage === true ? undefined : part);
}

const mdxSyntax = {
	islands: [
		['``', '``', ''],
		['`', '`', ''],
		['{', '}', ''],
	],
	braces: true,
} as const;

/** What opens fenced code that is run, or that is a directive of MyST, other than a listing. */
const directive = /^[\s>]*(?:`{3,}|~{3,})\s*\{(?!code\}|code-block|sourcecode)[a-z][\w:-]*[},\s]/i;
/** Directives of MyST whose content is no text, or is shown below an image. */
const opaque =
	/^\s*:{3,}\s*\{(?:bibliography|code|csv-table|embed|figure|figure-md|glossary|iframe|image|include|list-table|literalinclude|math|mermaid|raw|table|toctree|video)\b/;

/** The directive of MyST between lines of colons around an offset that may not hold an image. */
function opaqueDirective(text: string, offset: number): Region | undefined {
	const open: { readonly colons: number; readonly start: number }[] = [];
	for (const { index, 0: line, 1: colons = '', 2: rest = '' } of text.matchAll(/^ *(:{3,})(?!:)(.*)$/gm)) {
		if (rest.trim() !== '') {
			if (index <= offset && (open.length > 0 || opaque.test(line))) {
				open.push({ colons: colons.length, start: index });
			}
			continue;
		}
		while ((open.at(-1)?.colons ?? Infinity) <= colons.length) {
			const { start = 0 } = open.pop() ?? {};
			const end = index + line.length;
			if (open.length === 0 && offset <= end) {
				return { start, end };
			}
		}
	}
	return undefined;
}

/** What a site generator replaces, over several paragraphs. */
function templateAround(text: string, offset: number, regions: readonly Region[]): Region | undefined {
	const start = text.lastIndexOf('{{', offset - 1);
	const end = start < 0 ? -1 : text.indexOf('}}', start);
	const isCode = text[start - 1] === '`' || regionAround(regions, start + 1) !== undefined;
	const isAround =
		end + 2 > offset && offset > start && !isCode && !text.slice(start + 2, end).includes('{{');
	return isAround && /\n[ \t\r]*\n/.test(text.slice(start, end)) ? { start, end: end + 2 } : undefined;
}

/** Whether an offset is in a line that opens or closes fenced code, or in code that is run or shows an image. */
function isFenceLine(text: string, { start, end }: Region, offset: number): boolean {
	return directive.test(lineAt(text, start)) || startOfLine(text, offset) <= start
		? /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?:`{3}|~{3})/.test(lineAt(text, start))
		: end <= endOfLine(text, offset);
}

/** The image below fenced code; the path in it where the code goes on to the end of the document. */
function belowFence(to: Target, { start, end }: Region, image: string): LinkEdit {
	const { text } = to;
	const last = Math.min(end, text.length + 1) - 1;
	const isClosed = end <= endOfLine(text, last);
	const lineEnd = isClosed ? endOfLine(text, last) : text.slice(0, end).trimEnd().length;
	const prefix = linePrefix(lineAt(text, start));
	if (isClosed) {
		return belowText(to, image, lineEnd, start);
	}
	return /^\s*(?:>|(?:[-*+]|\d+[.)])\s)/.test(lineAt(text, start))
		? below(to, image, lineEnd, '', true, true)
		: linkBelow(to, lineEnd, plainPath(to.path), { prefix });
}

function inCode(to: Target): LinkEdit {
	const path = plainPath(to.path);
	const { text } = to;
	if (to.mode === 'replace') {
		return linkOver(to, to.start, to.end, path);
	}
	const line = lineAt(text, to.end);
	if (to.wholeLines) {
		const above = line.trim() === '' ? lineAt(text, text.slice(0, to.end).trimEnd().length) : line;
		return linkBelow(to, to.lineEnd, path, { prefix: linePrefix(above) });
	}
	const isBefore = to.end <= startOfLine(text, to.end) + linePrefix(line).length;
	return linkAfter(to, isBefore ? to.lineEnd : to.end, path);
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
			: linkAfter(to, comment.end, inlineImage);
	}
	return isOnlyMarker(to, comment)
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
	// When a quote or list item is selected with its marks, the marks stay.
	const line = lineAt(to.text, to.start);
	const marks = startOfLine(to.text, to.start) + linePrefix(line, true).length;
	const start = to.wholeLines && marks < to.end ? Math.max(to.start, marks) : to.start;
	return linkOver(to, start, to.end, image);
}

/** The image within the cell that the selection ends in; below the table where that is its delimiter row. */
function inTable(to: Target, image: string, offset: number): LinkEdit {
	const line = lineAt(to.text, to.end);
	if (delimiterRow.test(line)) {
		return below(to, image, endOfTable(to.text, to.end), linePrefix(line), true, true);
	}
	const content = line
		.trimEnd()
		.replace(/(?<!\\)\|$/, '')
		.trimEnd();
	const end = startOfLine(to.text, to.end) + content.length;
	const before = /^[\s>]*\|/.exec(line)?.[0] ?? '';
	const start = startOfLine(to.text, to.end) + before.length;
	return linkAfter(to, to.wholeLines ? end : Math.max(start, Math.min(offset, end)), image);
}

/** The image at a blank line, which sets it off from the text above. */
function atBlank(to: Target, image: string): LinkEdit {
	const start = startOfLine(to.text, to.end);
	const isApart = start === 0 || lineAt(to.text, start - 1).trim() === '';
	const isFollowed = lineBelow(to.text, to.lineEnd).trim() !== '';
	return isApart
		? linkOver(to, start, to.lineEnd, image, { after: isFollowed ? to.eol : '' })
		: linkBelow(to, to.lineEnd, image, { blankAfter: isFollowed ? '' : undefined });
}

/** The image below whole lines, in the same quotes and list item as the line of `from`. */
function belowText(to: Target, image: string, lineEnd: number, from: number): LinkEdit {
	return below(to, image, lineEnd, isCaption(to.text, from) ? '' : linePrefix(lineAt(to.text, from)), true);
}

/** The image as a block below a line; in a list item directly below, so that the list stays tight. */
function below(
	to: Target,
	image: string,
	lineEnd: number,
	prefix: string,
	apart: boolean,
	isOutside = false,
): LinkEdit {
	const quote = /^[\s>]*/.exec(prefix)?.[0].trimEnd() ?? '';
	const inList = !isOutside && prefix.slice(quote.length).trim() === '' && isListContent(to.text, to.end);
	const next = lineBelow(to.text, lineEnd);
	const nextIsText =
		next.slice(/^[\s>]*/.exec(next)?.[0].length ?? 0).trim() !== '' && !(inList && siteTag.test(next));
	return linkBelow(to, lineEnd, image, {
		prefix,
		blankBefore: apart && !inList ? quote : undefined,
		blankAfter: nextIsText && (!inList || /^[^\s>\-*+\d:]/.test(next)) ? quote : undefined,
	});
}
