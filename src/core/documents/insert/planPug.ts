import { linkBelow, linkOver, type Target } from './target.ts';
import { endOfLine, indentation, lineAt, lineBelow, nextLine, startOfLine } from '../lines.ts';
import { pathForComment } from '../escapes.ts';
import { htmlLanguage, type LinkLanguage } from '../languages.ts';
import type { Planned } from './linkEdit.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { renderLink } from './renderLink.ts';
import { templateFor } from './sizedTemplate.ts';

/** Elements that can't contain an image. */
const refusing =
	/^(?:head|title|select|optgroup|option|datalist|table|thead|tbody|tfoot|tr|colgroup|ul|ol|menu|dl|picture|svg|math|video|audio|canvas|object|iframe|textarea|script|style|pre|html|hgroup|case)(?![\w-])/;
/** Those of them that contain none however deep. */
const opaque = /^(?:svg|math|select|datalist|video|audio|canvas|object|iframe|pre)(?![\w-])/;
/** Lines that are no elements. */
const control = /^(?:each|for|if|else|unless|while)(?![\w-])/;
/** Lines that belong to the one above, on the same level. */
const goesOn = /^(?:else\b|when\b|default\b|\+\+|\))/;

/**
 * An image in Pug as a line of its own, on the level of the line that the selection ends in and below that line's
 * content; in `[from, until)`. Where an element may not hold an image, the image goes after it.
 */
export function planPug(
	to: Target,
	language: LinkLanguage = htmlLanguage,
	from = 0,
	until = to.text.length,
): Planned | undefined {
	const { text } = to;
	const template = templateFor(to, language, 'img(src="${path}", alt="${alt}")');
	const image = renderLink({ ...language, family: 'markup' }, template, to);
	const line = lineAt(text, to.start);
	if (to.mode === 'replace') {
		if (/^\s*\/\//.test(line)) {
			const start = startOfLine(text, to.start) + indentation(line).length;
			return isOnlyMarker(to, { start, end: to.lineEnd })
				? linkOver(to, start, to.lineEnd, image)
				: linkOver(to, to.start, to.end, pathForComment(to.path, ''));
		}
		return linkOver(to, to.start, to.end, to.wholeLines ? image : language.escapePath(to.path));
	}
	let at = startOfLine(text, to.end);
	if (lineAt(text, at).trim() === '') {
		at = lineBefore(text, at, from) ?? at;
	}
	/** The outermost enclosing line that treats everything below it as text or code, or may not hold an image. */
	let own = at;
	for (let above = parentOf(text, at, from); above !== undefined; above = parentOf(text, above, from)) {
		const line = lineAt(text, above);
		if (isOpaque(line) || /[([{,]\s*$/.test(line) || opaque.test(line.trim())) {
			own = above;
		}
	}
	const isRefused = (above: number) => refusing.test(lineAt(text, above).trim());
	for (let above = elementOf(text, own, from); above !== undefined && isRefused(above);) {
		own = above;
		above = elementOf(text, own, from);
	}
	if (
		/^(?:doctype|extends|include|block\b|append|prepend)/.test(lineAt(text, own).trim()) &&
		parentOf(text, own, from) === undefined
	) {
		return 'notShown';
	}
	// Of a page, the end of its body.
	const body = /^(?:html|head)\b/.test(lineAt(text, own).trim())
		? /^[ \t]*body\b/m.exec(text.slice(own, until))
		: null;
	const inner = body ? indentation(lineBelow(text, own + body.index)) : '';
	if (body && inner.length > indentation(body[0]).length) {
		return linkBelow(to, endOfBlock(text, own + body.index, until), image, { prefix: inner });
	}
	const prefix = indentation(lineAt(text, own));
	return linkBelow(to, endOfBlock(text, own, until), image, { prefix });
}

/** Whether the content of a line isn't Pug markup. */
function isOpaque(line: string): boolean {
	return /^\s*(?:\/\/|:[a-z]|-\s*$|script\b|style\b)|\.\s*$/.test(line);
}

function lineBefore(text: string, at: number, from: number): number | undefined {
	let start = at;
	while (start > from) {
		start = startOfLine(text, start - 1);
		if (start < from) {
			return undefined;
		}
		if (lineAt(text, start).trim() !== '') {
			return start;
		}
	}
	return undefined;
}

/** The line that a line is the content of: the nearest one above that is less indented. */
function parentOf(text: string, at: number, from: number): number | undefined {
	const depth = indentation(lineAt(text, at)).length;
	let above = lineBefore(text, at, from);
	while (above !== undefined && indentation(lineAt(text, above)).length >= depth) {
		above = lineBefore(text, above, from);
	}
	return above;
}

/** The line of the element that a line is in, past conditions and loops. */
function elementOf(text: string, at: number, from: number): number | undefined {
	let above = parentOf(text, at, from);
	while (above !== undefined && control.test(lineAt(text, above).trim())) {
		above = parentOf(text, above, from);
	}
	return above;
}

/** The end of the last line that is more indented than a line, or goes on with it. */
function endOfBlock(text: string, at: number, until: number): number {
	const depth = indentation(lineAt(text, at)).length;
	let end = endOfLine(text, at);
	for (let next = nextLine(text, at); next !== undefined && next < until; next = nextLine(text, next)) {
		const line = lineAt(text, next);
		const deep = indentation(line).length;
		if (line.trim() !== '') {
			if (deep < depth || (deep === depth && !goesOn.test(line.trim()))) {
				break;
			}
			end = endOfLine(text, next);
		}
	}
	return end;
}
