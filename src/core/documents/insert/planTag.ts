import { linkAfter, linkBelow, linkOver, type Target } from './target.ts';
import { contentIndentation, endOfLine, indentation, isBlank, lineAt, startOfLine } from '../lines.ts';
import type { LinkEdit } from './linkEdit.ts';
import { attributeOf, imageAttribute, isEmpty, type Attribute, type Region, type Tag } from '../tags.ts';

/** A link ready to be written: the element, and the path as an attribute's value. */
export interface ElementLink {
	readonly element: string;
	readonly path: string;
}

/**
 * The link where the selection is within one tag. An image's tag without a source gets it; `replace` in a value
 * writes the path alone. Undefined where the new element has to go after the tag.
 */
export function planTag(to: Target, tag: Tag, link: ElementLink): LinkEdit | undefined {
	const over = to.mode === 'replace' ? replaceInTag(to, tag, link) : undefined;
	if (over) {
		return over;
	}
	const name = imageAttribute(tag);
	if (name === undefined) {
		return undefined;
	}
	const written = `${name}="${link.path}"`;
	const existing = attributeOf(tag, name);
	if (existing) {
		return isEmpty(to.text, existing) && existing.name.toLowerCase() === name
			? linkOver(to, existing.start, existing.end, written)
			: undefined;
	}
	const set = name === 'src' ? attributeOf(tag, 'srcset') : undefined;
	if (set && !isEmpty(to.text, set)) {
		return undefined;
	}
	const first = tag.attributes[0];
	return first && endOfLine(to.text, tag.nameEnd) < first.start
		? linkBelow(to, endOfLine(to.text, tag.nameEnd), written, {
				prefix: indentation(lineAt(to.text, first.start)),
			})
		: linkOver(to, tag.nameEnd, tag.nameEnd, written, { before: ' ' });
}

function replaceInTag(to: Target, tag: Tag, link: ElementLink): LinkEdit | undefined {
	const { start, end } = to;
	if (start === tag.start && end === tag.end) {
		return linkOver(to, start, end, link.element);
	}
	const attribute = tag.attributes.find(found => found.start <= start && end <= found.end);
	if (!attribute) {
		return undefined;
	}
	if (start === attribute.start && end === attribute.end) {
		const name = attribute.name === 'alt' ? imageAttribute(tag) : attribute.name;
		return name !== undefined && (name === attribute.name || !attributeOf(tag, name)) && !name.startsWith('{')
			? linkOver(to, start, end, `${name}="${link.path}"`)
			: undefined;
	}
	return replaceInValue(to, attribute, link.path);
}

function replaceInValue(to: Target, { value }: Attribute, path: string): LinkEdit | undefined {
	if (value === undefined || to.end < value.start || to.start > value.end) {
		return undefined;
	}
	const quoted = value.quote !== '';
	const all = to.start <= value.start && to.end >= value.end;
	if (!quoted || (all && (to.start < value.start || value.quote === '{'))) {
		// An unquoted value, or one taken with its quotes or braces: written with quotes.
		const from = quoted ? value.start - 1 : value.start;
		return linkOver(to, from, quoted ? value.end + 1 : value.end, path, { before: '"', after: '"' });
	}
	return to.start >= value.start && to.end <= value.end ? linkOver(to, to.start, to.end, path) : undefined;
}

/** The link after something that must stay whole: on the line below where that ends its line, else after a space. */
export function afterRegion(to: Target, { start, end }: Region, link: string): LinkEdit {
	const from = startOfLine(to.text, start);
	const lineEnd = endOfLine(to.text, end);
	const alone = isBlankText(to.text, from, start) && isBlankText(to.text, end, lineEnd);
	return alone
		? linkBelow(to, lineEnd, link, { prefix: indentationBelow(to.text, from, end, lineEnd) })
		: linkAfter(to, end, link);
}

/** The indentation below a part: that of its first line, or of the content that it opens. */
function indentationBelow(text: string, from: number, end: number, lineEnd: number): string {
	const own = indentation(lineAt(text, from));
	const content = contentIndentation(text, end, lineEnd);
	return content.length > own.length ? content : own;
}

function isBlankText(text: string, from: number, until: number): boolean {
	for (let at = from; at < until; at++) {
		if (!isBlank(text[at])) {
			return false;
		}
	}
	return true;
}
