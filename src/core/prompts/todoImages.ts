import { codeSyntax } from '../documents/codeLanguages.ts';
import { endOfLine, startOfLine } from '../documents/lines.ts';
import { linkLanguage, type LinkLanguage } from '../documents/languages.ts';
import { scanCode } from '../documents/syntax/scanCode.ts';
import { markdownRegions } from '../documents/syntax/markdownRegions.ts';
import { scanMarkup } from '../documents/syntax/scanMarkup.ts';
import { scanScript } from '../documents/syntax/scanScript.ts';
import type { Region } from '../documents/tags.ts';
import { promptFromSelection } from './promptFromSelection.ts';
import type { SourceDocument } from '../documents/references/imageReference.ts';
import { firstFrom } from '../documents/syntax/sorted.ts';
import { withoutMadePath } from './madePath.ts';

/** A comment, or a line of Markdown, that asks for an image. */
export interface TodoImage {
	/** Offsets from the `TODO` up to the end of its text, the comment's closing mark not included. */
	readonly start: number;
	readonly end: number;
	/** On one line; never empty. */
	readonly prompt: string;
}

/** The same marks that `promptFromSelection` removes; a colon or a dash must follow. */
const todo =
	/@?\b(?:todo|fixme)\b[ \t]*(?:(?:\([^)\n]{0,40}\)[ \t]*)?(?::[ \t]*)?(?:images?|img|picture)[ \t]*(?:[:：–—]|-(?=\s))|\([ \t]*(?:images?|img|picture)[ \t]*\)[ \t]*[:：–—-]?)/gi;
