import type { CodeSpan } from '../scanCode.ts';
import { scanScript } from '../scanScript.ts';
import type { Attribute, Tag } from '../tags.ts';
import { resultStrings, stringsIn } from './expressions.ts';
import { findImports } from './findInScript.ts';
import { findInStyles } from './findInStyles.ts';
import type { Finds, Found } from './finds.ts';
import { fromAttribute, fromScript } from './imagePath.ts';
import { createShelters } from './shelters.ts';
import { srcsetCandidates } from './srcset.ts';
import { attributeName, describe, elementText, lazily, tagDetails, type TagDetails } from './tagTexts.ts';

interface Options {
	readonly kind: 'html' | 'jsx';
	/** The strings of the script that the tags belong to; without them each expression is read by itself. */
	readonly spans?: readonly CodeSpan[];
	/** Whether expressions of markup hold JSX. */
	readonly jsx?: boolean;
	/** Whether a written path is none in this language. */
	readonly refuses?: RegExp | undefined;
}

/** Elements whose `src` is no image. */
const otherSource = /^(?:a|audio|base|embed|frame|iframe|object|script|track|form)$/;
const iconLink = /(?:^|\s)(?:(?:shortcut\s+)?icon|apple-touch-[\w-]+|fluid-icon|image_src)(?:\s|$)/i;
const preload = /(?:^|\s)(?:preload|prefetch)(?:\s|$)/i;
const metaImage =
	/^(og:image|twitter:image)(?::(?:url|secure_url|src))?$|^(image|thumbnail|msapplication-TileImage)$/i;
const cell = /^(?:body|table|thead|tbody|tr|td|th)$/;

/** The images that tags show, with what the tags say of them. */
export function findInTags(finds: Finds, tags: readonly Tag[], options: Options): void {
	const { text } = finds;
	const shelters = createShelters(finds, tags);
	let inHead = true;
	let pictured: { readonly found: Found; readonly subject: string } | undefined;
	for (const [index, tag] of tags.entries()) {
		const name = tag.name.toLowerCase();
		shelters.enter(index, name);
		if (tag.closing) {
			continue;
		}
		if (/^h[1-6]$/.test(name) || (name === 'title' && inHead)) {
			finds.headings.push({ start: tag.start, text: lazily(() => elementText(text, tags, index)) });
		} else if (name === 'svg' || name === 'body') {
			inHead = false;
		} else if (name === 'meta' && pictured) {
			describeMeta(text, tag, pictured);
		}
		const first = finds.count();
		if (finds.has(tag.nameEnd, tag.end)) {
			for (const attribute of tag.attributes) {
				if (attribute.value && finds.has(attribute.value.start, attribute.value.end)) {
					findInAttribute(finds, tag, name, attribute, options);
				}
			}
		}
		if (finds.count() > first) {
			const found = finds.since(first);
			shelters.shelter(found);
			const subject = name === 'meta' ? metaSubject(text, tag) : undefined;
			pictured = found[0] && subject !== undefined ? { found: found[0], subject } : pictured;
		}
		if (name === 'img' || name === 'image') {
			shelters.picture(tag);
		}
		if (finds.bindings.size > 0) {
			describeBindings(finds, tag);
		}
	}
	shelters.leave();
}

function findInAttribute(
	finds: Finds,
	tag: Tag,
	tagName: string,
	attribute: Attribute,
	{ kind, spans, jsx = false, refuses }: Options,
): void {
	const { text } = finds;
	const { value } = attribute;
	if (!value || refuses?.test(text.slice(value.start, Math.min(value.end, value.start + 2000))) === true) {
		return;
	}
	const { name, code } = attributeName(attribute);
	let details: TagDetails | undefined;
	const told = (found: Found | undefined, sized: boolean) => {
		if (found) {
			details ??= tagDetails(text, tag);
			describe(found, details, sized);
		}
	};
	let strings = spans;
	if (code && !spans) {
		const script = scanScript(text, jsx, value.start, value.end);
		strings = script.spans;
		findImports(finds, script.spans, value);
		findInTags(finds, script.tags, { kind: 'jsx', spans: script.spans });
	}
	const role = roleOf(text, tag, tagName, name);
	if (code && role === 'image') {
		for (const { start } of stringsIn(strings ?? [], value)) {
			told(finds.at(start), true);
		}
	}
	const decode = code ? fromScript : fromAttribute;
	if (role === 'style') {
		for (const place of code ? stringsIn(strings ?? [], value) : [value]) {
			for (const found of findInStyles(finds, place, { decode })) {
				told(found, false);
			}
		}
		return;
	}
	for (const place of role === undefined ? [] : code ? resultStrings(text, strings ?? [], value) : [value]) {
		if (role === 'srcset') {
			for (const candidate of srcsetCandidates(text, place)) {
				told(finds.add(candidate, 'srcset', decode), /^(?:1x)?$/.test(candidate.descriptor));
			}
		} else {
			told(finds.add(place, role === 'poster' ? role : code ? 'jsx' : kind, decode), role !== 'link');
		}
	}
}

