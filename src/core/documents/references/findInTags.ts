import { nameCharacters } from '../nameCharacters.ts';
import type { CodeSpan } from '../syntax/scanCode.ts';
import { scanScript } from '../syntax/scanScript.ts';
import type { Attribute, Region, Tag } from '../tags.ts';
import { resultStrings, stringsIn } from './expressions.ts';
import { findImports } from './findImports.ts';
import { findInStyles } from './findInStyles.ts';
import type { Collector, Found } from './collector.ts';
import { fromAttribute, fromScript } from '../imagePath.ts';
import { metaKey, metaSubject, readTag, type ReadTag } from './readTag.ts';
import { sizeInName } from '../sizeInName.ts';
import { makeIcon } from './iconSizes.ts';
import { createCaptionScopes, type Shown } from './captionScopes.ts';
import { srcsetCandidates } from './srcset.ts';
import { attributeName, describe, elementText, giveSize, lazily, tagDetails } from './tagTexts.ts';

interface Options {
	readonly kind: 'html' | 'jsx';
	/** The strings of the script that the tags belong to; without them each expression is read by itself. */
	readonly spans?: readonly CodeSpan[];
	/** Whether expressions of markup hold JSX. */
	readonly jsx?: boolean;
	/** Matches written paths that don't count in this language. */
	readonly refuses?: RegExp | undefined;
}

/** An image that a `<meta>` names, and the subject of the tag: `og:image`. */
interface Pictured {
	readonly found: Found;
	readonly subject: string;
}

/** The images that tags show, with what the tags say of them. */
export function findInTags(collector: Collector, tags: readonly Tag[], options: Options): void {
	const { text } = collector;
	const scopes = createCaptionScopes(collector, tags);
	let inHead = true;
	let pictured: Pictured | undefined;
	/** Where the first icon, and the first picture for sharing, of the document begin: all of a kind show the same. */
	const firsts: { icon?: number; shared?: number } = {};

	function look(read: ReadTag, hasImages: boolean): void {
		const shown = hasImages ? findInTag(collector, read, options) : [];
		scopes.show(read, shown);
		// A tag shows one image; its attributes are read once, however many it has.
		const [head] = read.name === 'link' || read.name === 'meta' ? shown : [];
		if (head) {
			knowHeadImage(read, head.found, firsts);
		}
		if (read.name === 'meta') {
			pictured = picturedBy(text, read, shown, pictured);
		}
		if (collector.bindings.size > 0) {
			describeBindings(collector, read);
		}
	}

	for (const [index, tag] of tags.entries()) {
		const name = tag.name.toLowerCase();
		scopes.enter(index, name);
		if (tag.closing) {
			continue;
		}
		if ((name.length === 2 && /^h[1-6]$/.test(name)) || (name === 'title' && inHead)) {
			collector.headings.push({ start: tag.start, text: lazily(() => elementText(text, tags, index)) });
		} else if (name === 'svg' || name === 'body') {
			inHead = false;
		}
		const hasImages = collector.has(tag.nameEnd, tag.end);
		const describes = scopes.awaits(name) || (name === 'meta' && pictured !== undefined);
		if (hasImages || describes || collector.bindings.size > 0) {
			look(readTag(text, tag, name), hasImages);
		}
	}
	scopes.leave();
}

function findInTag(collector: Collector, read: ReadTag, options: Options): readonly Shown[] {
	const shown: Shown[] = [];
	for (const attribute of read.tag.attributes) {
		if (attribute.value && collector.has(attribute.value.start, attribute.value.end)) {
			findInAttribute(collector, read, attribute, options, each => {
				describe(each.found, read.details(), each.descriptor);
				shown.push(each);
			});
		}
	}
	return shown;
}

