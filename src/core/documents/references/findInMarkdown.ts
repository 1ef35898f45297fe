import { baseNameOf } from '../../assets/assetPath.ts';
import { scanScript } from '../syntax/scanScript.ts';
import { scanMarkup } from '../syntax/scanMarkup.ts';
import { htmlLanguage } from '../languages.ts';
import type { Region, Tag } from '../tags.ts';
import { findInFrontMatter } from './findInFrontMatter.ts';
import { findInRaw } from './findInMarkup.ts';
import { findInScript } from './findInScript.ts';
import { findInTags } from './findInTags.ts';
import type { Collector, Found } from './collector.ts';
import { fromAttribute, fromMarkdown, fromScript } from '../imagePath.ts';
import { markdownBlocks, type MarkdownBlocks } from '../syntax/markdownBlocks.ts';
import { markdownInline, readTarget, type MarkdownImage, type Target } from '../syntax/markdownInline.ts';
import { describe, lazily, oneLine, pixels, plainText } from './tagTexts.ts';

const definition = /[ \t>]*\[((?:[^\\[\]]|\\[^]){1,999})\]:/y;

const siteAddress =
	/\{\{-?[ \t]{0,9}(?:site\.(?:base)?url|"[^"'{}|\n]{1,200}"[ \t]{0,9}\|[ \t]{0,9}\w{1,30}|'[^"'{}|\n]{1,200}'[ \t]{0,9}\|[ \t]{0,9}\w{1,30})[ \t]{0,9}-?\}\}/g;

/** The shortcode of Hugo for an image, which has the attributes of one. */
const figure = /\{\{<[ \t]{0,9}figure(?=\s)/g;
/** Its end on a line of its own, where it would be a quote. */
const figureEnd = /^([ \t]*)>\}\}/gm;

/** A chunk of code in Quarto and R Markdown, in R where it may show images, or of Julia's Documenter. */
const chunk = /^[ \t>]*[`~]{3,}[ \t]*(?:\{(?:(r\b)|\w)|(@(?:example|setup)\b))/i;
/** One that isn't run. */
const unused = /\beval[ \t]*[=:][ \t]*(?:F|FALSE|false)\b/;
/** A comment, an image that is shown, or any other text. */
const chunkParts =
	/#[^\n]*|\binclude_graphics\(\s{0,99}(["'])([^"'\n]{1,1000})\1|(["'])([^"'\n]{1,1000})\3/dg;
const chunkAlt =
	/^[ \t]*#\|[ \t]*fig-alt:[ \t]*(?:[|>]-?[ \t]*\r?\n((?:[ \t]*#\|[ \t]{2}[^\n]*\n)*)|([^\n]*))|\bfig\.alt[ \t]*=[ \t]*["']([^"'\n]*)/m;

/** The images of a Markdown or MDX document: its own, those of its HTML, and of its front matter. */
export function findInMarkdown(collector: Collector, mdx: boolean): void {
	// Generators fill it in before they read Markdown, which ends a destination at a space.
	const filled = collector.text.replace(siteAddress, address => address.replace(/\s/g, '_'));
	const tagged = filled.replace(figure, ({ length }) => `{{${' '.repeat(length - 6)}<img`);
	const text = mdx ? filled : tagged.replace(figureEnd, '$1/> ');
	const blocks = markdownBlocks(text, mdx);
	if (blocks.matter) {
		findInFrontMatter(collector, blocks.matter);
	}
	for (const heading of blocks.headings) {
		collector.headings.push({ start: heading.start, text: lazily(() => headingText(text, heading)) });
	}
	for (const script of blocks.scripts) {
		findInScript(collector, script, true);
	}
	const drawn = findInChunks(collector, blocks);
	const tags: Tag[] = [];
	for (const region of blocks.html) {
		const markup = scanMarkup(text, htmlLanguage, region.start, region.end);
		markup.raws.forEach(raw => {
			findInRaw(collector, raw);
		});
		for (const tag of markup.tags) {
			tags.push(tag);
		}
	}
	const images: MarkdownImage[] = [];
	const definitions = new Map<string, Target>();
	for (const region of blocks.inline) {
		const start = readDefinitions(text, region, definitions);
		const source = text.slice(start, region.end);
		if (source.includes('![') || source.includes('<') || (mdx && source.includes('{'))) {
			const inline = markdownInline(text, { start, end: region.end }, mdx);
			inline.images.forEach(image => images.push(image));
			inline.tags.forEach(tag => tags.push(tag));
			inline.expressions.forEach(expression => {
				findInExpression(collector, expression);
			});
		}
	}
	findInTags(
		collector,
		tags.sort((a, b) => a.start - b.start),
		{ kind: mdx ? 'jsx' : 'html', jsx: mdx },
	);
	for (const image of images) {
		const target = image.target ?? definitions.get(labelKey(image.label ?? ''));
		if (target) {
			const { start, end } = target.destination;
			const name = baseNameOf(text.slice(start, end));
			const isDrawn = drawn.has(name) || drawn.has(name.replace(/\.\w+$/, ''));
			const found = isDrawn
				? undefined
				: (collector.add({ start, end }, 'markdown', fromMarkdown) ?? collector.at(start));
			if (found) {
				describeImage(text, found, image, target);
			}
		}
	}
}

/**
 * What chunks of R show, but for the images that a chunk names otherwise, since it makes them.
 *
 * @returns the names in chunks of Documenter, which draws what its pages show below
 */
function findInChunks(collector: Collector, blocks: MarkdownBlocks): ReadonlySet<string> {
	const drawn = new Set<string>();
	const shown: (Region & { readonly name: string; readonly alt: string })[] = [];
	const made = new Set<string>();
	for (const { start, end, isFenced } of blocks.code) {
		const text = isFenced ? collector.text.slice(start, end) : '';
		const [isChunk, isR, isJulia] = chunk.exec(text) ?? [];
		const code = isJulia !== undefined || collector.has(start, end) ? text : '';
		const isShown = isR !== undefined && !unused.test(code);
		const [, block, line, option] = chunkAlt.exec(code) ?? [];
		const written = (block?.replace(/^[ \t]*#\|/gm, '') ?? line ?? option ?? '').slice(0, 4000);
		const alt = oneLine(written.trim().replace(/^(["'])(.*)\1$/, '$2'));
		for (const { indices, 2: path, 4: other } of isChunk === undefined ? [] : code.matchAll(chunkParts)) {
			const [from, to] = indices?.[2] ?? [0, 0];
			if (path !== undefined && isShown) {
				shown.push({ start: start + from, end: start + to, name: baseNameOf(path), alt });
			}
			(isJulia === undefined ? made : drawn).add(baseNameOf(other ?? ''));
		}
	}
	for (const { name, alt, ...place } of shown) {
		const found = made.has(name) ? undefined : collector.add(place, 'markdown', fromScript);
		if (found) {
			describe(found, alt === '' ? {} : { alt }, undefined);
		}
	}
	return drawn;
}

function describeImage(text: string, found: Found, image: MarkdownImage, target: Target): void {
	const written = text.slice(image.alt.start, image.alt.end);
	// Obsidian reads a size behind a bar.
	const alt = altText(written.replace(/\s?\\?\|\d{1,5}(?:x\d{1,5})?$/, ''));
	const title = oneLine(fromMarkdown(target.title ?? ''));
	const attributes = /^\{:?([^{}\n]{1,200})\}/.exec(text.slice(image.end, image.end + 203))?.[1] ?? '';
	const width = pixels(target.size?.width ?? sideOf(attributes, 'width'));
	const height = pixels(target.size?.height ?? sideOf(attributes, 'height'));
	describe(
		found,
		{ ...(alt && { alt }), ...(title && { title }), ...(width && { width }), ...(height && { height }) },
		'',
	);
}

/** A side in the attributes that Pandoc and Kramdown read after an image. */
function sideOf(attributes: string, name: string): string {
	return attributes === '' ? '' : (new RegExp(`(?:^|\\s)${name}=("[^"]*"|\\S+)`).exec(attributes)?.[1] ?? '');
}

/** Takes the link definitions that a paragraph begins with; returns the offset after them. */
function readDefinitions(text: string, { start, end }: Region, definitions: Map<string, Target>): number {
	let at = start;
	while (at < end) {
		definition.lastIndex = at;
		const [whole, name = ''] = definition.exec(text) ?? [];
		const target =
			whole === undefined || name.startsWith('^') || at + whole.length > end
				? undefined
				: readTarget(text.slice(0, end), at + whole.length, '');
		if (!target) {
			return at;
		}
		const key = labelKey(name);
		if (!definitions.has(key)) {
			definitions.set(key, target);
		}
		at = text.indexOf('\n', target.end) + 1 || end;
	}
	return Math.min(at, end);
}

const labelKey = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

function findInExpression(collector: Collector, { start, end }: Region): void {
	if (collector.has(start, end)) {
		const { spans, tags } = scanScript(collector.text, true, start + 1, end - 1);
		findInTags(collector, tags, { kind: 'jsx', spans });
	}
}

/** The text of an image's description: without the marks and tags of its content. */
function altText(written: string): string {
	return inlineText(written.slice(0, 4000).replace(/(?<!\\)<\/?[a-z][^<>]*>/gi, ''));
}

function headingText(text: string, { start, end }: Region): string {
	const line = text
		.slice(start, Math.min(end, start + 1000))
		.replace(/^#{1,6}\s*/, '')
		.trimEnd()
		.replace(/\s#+$|\{#[^{}]*\}$|\[#(?!\d)[^[\]]*\]$/, '')
		.replace(/!\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])/g, ' ');
	return plainText(inlineText(line));
}

/** Text without the marks of emphasis, code and links, its escapes and character references decoded. */
function inlineText(written: string): string {
	if (!/[\\`*~_[\]&]/.test(written)) {
		return oneLine(written);
	}
	const bare = written.replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, '$1').replace(
		// eslint-disable-next-line regexp/no-super-linear-move -- all of a run is taken, or all but its last
		/\\([!-/:-@[-`{-~])|`+|\*+|~~|(?<![\p{L}\p{N}\\])_+|_+(?![\p{L}\p{N}])/gu,
		(_, escaped?: string) => escaped ?? '',
	);
	return oneLine(fromAttribute(bare));
}
