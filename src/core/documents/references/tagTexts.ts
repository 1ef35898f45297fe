import { largestSide, type PixelSize } from '../../images/pixelSize.ts';
import { cleanLine } from '../../text/cleanText.ts';
import type { Attribute, Region, Tag } from '../tags.ts';
import type { Found } from './collector.ts';
import { fromAttribute, fromScript } from '../imagePath.ts';
import { shownSize } from './srcset.ts';

/** What a tag says about the image that it shows. */
export interface TagDetails extends Partial<PixelSize> {
	readonly alt?: string;
	readonly title?: string;
	readonly ariaLabel?: string;
	readonly caption?: string;
	/** The digits of its width and height. */
	readonly widthAt?: Region;
	readonly heightAt?: Region;
}

/** How frameworks mark an attribute whose value is an expression, though in quotes. */
const bound = /^(?::|v-bind:|x-bind:|bind:|\[(?:attr\.)?)/;
const plainName = /^[a-z-]+$/i;
const interpolation = /\{\{|\{%|<[?%]|[$#]\{|\{[^{}]*\}|@\(/;
const literal = /^\s*(["'`])((?:\\[^]|(?!\1)[^\\])*)\1\s*$/;

/** An attribute's name in lower case without its binding syntax and anything before it, and whether its value is code. */
export function attributeName({ name, value }: Attribute): { readonly name: string; readonly code: boolean } {
	if (plainName.test(name)) {
		return { name: name.toLowerCase(), code: value?.quote === '{' };
	}
	// A template's condition may come right before the name: `{% if dark %}src`.
	const bare = name.slice(Math.max(name.lastIndexOf('}', name.length - 2), name.lastIndexOf('>')) + 1);
	const code = value?.quote === '{' || bound.test(bare);
	return {
		name: bare
			.replace(bound, '')
			.replace(/\.[^]*/, '')
			.replace(/[\]}]$/, '')
			.toLowerCase(),
		code,
	};
}

/** `cleanLine`, faster for text that is already clean. */
export function oneLine(text: string): string {
	return /^[ -~]*$/.test(text) && !text.includes('  ') ? text.trim() : cleanLine(text);
}

/** An attribute's value as plain text on one line; undefined where it is empty, or known only at run time. */
function attributeText(text: string, attribute: Attribute): string | undefined {
	const { value } = attribute;
	if (!value || value.end - value.start > 4000) {
		return undefined;
	}
	const written = text.slice(value.start, value.end);
	if (!attributeName(attribute).code) {
		return interpolation.test(written) ? undefined : oneLine(fromAttribute(written)) || undefined;
	}
	const [, quote, inside = ''] = literal.exec(written) ?? [];
	return quote === undefined || (quote === '`' && inside.includes('${'))
		? undefined
		: oneLine(fromScript(inside)) || undefined;
}

/** Whole pixels of a `width` or `height`: `1200`, `1200px`, `{1200}`; undefined for anything else. */
export function pixels(written: string): number | undefined {
	const [, digits] = /^(["'`]?)\s*(\d{1,5})(?:px)?\s*\1$/.exec(written.trim())?.slice(1) ?? [];
	const value = Number(digits ?? NaN);
	return value >= 1 && value <= largestSide ? value : undefined;
}

export function tagDetails(text: string, tag: Tag): TagDetails {
	const details: { -readonly [Key in keyof TagDetails]: TagDetails[Key] } = {};
	for (const attribute of tag.attributes) {
		const { name } = attributeName(attribute);
		const { value } = attribute;
		if (name === 'alt' || name === 'title' || name === 'caption' || name === 'aria-label') {
			const said = attributeText(text, attribute);
			if (said !== undefined) {
				details[name === 'aria-label' ? 'ariaLabel' : name] ??= said;
			}
		} else if (value && (name === 'width' || name === 'height')) {
			const written = text.slice(value.start, Math.min(value.end, value.start + 20));
			const side = pixels(written);
			if (side !== undefined && details[name] === undefined) {
				const digits = /\d+/.exec(written);
				const start = value.start + (digits?.index ?? 0);
				details[name] = side;
				details[`${name}At`] = { start, end: start + (digits?.[0].length ?? 0) };
			}
		}
	}
	return details;
}

/**
 * Adds to a reference what its tag says and the reference lacks.
 *
 * @param descriptor of the image in a `srcset`, empty elsewhere; undefined where the tag's size is not the image's
 */
export function describe(found: Found, details: TagDetails, descriptor: string | undefined): void {
	for (const name of ['alt', 'title', 'ariaLabel', 'caption'] as const) {
		const text = details[name];
		if (text !== undefined) {
			found.texts[name] ??= text;
		}
	}
	if (descriptor !== undefined && found.width === undefined && found.height === undefined) {
		const { widthAt, heightAt } = details;
		giveSize(found, shownSize(details, descriptor));
		if (widthAt && heightAt && (descriptor === '' || descriptor === '1x')) {
			found.sizeAt = { width: widthAt, height: heightAt };
		}
	}
}

/** Sets the sides that are known. */
export function giveSize(found: Found, { width, height }: Partial<PixelSize>): void {
	if (width !== undefined) {
		found.width = width;
	}
	if (height !== undefined) {
		found.height = height;
	}
}

/** Tags that a word may be split into parts by. */
export const inlineTags =
	/<\/?(?:a|abbr|b|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var|wbr)(?:\s[^<>]*)?>/gi;

/** The text of a piece of markup, on one line, without tags and interpolations; cut where it is long. */
export function plainText(markup: string): string {
	const text = markup
		.slice(0, 1000)
		// What an icon is called, and how to pronounce the text before, is no part of it.
		.replace(/<(svg|style|script)[\s>][^]*?<\/\1\s?>/gi, ' ')
		.replace(/<(rt|rp)>[^]*?<\/\1>|<\/?(?:ruby|rb)>/gi, '')
		.replace(inlineTags, '')
		.replace(/<!--[^]*?-->|<[^<>]*>|\{\{[^{}]*\}\}|\{%[^%]*%\}|\{[^{}]*\}/g, ' ');
	// Generators of documentation link a heading to itself.
	return oneLine(fromAttribute(text)).replace(/^[#¶§🔗] |\s?[¶🔗]$| [#§]$/u, '');
}

/** The text between a tag and the next closing one of its name; empty where that isn't near. */
export function elementText(text: string, tags: readonly Tag[], index: number): string {
	const tag = tags[index];
	for (let next = index + 1; tag && next < tags.length && next <= index + 30; next++) {
		const other = tags[next];
		if (other?.closing === true && other.name.toLowerCase() === tag.name.toLowerCase()) {
			return plainText(text.slice(tag.end, other.start));
		}
	}
	return '';
}

/** A value that is read once, on first use. */
export function lazily<T extends boolean | object | string>(read: () => T): () => T {
	let known: T | undefined;
	return () => (known ??= read());
}