/** What may come before a mark within its comment. */
const beforeTodo = /[\s*#/;%!>(_{-]/;
const closingMark = /(?:\*{1,60}\/\}?|-{2,60}>|--\}\}|#\}|\}\}|--%>|%>|\*@|-\}|\*\)|#>|=#|%\}|\]\])$/;
/** No closing mark is longer; of a repeated one, the rest stays. */
const longestMark = 60;
/** What a line of Markdown may begin with before a mark; anything longer is no list or quote. */
const longestPrefix = 1000;
const markdownPrefix = /^(?:[\s>*_#]|[-+]\s|\d+[.)]\s|\[[ xX]\])*$/;

/**
 * The comments `TODO image: …` of a document, in document order; in Markdown also lines of text that begin with it. A
 * block comment's text extends to its end, a blank line or the next mark; a line comment's over the lines below that
 * are indented deeper. Those whose image is already made are left out. None if the language has no known comments.
 */
export function findTodoImages(document: SourceDocument): readonly TodoImage[] {
	const { text, languageId, fileName } = document;
	const marks = [...text.matchAll(todo)];
	if (marks.length === 0) {
		return [];
	}
	const places = commentsOf(document);
	const found: TodoImage[] = [];
	for (const mark of marks) {
		const place = regionAt(places, mark.index);
		const isFirst = place?.start === mark.index || beforeTodo.test(text.charAt(mark.index - 1));
		if (!place || mark.index < (found.at(-1)?.end ?? 0) || !isFirst) {
			continue;
		}
		const end = endOfTodo(text, place, mark.index + mark[0].length);
		const prompt = promptFromSelection(text.slice(mark.index, end), languageId, fileName);
		if (prompt !== '' && !isDone(text, { start: mark.index, end, prompt }, place.end)) {
			found.push({ start: mark.index, end, prompt });
		}
	}
	return found;
}

/** The last region that begins at or before an offset, if it ends after it. */
function regionAt(regions: readonly Region[], offset: number): Region | undefined {
	const region = regions[firstFrom(regions, offset + 1) - 1];
	return region && offset < region.end ? region : undefined;
}

/** Where the text after a mark ends. `from` is the end of the mark. */
function endOfTodo(text: string, place: Region, from: number): number {
	// A separate string, so that no search runs past the end.
	const rest = text.slice(from, place.end);
	let end = endOfLine(rest, 0);
	let at = end;
	while (at < rest.length) {
		const next = rest.indexOf('\n', at) + 1;
		if (next === 0 || next >= rest.length) {
			break;
		}
		at = endOfLine(rest, next);
		const line = withoutClosingMark(rest.slice(next, at));
		const bare = line.replace(/^[\s*#/;%!>-]+/, '');
		if (bare === '' || bare.startsWith('@') || /^(?:todo|fixme)\b/i.test(bare)) {
			break;
		}
		end = at;
	}
	return from + withoutClosingMark(rest.slice(0, end)).length;
}

/** A text without white space at its end, and without the mark that closes a comment there. */
function withoutClosingMark(text: string): string {
	const trimmed = text.trimEnd();
	const mark = closingMark.exec(trimmed.slice(-longestMark))?.[0] ?? '';
	return trimmed.slice(0, trimmed.length - mark.length).trimEnd();
}

/** The comments of a document in their order; a run of line comments, each deeper than the first, is one. */
function commentsOf({ text, languageId, fileName }: SourceDocument): readonly Region[] {
	const language = linkLanguage(languageId, fileName);
	const all = { start: 0, end: text.length };
	switch (language?.family) {
		case 'markdown':
			return markdownPlaces(text, language.languageIds.includes('mdx'));
		case 'markup':
			return markupComments(text, language);
		case 'script':
			return scriptComments(text, all, true);
		case 'styles':
		case 'asciidoc':
		case 'latex':
		case 'restructuredtext':
		case 'typst':
		case undefined:
			return languageId === 'typescript'
				? scriptComments(text, all, false)
				: codeComments(text, languageId === 'postcss' ? 'css' : languageId, all);
	}
}

function codeComments(text: string, languageId: string, { start, end }: Region): readonly Region[] {
	const syntax = codeSyntax(languageId);
	const spans = syntax ? scanCode(text, syntax, start, end) : [];
	return joined(
		text,
		spans.filter(({ kind }) => kind === 'comment'),
	);
}

function scriptComments(text: string, { start, end }: Region, jsx: boolean): readonly Region[] {
	const { spans } = scanScript(text, jsx, start, end);
	return joined(
		text,
		spans.filter(({ kind }) => kind === 'comment'),
	);
}

function markupComments(text: string, language: LinkLanguage): readonly Region[] {
	const { comments, raws, islands } = scanMarkup(text, language);
	const inner = raws.flatMap(raw =>
		raw.name === 'style'
			? codeComments(text, 'scss', raw)
			: raw.name === 'script'
				? scriptComments(text, raw, false)
				: [],
	);
	const code = islands.flatMap(island =>
		island.languageId === '' ? [] : codeComments(text, island.languageId, island),
	);
	return [...comments, ...inner, ...code].sort((a, b) => a.start - b.start);
}

/** Comments, and the lines of text that begin with a mark. */
function markdownPlaces(text: string, mdx: boolean): readonly Region[] {
	const regions = markdownRegions(text, mdx);
	const places: Region[] = regions.filter(({ kind }) => kind === 'comment');
	let reached = 0;
	for (const { index } of text.matchAll(todo)) {
		// A line may begin with no letters before the mark, so only its first mark counts.
		if (index >= reached) {
			const start = startOfLine(text, index);
			reached = endOfLine(text, index);
			const isPrefixed = index - start <= longestPrefix && markdownPrefix.test(text.slice(start, index));
			if (isPrefixed && !regionAt(regions, index)) {
				places.push({ start, end: reached });
			}
		}
	}
	return places.sort((a, b) => a.start - b.start);
}

/** Comments, with line comments joined to the one above if they are indented deeper. */
function joined(text: string, comments: readonly (Region & { readonly close: string })[]): readonly Region[] {
	const places: { start: number; end: number; depth: number }[] = [];
	for (const { start, end, close } of comments) {
		const last = places.at(-1);
		const content = /^\W*/.exec(text.slice(start, Math.min(end, start + 200)))?.[0].length ?? 0;
		const depth = close === '' ? start - startOfLine(text, start) + content : -1;
		const below =
			last && depth > last.depth && last.depth >= 0 && /^\r?\n[ \t]*$/.test(text.slice(last.end, start));
		if (below) {
			last.end = end;
		} else {
			places.push({ start, end, depth });
		}
	}
	return places;
}

/** Characters of a line that are looked at. */
const longestLine = 2000;
/** Characters of a prompt that a line has to repeat. */
const enough = 60;

const shownImage = /\.(?:png|jpe?g|webp)\b|<[\w.]*(?:img|image|picture)\b|!\[|\bimage\b/i;

/**
 * Whether a comment's image is already made: its path follows the words, or the line below the comment shows an image
 * with those words.
 *
 * @param commentEnd the offset after its last line
 */
function isDone(text: string, { start, end, prompt }: TodoImage, commentEnd: number): boolean {
	const said = text.slice(Math.max(start, end - longestLine), end);
	if (withoutMadePath(said) !== said) {
		return true;
	}
	const below = lineBelow(text, commentEnd);
	return shownImage.test(below) && words(below).includes(words(prompt).slice(0, enough));
}

/** The next line that is not blank, if it is one of the next two. */
function lineBelow(text: string, from: number): string {
	let end = endOfLine(text, from);
	for (let lines = 0; lines < 2 && end < text.length; lines += 1) {
		const start = end + 1;
		end = endOfLine(text, start);
		const line = text.slice(start, Math.min(end, start + longestLine));
		if (line.trim() !== '') {
			return line;
		}
	}
	return '';
}

/** Only the letters and digits, however the rest is escaped. */
function words(text: string): string {
	return ` ${text
		.toLowerCase()
		.replace(/&#?\w{1,10};|\\./g, ' ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()} `;
}
