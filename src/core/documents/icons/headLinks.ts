import { altForAttribute, pathForAttribute } from '../escapes.ts';
import { htmlLanguage } from '../languages.ts';
import { readTag } from '../references/readTag.ts';
import { scanMarkup } from '../syntax/scanMarkup.ts';

/** What the head of a page refers to. */
export interface HeadLink {
	readonly rel: 'icon' | 'apple-touch-icon' | 'manifest';
	readonly href: string;
	/** As in `sizes`, for an icon. */
	readonly sizes?: string;
	readonly type?: string;
}

/**
 * A page with the `<link>`s that its head doesn't have yet, each on a line, after the last `<link>` or `<meta>` of
 * the head and indented as that is. An icon counts as present where the same file is referred to, the other links
 * where there is any of their kind. The same text where nothing has to be added; undefined for a page without a head.
 */
export function withHeadLinks(text: string, links: readonly HeadLink[]): string | undefined {
	const { tags } = scanMarkup(text, htmlLanguage);
	const head = tags.find(({ name, closing }) => !closing && name.toLowerCase() === 'head');
	const end = tags.find(({ name, closing }) => closing && name.toLowerCase() === 'head');
	if (head === undefined) {
		return undefined;
	}
	const until = end?.start ?? tags.find(({ name }) => name.toLowerCase() === 'body')?.start ?? text.length;
	const inHead = tags.filter(({ start, closing }) => !closing && start > head.start && start < until);
	const there = inHead
		.filter(({ name }) => name.toLowerCase() === 'link')
		.map(tag => readTag(text, tag))
		.map(({ valueOf }) => ({
			rels: (valueOf('rel') ?? '').toLowerCase().split(/\s+/),
			file: lastName(valueOf('href') ?? ''),
		}));
	const missing = links.filter(
		({ rel, href }) =>
			!there.some(({ rels, file }) => rels.includes(rel) && (rel !== 'icon' || file === lastName(href))),
	);
	if (missing.length === 0) {
		return text;
	}
	const newLine = text.includes('\r\n') ? '\r\n' : '\n';
	const last = inHead.findLast(({ name }) => /^(?:link|meta)$/i.test(name));
	const at = last?.end ?? head.end;
	const line = text.slice(text.lastIndexOf('\n', (last ?? head).start) + 1, (last ?? head).start);
	const own = /^[\t ]*$/.test(line) ? line : '';
	const indent = last === undefined ? own + (own.includes('\t') || own === '' ? '\t' : '  ') : own;
	return text.slice(0, at) + missing.map(link => newLine + indent + written(link)).join('') + text.slice(at);
}

const lastName = (href: string): string => href.replace(/[?#].*/, '').replace(/^.*\//, '');

function written({ rel, href, sizes, type }: HeadLink): string {
	const attributes = [
		`rel="${rel}"`,
		`href="${pathForAttribute(href)}"`,
		...(type === undefined ? [] : [`type="${altForAttribute(type)}"`]),
		...(sizes === undefined ? [] : [`sizes="${altForAttribute(sizes)}"`]),
	];
	return `<link ${attributes.join(' ')}>`;
}
