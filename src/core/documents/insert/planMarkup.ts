import { codeSyntax, knownSyntax } from '../codeLanguages.ts';
import { linkBehind, linkBelow, linkOver } from './target.ts';
import { contentIndentation, endOfLine } from '../lines.ts';
import type { Target } from './target.ts';
import { pathForComment } from '../escapes.ts';
import type { LinkEdit } from './linkEdit.ts';
import { jsxLanguage, stylesLanguage } from '../languages.ts';
import type { LinkLanguage } from '../languages.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { planCode } from './planCode.ts';
import { planScript } from './planScript.ts';
import { planStyles } from './planStyles.ts';
import { behindRegion, planTag } from './planTag.ts';
import type { ElementLink } from './planTag.ts';
import { explicitlyRelative } from '../relativePath.ts';
import { renderLink } from './renderLink.ts';
import { scanCode } from '../syntax/scanCode.ts';
import { scanMarkup } from '../syntax/scanMarkup.ts';
import type { Island, Markup, MarkupComment, RawContent } from '../syntax/scanMarkup.ts';
import { attributeOf, regionOver, settle } from '../tags.ts';
import type { Region } from '../tags.ts';

/** The link as an element of a markup language, and its path as an attribute's value. */
export function elementLink(to: Target, language: LinkLanguage): ElementLink {
	const path = language.dotSlash ? explicitlyRelative(to.path) : to.path;
	return {
		element: renderLink(language, to.template ?? language.block, to),
		path: language.escapePath(path),
	};
}

/**
 * A link in HTML or a language built on it: an element in text, behind a comment or behind a tag; a source in an
 * image's tag; by the rules of their own languages in styles, scripts and code.
 */
export function planMarkup(to: Target, language: LinkLanguage): LinkEdit | undefined {
	const markup = scanMarkup(to.text, language);
	const link = elementLink(to, language);
	const raw = regionOver(markup.raws, to);
	if (raw) {
		return inRaw(to, raw, link);
	}
	const tag = regionOver(markup.tags, to);
	if (tag) {
		return planTag(to, tag, link) ?? behind(to, markup, tag, link);
	}
	const comment = regionOver(markup.comments, to);
	if (comment) {
		return inComment(to, markup, comment, link);
	}
	const island = regionOver(markup.islands, to);
	if (island && (to.start > island.start || to.end < island.end)) {
		return inIsland(to, island) ?? behind(to, markup, island, link);
	}
	return inText(to, markup, link);
}

function inText(to: Target, markup: Markup, link: ElementLink): LinkEdit {
	if (to.mode === 'replace') {
		return linkOver(to, to.start, to.end, link.element);
	}
	const element = visible(markup, to.end, link.element);
	const at = settled(to.text, markup, to.wholeLines ? to.lineEnd : endOfReference(to), to.wholeLines);
	return to.wholeLines
		? linkBelow(to, at, element ?? hiddenPath(to), { prefix: contentIndentation(to.text, to.end, at) })
		: linkBehind(to, at, element ?? hiddenPath(to));
}

/** The selection's end, behind the character reference that it lies in. */
function endOfReference({ text, end }: Target): number {
	const begun = /&#?\w{0,30}$/.test(text.slice(Math.max(0, end - 32), end));
	return begun ? end + (/^#?\w{0,30};/.exec(text.slice(end, end + 32))?.[0].length ?? 0) : end;
}

/** The element, or undefined where it would be in a document's head, which an image would end. */
function visible({ tags }: Markup, offset: number, element: string): string | undefined {
	const last = tags.findLast(({ name, end }) => end <= offset && /^(?:head|body)$/i.test(name));
	return last?.name.toLowerCase() === 'head' && !last.closing ? undefined : element;
}

/** The path in a comment, for the places of a document where no image can be. */
function hiddenPath(to: Target): string {
	return `<!-- ${pathForComment(to.path, '-->')} -->`;
}

/** The link behind a part that must stay whole, and behind what that part itself lies in. */
function behind(to: Target, markup: Markup, part: Region, link: ElementLink): LinkEdit {
	const raw = markup.raws.find(({ tag }) => tag === part);
	const whole = { start: part.start, end: settled(to.text, markup, raw?.after ?? part.end, false) };
	return behindRegion(to, whole, visible(markup, whole.end, link.element) ?? hiddenPath(to));
}

/** An offset moved behind everything that it lies in; with `byLine`, to the end of the line there. */
function settled(text: string, markup: Markup, offset: number, byLine: boolean): number {
	const { tags, comments, islands, raws } = markup;
	// Right behind the tag of an element that holds no markup is already inside it.
	const contents = raws.map(({ start, after }) => ({ start: start - 1, end: after }));
	return settle([tags, comments, islands, contents], offset, end => {
		return byLine ? endOfLine(text, end) : end;
	});
}

function inComment(to: Target, markup: Markup, comment: MarkupComment, link: ElementLink): LinkEdit {
	if (to.mode === 'insert') {
		return behind(to, markup, comment, link);
	}
	const rest = to.text.slice(comment.start, to.start) + to.text.slice(to.end, comment.end);
	const element = visible(markup, comment.end, link.element);
	return isOnlyMarker(rest)
		? linkOver(to, comment.start, comment.end, element ?? hiddenPath(to))
		: linkOver(to, to.start, to.end, pathForComment(to.path, comment.close));
}

function inIsland(to: Target, island: Island): LinkEdit | undefined {
	const syntax = codeSyntax(island.languageId);
	const from =
		island.start +
		(island.open === '<?' && to.text.startsWith('<?php', island.start) ? 5 : island.open.length);
	const closed = /[?%]>$/.test(to.text.slice(island.end - 2, island.end));
	const until = closed ? island.end - 2 : island.end;
	return syntax && planCode(to, syntax, scanCode(to.text, syntax, from, until), until);
}

/** Styles and scripts by their own rules; behind elements that hold nothing but text. */
function inRaw(to: Target, raw: RawContent, link: ElementLink): LinkEdit | undefined {
	const { text } = to;
	const lang = value(text, raw, 'lang') || value(text, raw, 'type');
	if (raw.name === 'style') {
		const id = /scss|less/i.exec(lang)?.[0]?.toLowerCase() ?? 'css';
		return planStyles(to, stylesLanguage, id, raw.start, raw.end);
	}
	if (raw.name === 'script') {
		const json = knownSyntax('json');
		if (/json|importmap|speculationrules/i.test(lang)) {
			return planCode(to, json, scanCode(text, json, raw.start, raw.end), raw.end);
		}
		return planScript(to, jsxLanguage, !/^(?:ts|typescript)$/i.test(lang), raw.start, raw.end);
	}
	const whole = { start: raw.tag?.start ?? raw.start, end: raw.after };
	return behindRegion(to, whole, raw.name === 'title' ? hiddenPath(to) : link.element);
}

function value(text: string, { tag }: RawContent, name: string): string {
	const found = tag && attributeOf(tag, name)?.value;
	return found ? text.slice(found.start, found.end) : '';
}
