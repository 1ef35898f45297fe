import { codeSyntax } from '../codeLanguages.ts';
import { endOfReference, linkAfter, linkBelow, linkOver, type Target } from './target.ts';
import { contentIndentation, endOfLine, indentation, lineAt, startOfLine } from '../lines.ts';
import { pathForComment } from '../escapes.ts';
import type { LinkEdit, NoPlace, Planned } from './linkEdit.ts';
import { htmlLanguage, jsxLanguage, stylesLanguage, type LinkLanguage } from '../languages.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { inRazorCode, outsideFlow } from './controlFlow.ts';
import { planCode } from './planCode.ts';
import { itemBefore, lastBranch, leading, refusing } from './refusingElements.ts';
import { planPug } from './planPug.ts';
import { planScript } from './planScript.ts';
import { planStyles } from './planStyles.ts';
import { afterRegion, planTag, type ElementLink } from './planTag.ts';
import { explicitlyRelative } from '../relativePath.ts';
import { renderLink } from './renderLink.ts';
import { templateFor } from './sizedTemplate.ts';
import { scanCode } from '../syntax/scanCode.ts';
import {
	scanMarkup,
	type Island,
	type Markup,
	type MarkupComment,
	type RawContent,
} from '../syntax/scanMarkup.ts';
import { elementsOf, type Element } from '../syntax/elements.ts';
import { embeddedLanguage } from '../syntax/embeddedLanguage.ts';
import { regionAround, regionHolding, regionOver, moveOutside, type Region } from '../tags.ts';

/** The link as an element of a markup language, and its path as an attribute's value. */
export function elementLink(to: Target, language: LinkLanguage): ElementLink {
	const path = language.dotSlash ? explicitlyRelative(to.path) : to.path;
	return {
		element: renderLink(language, templateFor(to, language), to),
		path: language.escapePath(path),
	};
}

/** What the plan of a link in markup is made from. */
interface Page {
	readonly to: Target;
	readonly language: LinkLanguage;
	readonly markup: Markup;
	readonly elements: readonly Element[];
	readonly link: ElementLink;
}

/**
 * A link in HTML or a language built on it: an element in text, after a comment or after a tag; a source in an
 * image's tag; by the rules of their own languages in styles, scripts and code. Where an image isn't allowed, it goes
 * after the element that doesn't allow it.
 */
export function planMarkup(
	to: Target,
	language: LinkLanguage,
	from = 0,
	until = to.text.length,
): Planned | undefined {
	// Astro's expressions hold markup; here they must stay whole.
	const isAstro = language.frontMatter === true;
	const syntax = isAstro
		? { ...language, islands: braces }
		: language === htmlLanguage
			? templates
			: language;
	const markup = scanMarkup(to.text, syntax, from, until);
	const isRazor = language.languageIds.includes('razor');
	const elements = elementsOf(markup.tags, until, language.dotSlash === true || isRazor);
	const link = elementLink(to, language);
	const page: Page = { to, language, markup, elements, link };
	const raw = regionOver(markup.raws, to);
	if (raw) {
		return inRaw(page, raw);
	}
	const pug = markup.raws.find(({ end, after }) => end < to.end && to.end <= after);
	const isApart = pug && to.text.slice(startOfLine(to.text, pug.end), pug.end).trim() === '';
	if (isApart && pug.name === 'template' && to.mode === 'insert') {
		const end = to.text.slice(0, pug.end).trimEnd().length;
		return planPug({ ...to, start: end, end }, language, pug.start, pug.end);
	}
	const matter = isAstro ? markup.raws.find(({ tag }) => tag === undefined) : undefined;
	if (matter && (to.end < matter.start || (matter.end < to.end && to.end <= matter.after))) {
		const isClosed = matter.end < matter.after;
		const shown = isOutside(page, matter.after) ? hiddenPath(to) : link.element;
		return isClosed ? afterRegion(to, { start: 0, end: matter.after }, shown) : 'notShown';
	}
	const tag = regionHolding(markup.tags, to);
	if (tag) {
		return planTag(to, tag, link) ?? afterPart(page, tag);
	}
	const comment = regionOver(markup.comments, to);
	if (comment) {
		return inComment(page, comment);
	}
	const code = isRazor && to.mode === 'insert' ? inRazorCode(to, markup, elements) : undefined;
	if (code) {
		return code;
	}
	const island = regionOver(markup.islands, to);
	if (
		island &&
		island.open !== '@' &&
		island.start < to.end &&
		(to.start > island.start || to.end < island.end)
	) {
		return (isAstro ? inExpression(page, island) : inIsland(to, island)) ?? afterPart(page, island);
	}
	return inText(page);
}