function findInAttribute(
	collector: Collector,
	{ roleOf }: ReadTag,
	attribute: Attribute,
	{ kind, spans, jsx = false, refuses }: Options,
	show: (shown: Shown) => void,
): void {
	const { text } = collector;
	const { value } = attribute;
	if (!value || refuses?.test(text.slice(value.start, Math.min(value.end, value.start + 2000))) === true) {
		return;
	}
	const { name, code } = attributeName(attribute);
	const report = (found: Found | undefined, descriptor: string | undefined, only = false) => {
		if (found) {
			show({ found, descriptor, only });
		}
	};
	let strings = spans;
	if (code && !spans) {
		const script = scanScript(text, jsx, value.start, value.end);
		strings = script.spans;
		findImports(collector, script.spans, value);
		findInTags(collector, script.tags, { kind: 'jsx', spans: script.spans });
	}
	const role = roleOf(name);
	if (code && (role === 'image' || role === 'given' || role === 'srcset')) {
		for (const { start } of stringsIn(strings ?? [], value)) {
			report(collector.at(start), role === 'srcset' ? undefined : '');
		}
	}
	const decode = code ? fromScript : fromAttribute;
	if (role === 'style') {
		for (const place of code ? stringsIn(strings ?? [], value) : [value]) {
			for (const found of findInStyles(collector, place, { decode })) {
				report(found, undefined);
			}
		}
		return;
	}
	const places = role === undefined ? [] : code ? resultStrings(text, strings ?? [], value) : [value];
	const only = places.length === 1 && isWhole(text, value, places[0] ?? value);
	for (const place of places) {
		if (role === 'srcset') {
			for (const candidate of srcsetCandidates(text, place)) {
				report(collector.add(candidate, 'srcset', decode), candidate.descriptor, only);
			}
		} else {
			const add = role === 'link' && !code ? collector.addShared : collector.add;
			const found = add(place, role === 'poster' ? role : code ? 'jsx' : kind, decode);
			if (found && role === 'given') {
				found.givenTo = 'component';
			}
			if (found && name === 'ngsrc') {
				found.isLoaded = true;
			}
			report(found, role === 'link' ? undefined : '', only && role === 'image');
		}
	}
}

/** Whether a value is only the text of a place and its quotes. */
function isWhole(text: string, value: Region, place: Region): boolean {
	const around = text.slice(value.start, place.start) + text.slice(place.end, value.end);
	return around.trim().length <= 2;
}

/** The size of a picture for sharing a page, in pixels, as the larger networks recommend. */
const sharedSize = { width: 1200, height: 630 };

/** Gives an icon of the head, or a picture for sharing, its size and the others that show the same. */
function knowHeadImage(read: ReadTag, found: Found, firsts: { icon?: number; shared?: number }): void {
	const rel = read.name === 'link' ? (read.valueOf('rel') ?? '') : '';
	const subject = read.name === 'meta' ? metaSubject(read) : undefined;
	const isApple = /(?:^|\s)apple-touch-icon(?:-precomposed)?(?:\s|$)/i.test(rel);
	const isTile = subject?.toLowerCase() === 'msapplication-tileimage';
	if (isApple || isTile || /(?:^|\s)icon(?:\s|$)/i.test(rel)) {
		makeIcon(found, {
			sizes: read.valueOf('sizes') ?? '',
			kind: isApple ? 'apple' : isTile ? 'tile' : 'png',
		});
		if (!read.hasMedia()) {
			found.picture = firsts.icon ??= read.tag.start;
		}
	} else if (subject?.includes(':') === true) {
		found.picture = firsts.shared ??= read.tag.start;
		giveSize(found, sizeInName(found.path) ?? sharedSize);
	}
}

/** The image that the next `<meta>` may describe, after one that itself names or describes one. */
function picturedBy(
	text: string,
	meta: ReadTag,
	shown: readonly Shown[],
	before: Pictured | undefined,
): Pictured | undefined {
	if (before) {
		describeMeta(text, meta, before);
	}
	const [first] = shown;
	const subject = first && metaSubject(meta);
	return first && subject !== undefined ? { found: first.found, subject } : before;
}

/** Takes over what a `<meta>` after an image's own says about it: `og:image:alt`, `og:image:width`. */
function describeMeta(text: string, meta: ReadTag, { found, subject }: Pictured): void {
	const key = metaKey(meta);
	if (key.startsWith(`${subject}:`)) {
		const name = key.slice(subject.length + 1);
		const attributes = meta.tag.attributes
			.filter(attribute => attribute.name.toLowerCase() === 'content')
			.map(attribute => ({ ...attribute, name }));
		const { alt, ...size } = tagDetails(text, { ...meta.tag, attributes });
		if (alt !== undefined) {
			found.texts.alt ??= alt;
		}
		giveSize(found, size);
	}
}

const boundName = new RegExp(String.raw`^([${nameCharacters}]+)(?:\.(?:src|default|href))?$`);

/** Lets a tag that shows an imported image by its name describe that image. */
function describeBindings(collector: Collector, { tag, details }: ReadTag): void {
	for (const attribute of tag.attributes) {
		const { value } = attribute;
		if (value && value.end - value.start < 100 && attributeName(attribute).code && isShown(attribute)) {
			const [, name = ''] = boundName.exec(collector.text.slice(value.start, value.end).trim()) ?? [];
			for (const found of collector.bindings.get(name) ?? []) {
				describe(found, details(), '');
			}
			collector.bindings.delete(name);
		}
	}
}

const isShown = (attribute: Attribute) => /^(?:src|poster|href)$/.test(attributeName(attribute).name);
