import { endOfReference, linkAfter, linkBelow, linkOver, type Target } from './target.ts';
import { contentIndentation, endOfLine } from '../lines.ts';
import type { LinkEdit } from './linkEdit.ts';
import type { LinkLanguage } from '../languages.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { planCode } from './planCode.ts';
import { leading, refusing } from './refusingElements.ts';
import { afterRegion, planTag } from './planTag.ts';
import { explicitlyRelative } from '../relativePath.ts';
import { renderLink } from './renderLink.ts';
import { templateFor } from './sizedTemplate.ts';
import { spanAround } from '../syntax/scanCode.ts';
import { scanScript, scriptSyntax, type Script } from '../syntax/scanScript.ts';
import { elementsOf } from '../syntax/elements.ts';
import { regionAround, regionHolding, regionOver, moveOutside, type Region, type Tag } from '../tags.ts';

/**
 * A link in JavaScript, with or without JSX, in `[from, until)`: an element among JSX children, an attribute in
 * an image's tag; elsewhere a path in a comment or string.
 */
export function planScript(
	to: Target,
	language: LinkLanguage,
	jsx: boolean | 'html' = true,
	from = 0,
	until = to.text.length,
): LinkEdit | undefined {
	const script = scanScript(to.text, jsx, from, until);
	const link = {
		element: renderLink(language, templateFor(to, language), to),
		path: language.escapePath(language.dotSlash ? explicitlyRelative(to.path) : to.path),
	};
	// A selection that ends within a tag gets its link after the tag, wherever it began.
	const tag =
		tagOver(to, script) ??
		(to.mode === 'insert' && !to.wholeLines && regionAround(script.tags, to.start) === undefined
			? regionAround(script.tags, to.end)
			: undefined);
	if (tag) {
		return planTag(to, tag, link) ?? afterTag(to, script, tag, link.element, until, language);
	}
	const container = script.containers.find(
		({ start, end, comment }) => comment && start <= to.start && to.end <= end,
	);
	if (container) {
		return to.mode === 'replace'
			? replaceContainer(to, script, container, link.element)
			: afterRegion(to, container, link.element);
	}
	const comment = spanAround(script.spans, to.end)?.kind === 'comment';
	if (to.mode === 'replace') {
		return !comment && inChildren(script, to.start) && inChildren(script, to.end)
			? linkOver(to, to.start, to.end, link.element)
			: planCode(to, scriptSyntax, script.spans, until);
	}
	const at = to.wholeLines ? lineEndOutside(to, script) : endOfReference(to);
	if (comment || !inChildren(script, at)) {
		return planCode(to, scriptSyntax, script.spans, until);
	}
	const outer = refusedBy(to.text, script, at, language, until);
	if (outer) {
		return afterTag(to, script, outer, link.element, until, language);
	}
	return to.wholeLines
		? linkBelow(to, at, link.element, { prefix: contentIndentation(to.text, to.end, at) })
		: linkAfter(to, at, link.element);
}

/** The element after a tag among JSX children; after a tag in code, the path in a comment. */
function afterTag(
	to: Target,
	script: Script,
	part: Region,
	element: string,
	until: number,
	language: LinkLanguage,
): LinkEdit | undefined {
	const outer = inChildren(script, part.end)
		? refusedBy(to.text, script, part.end, language, until)
		: undefined;
	const tag = outer ?? part;
	if (inChildren(script, tag.end)) {
		return afterRegion(to, tag, element);
	}
	const caret: Target = { ...to, start: tag.end, end: tag.end, wholeLines: false, mode: 'insert' };
	return planCode(caret, scriptSyntax, script.spans, until);
}

/** The outermost element around an offset that may not hold an image. */
function refusedBy(
	text: string,
	script: Script,
	offset: number,
	language: LinkLanguage,
	until: number,
): Region | undefined {
	const elements = elementsOf(script.tags, until, true);
	let last: Region | undefined;
	for (
		let outer = refusing(text, elements, offset, language);
		outer && outer !== last && inChildren(script, outer.tag.end);
		outer = refusing(text, elements, outer.end, language)
	) {
		last = outer;
	}
	return last ?? leading(text, elements, offset);
}

/** The innermost tag the selection is in, unless it is in code within that tag that is more than one string. */
function tagOver(to: Target, script: Script): Tag | undefined {
	// Among children a cursor right before a tag is not in it.
	const tag = (inChildren(script, to.start) ? regionHolding : regionOver)(script.tags, to);
	const value = tag?.attributes.find(({ start, end }) => start < to.start && to.end < end)?.value;
	if (value?.quote !== '{' || to.start < value.start || to.end > value.end) {
		return tag;
	}
	if (
		to.mode === 'replace' &&
		to.text.slice(value.start, value.end).trim() === to.text.slice(to.start, to.end)
	) {
		return tag;
	}
	const string = spanAround(script.spans, to.start);
	const alone =
		string?.kind === 'string' &&
		to.text.slice(value.start, value.end).trim() === to.text.slice(string.start, string.end);
	return alone ? tag : undefined;
}

function inChildren(script: Script, offset: number): boolean {
	return script.children.some(({ start, end }) => start <= offset && offset <= end);
}

/** The end of the selection's last line, moved below a tag or container of several lines that begins on it. */
function lineEndOutside(to: Target, { tags, containers }: Script): number {
	const begun = [tags, containers].map(list => list.filter(({ start }) => start >= to.start));
	return moveOutside(begun, to.lineEnd, end => endOfLine(to.text, end));
}

function replaceContainer(
	to: Target,
	script: Script,
	container: { readonly start: number; readonly end: number },
	element: string,
): LinkEdit | undefined {
	return isOnlyMarker(to, container)
		? linkOver(to, container.start, container.end, element)
		: planCode(to, scriptSyntax, script.spans);
}