const braces = [['{', '}', '']] as const;

/** A page of HTML may be a template. */
const templates = {
	islands: [
		// Without its end it is text, such as Svelte's `{#if}`.
		['{#', '#}', ''],
		['<?', '?>', 'php'],
		['{{', '}}', ''],
		['{%', '%}', ''],
		['${', '}', ''],
		['<%', '%>', ''],
	],
} as const;

/** The block of a template around the selection's end that holds another language, or nothing; of no mark in `code`. */
export function foreignAround({ text, end }: Target, code: readonly Region[] = []): Region | undefined {
	const mark =
		/(?<!`)\{(?:%|\{[<%])-?\s{0,9}(end|\/)?(schema|comment|javascript|style(?:sheet)?|embed(?!\s{1,9}url\b)|blocktrans(?:late)?|trans(?=\s{0,9}(?:[-+]?%|(?:no)?trimmed\b|with\b|\w{1,99}\s?=))|highlight|mermaid)\b[^%\n]{0,200}?[%>]\}/g;
	const open = [...text.slice(0, end).matchAll(mark)].at(-1);
	const [, closes, name = ''] = open ?? [];
	const close = new RegExp(
		String.raw`\{(?:%|\{[<%])-?\s{0,9}(?:end|/\s{0,9})${name}\s{0,9}-?[%>]\}{1,2}`,
	).exec(open ? text.slice(end) : '');
	const isShown = name === 'embed' && /\{%-?\s{0,9}block\b/.test(text.slice(open?.index, end));
	const before = open ? text.slice(startOfLine(text, open.index), open.index) : '';
	const isCode =
		before.split('`').length % 2 === 0 || regionAround(code, (open?.index ?? 0) + 1) !== undefined;
	return open && close && closes === undefined && !isShown && !isCode
		? { start: open.index, end: end + close.index + close[0].length }
		: undefined;
}

/** Where the parentheses of a directive end that the selection ends in (`@if (a)`), and the brace after them. */
function endOfDirective({ text, end, lineEnd }: Target, offset: number): number {
	const before = text.slice(Math.max(startOfLine(text, end), end - 300), end);
	const open = /@[a-z]+(?: [a-z]+)?\s?\((?:[^()]|\([^()]*\))*(?:\([^()]*)?$/i.exec(before)?.[0];
	let depth = (open?.match(/\(/g)?.length ?? 0) - (open?.match(/\)/g)?.length ?? 0);
	if (offset !== end || depth < 1) {
		return offset;
	}
	for (let at = end; at < lineEnd; at++) {
		depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
		if (depth === 0) {
			return at + 1 + (/^\s*\{/.exec(text.slice(at + 1, lineEnd))?.[0].length ?? 0);
		}
	}
	return offset;
}

function inText(page: Page): Planned {
	const { to, markup, link } = page;
	if (to.mode === 'replace') {
		return linkOver(to, to.start, to.end, link.element);
	}
	const foreign = foreignAround(to);
	if (foreign) {
		return afterPart(page, foreign);
	}
	const inner = endOfDirective(to, endOfReference(to));
	const offset = offsetOutside(to.text, markup, to.wholeLines ? to.lineEnd : inner, to.wholeLines);
	const place = allowed(page, offset);
	if (typeof place === 'string' || place.start !== place.end) {
		return atPlace(page, place);
	}
	const at = place.end;
	const element = isOutside(page, at) ? hiddenPath(to) : link.element;
	return to.wholeLines || place.byLine
		? linkBelow(to, at, element, {
				prefix: contentIndentation(to.text, at === offset ? to.end : at, at),
			})
		: linkAfter(to, at, element);
}

/** Whether an offset is in a document's head or before its body, which an image would begin. */
function isOutside({ elements, markup }: Page, offset: number): boolean {
	const named = (name: string) => elements.find(each => each.name === name);
	const body = named('body');
	if (body) {
		return offset < body.tag.end;
	}
	const head = named('head');
	if (head) {
		return offset < head.end;
	}
	const isPage = markup.tags.some(({ name }) => /^(?:!doctype|html)$/i.test(name));
	const content = elements.find(({ name }) => name !== 'html' && !headOnly.test(name));
	const last = elements.findLast(
		({ name, start }) => headOnly.test(name) && start < (content?.start ?? Infinity),
	);
	return isPage && last !== undefined && offset < last.end;
}

/** Elements that belong in a head, also where no tag opens one. */
const headOnly = /^(?:title|meta|link|base|script|style|noscript)$/;

/** The path in a comment, for the places of a document where no image can be. */
function hiddenPath(to: Target): string {
	return `<!-- ${pathForComment(to.path, '-->')} -->`;
}

/** What an image has to go after, or the closing tag or brace that it has to go before; an empty region stays as it is. */
type Place = (Region & { readonly before?: Region; readonly byLine?: boolean }) | NoPlace;

/** The nearest place to an offset where an image is allowed. */
function allowed({ to, language, markup, elements }: Page, offset: number): Place {
	const { text } = to;
	const isRazor = language.languageIds.includes('razor');
	const flow = outsideFlow(to, isRazor ? 'razor' : language === htmlLanguage ? 'angular' : undefined, offset);
	if (flow.before || flow.byLine) {
		return { start: flow.at, end: flow.at + (flow.before ? 1 : 0), ...flow };
	}
	if (isOutsideBlocks(text, flow.at)) {
		return 'notShown';
	}
	let place: Region = { start: flow.at, end: flow.at };
	const isVue = language.languageIds.includes('vue');
	for (let count = 0; count < 100; count++) {
		const at = place.end;
		const outer = refusing(text, elements, at, language) ?? (isVue ? lastBranch(elements, at) : undefined);
		if (!outer) {
			break;
		}
		const item = itemBefore(text, outer, at);
		if (item) {
			return { start: item.start, end: item.end, before: item };
		}
		place = { start: outer.start, end: Math.max(outer.end, offsetOutside(text, markup, outer.end, false)) };
		if (place.end === at) {
			break;
		}
	}
	place = leading(text, elements, place.end) ?? place;
	const body = elements.find(({ name }) => name === 'body');
	if (body?.closing && place.end > body.contentEnd) {
		return { ...body.closing, before: body.closing };
	}
	const isBlocks =
		language.blocks === true && markup.tags.some(({ name }) => /^(?:template|script|style)$/.test(name));
	const template = elements.find(each => each.name === 'template' && each.parent === undefined);
	if (isBlocks && !(template && template.tag.end <= place.end && place.end <= template.contentEnd)) {
		const isAtEnd = template?.closing && template.contentEnd < place.end && to.start <= template.end;
		return isAtEnd && to.end >= template.contentEnd
			? { ...template.closing, before: template.closing }
			: 'notShown';
	}
	return place;
}

/** What may stand before the tag that makes a template extend another one. */
const beforeExtends =
	/\s+|<!--[^]*?-->|\{\{--[^]*?--\}\}|\{#[^]*?#\}|\{%[-~+]?\s{0,9}comment\b[^]*?\{%[-~+]?\s{0,9}endcomment\s{0,9}[-~+]?%\}/y;
/** What begins and ends the parts of such a template that are shown, with Blade's own. */
const shown =
	/\{%[-~+]?\s{0,9}(?:(end)?(?:block|macro|embed|set(?=[^=%]{0,200}%\})))\b|(?<![\w@])@(?:(?:(end(?:section|[Pp]ush|[Pp]repend)|stop|show|append|overwrite)|push|prepend)(?:Once|If)?(?![\w.:=-])|section\s*\([^(),]*\))/g;

/** Whether a template that extends another one shows nothing at an offset. */
function isOutsideBlocks(text: string, offset: number): boolean {
	let from = 0;
	for (beforeExtends.lastIndex = 0; beforeExtends.test(text);) {
		from = beforeExtends.lastIndex;
	}
	const before = text.slice(0, offset).replace(/\{\{--[^]*?(?:--\}\}|$)/g, '');
	return (
		/^(?:\{%[-~+]?\s{0,9}|@)extends\b/.test(text.slice(from, from + 30)) &&
		[...before.matchAll(shown)].reduce((sum, [, end, ends]) => sum + ((end ?? ends) ? -1 : 1), 0) <= 0
	);
}

function atPlace(page: Page, place: Place): Planned {
	const { to, link } = page;
	if (typeof place === 'string') {
		return place;
	}
	if (!place.before) {
		return afterRegion(to, place, isOutside(page, place.end) ? hiddenPath(to) : link.element);
	}
	const { start } = place.before;
	const lineStart = startOfLine(to.text, start);
	if (lineStart === 0 || to.text.slice(lineStart, start).trim() !== '') {
		return linkAfter(to, start, link.element);
	}
	const above = endOfLine(to.text, startOfLine(to.text, lineStart - 1));
	const [own, inner] = [to.text.slice(lineStart, start), indentation(lineAt(to.text, above))];
	return linkBelow(to, above, link.element, { prefix: inner.length > own.length ? inner : own });
}

/** The link after a part that must stay whole, and after everything that the part itself is in. */
function afterPart(page: Page, part: Region): Planned {
	const { to, markup } = page;
	const raw = markup.raws.find(({ tag }) => tag === part);
	const end = offsetOutside(to.text, markup, raw?.after ?? part.end, false);
	const place = allowed(page, end);
	return atPlace(
		page,
		typeof place === 'string' || place.start !== place.end || place.end !== end
			? place
			: { start: part.start, end },
	);
}

/** An offset moved past everything that it is in; with `byLine`, to the end of the line there. */
function offsetOutside(text: string, markup: Markup, offset: number, byLine: boolean): number {
	const { tags, comments, islands, raws } = markup;
	// Right after the tag of an element that holds no markup is already inside it.
	const contents = raws.map(({ start, after }) => ({ start: start - 1, end: after }));
	return moveOutside([tags, comments, islands, contents], offset, end => {
		return byLine ? endOfLine(text, end) : end;
	});
}

function inComment(page: Page, comment: MarkupComment): Planned {
	const { to, link } = page;
	if (to.mode === 'insert') {
		return afterPart(page, comment);
	}
	return isOnlyMarker(to, comment)
		? linkOver(to, comment.start, comment.end, isOutside(page, comment.end) ? hiddenPath(to) : link.element)
		: linkOver(to, to.start, to.end, pathForComment(to.path, comment.close));
}

/** The link among the elements in an expression of Astro; undefined in its code. */
function inExpression({ to, language, link }: Page, { start, end }: Island): Planned | undefined {
	const planned = planScript(to, language, 'html', start + 1, end - 1);
	const isShown =
		planned && (planned.text.includes(link.element) || planned.text.includes(`="${link.path}"`));
	return isShown === true ? planned : undefined;
}

function inIsland(asked: Target, island: Island): LinkEdit | undefined {
	const { text } = asked;
	const syntax = codeSyntax(island.languageId);
	const isPhp = text.startsWith('<?php', island.start);
	const from = island.start + (isPhp ? 5 : island.open.length);
	// Within the mark itself, as if right after it.
	const to = isPhp && asked.end < from ? { ...asked, start: from, end: from } : asked;
	const [close = ''] =
		/(?:[?%]>|@endphp)$/.exec(text.slice(Math.max(from, island.end - 7), island.end)) ?? [];
	const until = island.end - close.length;
	const isDirective = text.startsWith('<%@', island.start);
	return syntax && to.end >= from && to.end <= until && !isDirective
		? planCode(to, syntax, scanCode(text, syntax, from, until), until)
		: undefined;
}

/**
 * The link in an element whose content isn't markup, by the rules of that content; after the element where it holds
 * only text.
 */
function inRaw(page: Page, raw: RawContent): Planned | undefined {
	const { to, language } = page;
	const { start, end } = raw;
	const embedded = embeddedLanguage(to.text, raw);
	switch (embedded.kind) {
		case 'styles':
			return planStyles(to, stylesLanguage, embedded.languageId, start, end);
		case 'script':
			return planScript(to, jsxLanguage, embedded.jsx, start, end);
		case 'markup':
			return planMarkup(to, language, start, end);
		case 'code': {
			if (embedded.languageId === 'pug') {
				return planPug(to, language, start, end);
			}
			const syntax = codeSyntax(embedded.languageId);
			return syntax && planCode(to, syntax, scanCode(to.text, syntax, start, end), end);
		}
		case 'text':
			return raw.tag && afterPart(page, raw.tag);
		case 'unknown':
			return 'notShown';
	}
}