/** What an attribute of a tag holds; undefined for one that shows no image. */
function roleOf(
	text: string,
	tag: Tag,
	tagName: string,
	name: string,
): 'image' | 'srcset' | 'poster' | 'style' | 'link' | undefined {
	switch (name) {
		case 'src':
		case 'ngsrc':
			return otherSource.test(tagName) || (tagName === 'input' && valueOf(text, tag, 'type') !== 'image')
				? undefined
				: 'image';
		case 'srcset':
		case 'imagesrcset':
		case 'ngsrcset':
			return 'srcset';
		case 'poster':
		case 'style':
			return name;
		case 'href':
		case 'xlink:href':
			return tagName === 'image' || tagName === 'feimage'
				? 'image'
				: tagName === 'link' && linksImage(text, tag)
					? 'link'
					: undefined;
		case 'background':
			return cell.test(tagName) ? 'link' : undefined;
		case 'content':
			return tagName === 'meta' && metaSubject(text, tag) !== undefined ? 'link' : undefined;
		default:
			// Svelte's directive for one declaration.
			return name.startsWith('style:') ? 'style' : undefined;
	}
}

function linksImage(text: string, tag: Tag): boolean {
	const rel = valueOf(text, tag, 'rel') ?? '';
	return iconLink.test(rel) || (preload.test(rel) && valueOf(text, tag, 'as') === 'image');
}

function valueOf(text: string, tag: Tag, name: string): string | undefined {
	const value = tag.attributes.find(attribute => attribute.name.toLowerCase() === name)?.value;
	return value && text.slice(value.start, Math.min(value.end, value.start + 100)).replace(/^["']|["']$/g, '');
}

/** What a `<meta>` with an image is about: `og:image`. */
function metaSubject(text: string, tag: Tag): string | undefined {
	const [, subject, single] = metaImage.exec(metaKey(text, tag)) ?? [];
	return subject ?? single;
}

const metaKey = (text: string, tag: Tag): string =>
	valueOf(text, tag, 'property') ?? valueOf(text, tag, 'name') ?? valueOf(text, tag, 'itemprop') ?? '';

/** Takes what a `<meta>` behind that of an image says of it: `og:image:alt`, `og:image:width`. */
function describeMeta(text: string, tag: Tag, { found, subject }: { found: Found; subject: string }): void {
	const key = metaKey(text, tag);
	if (key.startsWith(`${subject}:`)) {
		const name = key.slice(subject.length + 1);
		const attributes = tag.attributes
			.filter(attribute => attribute.name.toLowerCase() === 'content')
			.map(attribute => ({ ...attribute, name }));
		const { width, height, alt } = tagDetails(text, { ...tag, attributes });
		if (alt !== undefined) {
			found.texts.alt ??= alt;
		}
		Object.assign(found, width === undefined ? {} : { width }, height === undefined ? {} : { height });
	}
}

/** Lets a tag that shows an imported image by its name describe that image. */
function describeBindings(finds: Finds, tag: Tag): void {
	for (const attribute of tag.attributes) {
		const { value } = attribute;
		if (value && value.end - value.start < 100 && attributeName(attribute).code && isShown(attribute)) {
			const [, name = ''] =
				/^\s*([\w$\u0080-\uffff]+)(?:\.(?:src|default|href))?\s*$/.exec(
					finds.text.slice(value.start, value.end),
				) ?? [];
			for (const found of finds.bindings.get(name) ?? []) {
				describe(found, tagDetails(finds.text, tag), true);
			}
			finds.bindings.delete(name);
		}
	}
}

const isShown = (attribute: Attribute) => /^(?:src|poster|href)$/.test(attributeName(attribute).name);
