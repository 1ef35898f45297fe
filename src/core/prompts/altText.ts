import { scanMarkup } from '../documents/syntax/scanMarkup.ts';
import { attributeOf, imageAttribute } from '../documents/tags.ts';
import { inlineTags } from '../documents/references/tagTexts.ts';

/** Interpolations that may hold quotes or brackets of their own. */
const syntax = { islands: [['<?', '?>', '']], braces: true } as const;

/**
 * The alternative text of selected markup: a Markdown or AsciiDoc image or link, an `alt` attribute or option; in
 * HTML-like languages also a tag's `alt`, or the text of elements. Undefined if the text is none of these.
 * Character references are not decoded.
 */
export function altText(text: string, html: boolean): string | undefined {
	const [, , directive] =
		/^\.\. (?:image|figure)::[^]{0,2000}?\n([ \t]{1,20}):alt:[ \t]*([^\n]+(?:\n\1[ \t]+[^\n]+)*)/.exec(
			text,
		) ?? [];
	const caption = /^\\caption\*?(?:\[[^\]]*\])?\{([^{}]*)\}$/.exec(text)?.[1];
	if (directive !== undefined || caption !== undefined) {
		return directive ?? caption;
	}
	const macro = /^image::?[^\s[][^[]*\[(.*)\]$/.exec(text)?.[1];
	if (macro !== undefined) {
		return macroAlt(macro).replace(/\\([!-/:-@[-`{-~])/g, '$1');
	}
	const image = /^!?\[((?:\\[^]|[^\]\\])*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])$/.exec(text);
	if (image) {
		return (image[1] ?? '').replace(/\\([!-/:-@[-`{-~])/g, '$1');
	}
	const attribute = /^(?::|v-bind:|\[)?alt\]?\s*=\s*(?:\{\s*)?(["'`])([^]*)$/i.exec(text);
	if (attribute) {
		const [, quote = '"', value = ''] = attribute;
		const end = value.indexOf(quote);
		return end < 0 ? value : value.slice(0, end);
	}
	const option = /^:?alt:\s*/i.exec(text);
	if (option) {
		const value = text.slice(option[0].length).replace(/[,;]$/, '');
		const isQuoted = value.length > 1 && /["']/.test(value.charAt(0)) && value.endsWith(value.charAt(0));
		return isQuoted ? value.slice(1, -1) : value;
	}
	return html && /^<[A-Za-z/>]/.test(text) && text.includes('>') ? elementText(text) : undefined;
}

/** The alternative text in the attributes of an AsciiDoc image: named, in quotes, or up to what is a size or named. */
function macroAlt(attributes: string): string {
	const named = /(?:^|,)\s{0,9}alt=(?:"([^"]*)"|([^,]*))/.exec(attributes);
	const [, quoted] = /^"([^"]*)"(?:,|$)/.exec(attributes) ?? [];
	const end = attributes.search(/,\s{0,9}(?:\d+\s{0,9}(?:,|$)|[a-z]+=)|^[a-z]+=/);
	return named ? (named[1] ?? named[2] ?? '') : (quoted ?? (end < 0 ? attributes : attributes.slice(0, end)));
}

function elementText(text: string): string | undefined {
	const { tags } = scanMarkup(text, syntax);
	const [first] = tags;
	if (first?.start !== 0) {
		return undefined;
	}
	for (const tag of tags) {
		const value = attributeOf(tag, 'alt')?.value;
		const alt = value && text.slice(value.start, value.end).replace(/^\s*(["'`])([^]*)\1\s*$/, '$2');
		if (alt !== undefined && alt.trim() !== '') {
			return alt;
		}
	}
	if (text.trimEnd().endsWith('>')) {
		const content = tags
			.map((tag, index) => {
				const written = text.slice(tag.start, tag.end);
				const last = tags[index - 1];
				// Two elements side by side are two words, or more.
				const isApart = last?.end === tag.start && text.startsWith('</', last.start) && written[1] !== '/';
				const before = isApart || written.replace(inlineTags, '') !== '' ? ' ' : '';
				return before + text.slice(tag.end, tags[index + 1]?.start);
			})
			.join('');
		return content.trim() !== '' || imageAttribute(first) ? content : undefined;
	}
	return undefined;
}
