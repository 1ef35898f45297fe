import { indexWithin, searchFor } from '../indexWithin.ts';
import type { LinkLanguage } from '../languages.ts';
import { braceSkip, codeTable, patienceFor, scanTag, type Skip } from './scanTag.ts';
import { attributeOf, type Region, type Tag } from '../tags.ts';

/** A comment of markup, its marks included. */
export interface MarkupComment extends Region {
	readonly open: string;
	readonly close: string;
}

/** Code within markup: `<?php … ?>`, `{{ … }}`; the language id is empty where its rules do not matter. */
export interface Island extends Region {
	readonly languageId: string;
	readonly open: string;
}

/** The content of an element that is not markup, and where the element itself ends. */
export interface RawContent extends Region {
	readonly name: string;
	readonly tag: Tag | undefined;
	readonly after: number;
}

/** What a document of a markup language is made of; each list in order of its starts. */
export interface Markup {
	readonly comments: readonly MarkupComment[];
	readonly tags: readonly Tag[];
	readonly islands: readonly Island[];
	readonly raws: readonly RawContent[];
}

type Syntax = Pick<LinkLanguage, 'comments' | 'islands' | 'braces' | 'frontMatter' | 'blocks'> & {
	/** No element has content that isn't markup. */
	readonly isXml?: true;
};

const less = 60;
const rawElements = /^(?:script|style|title|textarea|iframe|noembed|noframes|xmp)$/i;
const isRaw = (name: string): boolean => name.length > 2 && rawElements.test(name);

/** The parts of markup in `[from, until)`. One pass; broken markup gives parts that are merely plausible. */
export function scanMarkup(text: string, syntax: Syntax, from = 0, until = text.length): Markup {
	const comments: MarkupComment[] = [];
	const tags: Tag[] = [];
	const islands: Island[] = [];
	const raws: RawContent[] = [];
	const missing = new Set<string>();
	const braces = braceSkip(text, until);
	const commentMarks = [...(syntax.comments ?? []), ['<!--', '-->'] as const];
	const islandMarks = syntax.islands ?? [];
	/** Where a closing mark ends; remembers those that no longer occur, so that each is looked for once. */
	const endOfClose = (close: string, at: number): number | undefined => {
		const found = missing.has(close) ? -1 : indexWithin(text, close, at, until);
		if (found < 0) {
			missing.add(close);
			return undefined;
		}
		return found + close.length;
	};
	const island = (at: number): Island | undefined => {
		for (const [open, close, languageId] of islandMarks) {
			if (text.startsWith(open, at)) {
				// PHP's own mark may stay open up to the end of the file.
				const end =
					close === '}'
						? braces(at + open.length - 1)
						: close === ')'
							? endOfDirective(text, at)
							: (endOfClose(close, at + open.length) ?? (open === '<?' ? until : undefined));
				if (end !== undefined) {
					return { start: at, end, open, languageId };
				}
			}
		}
		return undefined;
	};
	const opaque = codeTable(islandMarks.map(([open]) => open.charAt(0)));
	const skip: Skip = Object.assign(
		(at: number): number | undefined => {
			const found = opaque[text.charCodeAt(at)] === 1 ? island(at) : undefined;
			if (found) {
				islands.push(found);
			}
			return found?.end;
		},
		{ starts: opaque },
	);
	const comment = (at: number): MarkupComment | undefined => {
		for (const [open, close] of commentMarks) {
			if (text.startsWith(open, at)) {
				const end = endOfClose(close, at + open.length);
				return { start: at, end: end ?? until, open, close: end === undefined ? '' : close };
			}
		}
		return undefined;
	};
	const marks = ['<', ...commentMarks.map(([open]) => open), ...islandMarks.map(([open]) => open)];
	const nextMark = searchFor(new Set(marks.map(mark => mark.charAt(0))), text.slice(0, until));
	/** What follows a `<` that may not open a tag. */
	const notOfTags = codeTable(marks.filter(mark => mark.startsWith('<')).map(mark => mark.charAt(1)));
	const attributeBraces: Skip = syntax.braces ? braces : () => undefined;
	const patience = patienceFor(until - from);
	let at = from;
	/** Of a file of blocks: how many templates are open; undefined in other files. */
	let templates = syntax.blocks && /^<(?:template|script|style)[\s>]/im.test(text) ? 0 : undefined;
	const matter = syntax.frontMatter ? /^\s*---[^\S\n]*\r?\n/.exec(text.slice(from, from + 200)) : undefined;
	if (matter) {
		const close = /\n---[ \t]*(?=\r?\n|$)/g;
		close.lastIndex = from + matter[0].length - 1;
		// Without its end, it's all of the file.
		const end = close.exec(text)?.index ?? until;
		at = close.lastIndex || until;
		raws.push({ name: 'script', tag: undefined, start: from + matter[0].length, end, after: at });
	}

	for (at = nextMark(at); at < until; at = nextMark(at)) {
		const isLess = text.charCodeAt(at) === less;
		if (!isLess || notOfTags[text.charCodeAt(at + 1)] === 1) {
			const foundComment = comment(at);
			if (foundComment) {
				comments.push(foundComment);
				at = foundComment.end;
				continue;
			}
			const over = skip(at);
			if (over !== undefined) {
				at = over;
				continue;
			}
		}
		const tag = isLess ? scanTag(text, at, until, skip, attributeBraces, patience) : undefined;
		if (!tag) {
			at++;
			continue;
		}
		tags.push(tag);
		at = tag.end;
		const isBlock = templates === 0 && !tag.closing && !isTemplate(text, tag);
		if (templates !== undefined && tag.name === 'template' && !tag.selfClosing && !isBlock) {
			templates = Math.max(0, templates + (tag.closing ? -1 : 1));
		}
		if (!tag.closing && !tag.selfClosing && (isBlock || (isRaw(tag.name) && !syntax.isXml))) {
			const end = endOfRaw(text, tag, until);
			const after = end === undefined ? until : indexWithin(text, '>', end, until) + 1 || until;
			raws.push({ name: tag.name.toLowerCase(), tag, start: tag.end, end: end ?? until, after });
			at = end ?? until;
		}
	}
	return { comments, tags, islands, raws };
}

/** The end of a directive of Blade with its arguments. */
function endOfDirective(text: string, at: number): number | undefined {
	directive.lastIndex = at;
	return directive.test(text) ? directive.lastIndex : undefined;
}

const directive = /@[a-z]+ ?\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)/iy;

/** Whether a block holds the markup of a component: a template in HTML. */
function isTemplate(text: string, tag: Tag): boolean {
	const lang = attributeOf(tag, 'lang')?.value;
	return (
		tag.name === 'template' && (lang === undefined || /^(?:html)?$/.test(text.slice(lang.start, lang.end)))
	);
}

function endOfRaw(text: string, tag: Tag, until: number): number | undefined {
	// A custom block may have any characters in its name.
	const name = tag.name.replace(/\W/g, '\\$&');
	const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
	close.lastIndex = tag.end;
	return close.exec(text.slice(0, until))?.index;
}
