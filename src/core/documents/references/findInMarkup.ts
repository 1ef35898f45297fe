import type { LinkLanguage } from '../languages.ts';
import { scanMarkup, type RawContent } from '../syntax/scanMarkup.ts';
import type { Region, Tag } from '../tags.ts';
import { findInScript } from './findInScript.ts';
import { findInStyles, hasLineComments } from './findInStyles.ts';
import { findInTags } from './findInTags.ts';
import type { Collector } from './collector.ts';
import { readTag } from './readTag.ts';

/** What begins code in Razor; in `@2x` and `@/` it does not. */
const razor = /@(?!\d|\/)/;

/** The images in markup: in its tags, its scripts and its styles. */
export function findInMarkup(collector: Collector, language: LinkLanguage): void {
	const { raws, tags } = scanMarkup(collector.text, language);
	const base = tags.find(({ name, closing }) => !closing && name.length === 4 && /^base$/i.test(name));
	if (base !== undefined) {
		collector.setBase(readTag(collector.text, base).valueOf('href') ?? '');
	}
	for (const raw of raws) {
		findInRaw(collector, raw);
	}
	const comments = templateComments(collector.text);
	findInTags(collector, comments.length === 0 ? tags : outside(tags, comments), {
		kind: 'html',
		jsx: language.frontMatter === true,
		refuses: language.languageIds.includes('razor') ? razor : undefined,
	});
}

/** The tags that do not begin in one of the regions; both in order of their starts. */
function outside(tags: readonly Tag[], regions: readonly Region[]): readonly Tag[] {
	let next = 0;
	return tags.filter(({ start }) => {
		while ((regions[next]?.end ?? Infinity) <= start) {
			next++;
		}
		return start < (regions[next]?.start ?? Infinity);
	});
}

/** What Liquid, Django and Twig take for comments over several tags: `{% comment %} … {% endcomment %}`. */
function templateComments(text: string): readonly Region[] {
	const comments: Region[] = [];
	let start = -1;
	const isThere = text.includes('{%') && text.includes('endcomment');
	for (const mark of isThere ? text.matchAll(/\{%-?\s*(end)?comment\b/g) : []) {
		if (mark[1] !== undefined && start >= 0) {
			comments.push({ start, end: mark.index });
		}
		start = mark[1] !== undefined ? -1 : start < 0 ? mark.index : start;
	}
	return comments;
}

/** The images in the script or the styles that an element holds. */
export function findInRaw(collector: Collector, raw: RawContent): void {
	if (!collector.has(raw.start, raw.end)) {
		return;
	}
	const language = valueOf(collector.text, raw, 'lang');
	if (raw.name === 'style') {
		findInStyles(collector, raw, { lineComments: hasLineComments(language) });
	} else if (raw.name === 'script') {
		const type = valueOf(collector.text, raw, 'type');
		if (/^(?:module|(?:text|application)\/(?:java|ecma|babel|type)script|text\/babel|jsx|)$/i.test(type)) {
			findInScript(collector, raw, /^[jt]sx$/.test(language) || type === 'text/babel');
		}
	}
}

function valueOf(text: string, { tag }: RawContent, name: string): string {
	const value = tag?.attributes.find(attribute => attribute.name.toLowerCase() === name)?.value;
	return value ? text.slice(value.start, Math.min(value.end, value.start + 60)).trim() : '';
}
