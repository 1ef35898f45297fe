import { withoutMadePath } from './madePath.ts';
import { codeSyntax } from '../documents/codeLanguages.ts';
import { linkLanguage } from '../documents/languages.ts';
import { altText } from './altText.ts';
import { inlineTags } from '../documents/references/tagTexts.ts';
import { cleanLine, cleanText } from '../text/cleanText.ts';
import { decodeEntities } from '../text/entities.ts';
import { withoutWrapping } from './wrapping.ts';
import { withoutEnd } from '../withoutEnd.ts';
import { withoutEscapes } from './escapes.ts';

/** Marks around whole comments, longest first. */
const blocks: readonly (readonly [open: string, close: string])[] = [
	['<![CDATA[', ']]>'],
	['<!--', '-->'],
	['{/**', '*/}'],
	['{/*', '*/}'],
	['/**', '*/'],
	['/*!', '*/'],
	['/*', '*/'],
	['{{!--', '--}}'],
	['{{--', '--}}'],
	['{{!', '}}'],
	['{#', '#}'],
	['<%!--', '--%>'],
	['<%--', '--%>'],
	['<%#', '%>'],
	['@*', '*@'],
	['--[[', ']]'],
	['{-', '-}'],
	['(*', '*)'],
	['<#', '#>'],
	['#|', '|#'],
	['#=', '=#'],
	['%{', '%}'],
	['"""', '"""'],
	["'''", "'''"],
];

/** Ends of comments that prose never ends in: they are removed even if the beginning was not selected. */
const certainEnds = /(?:\*\/\}?|--\}\}|--%>|-->|\*@)$/;

/** `TODO image:`, `TODO(image):`, `@todo image -`, `FIXME(kim): image:`; with emphasis around it. White space is single. */
const marker =
	/^[*_]{0,3}@?(?:todo|fixme)\b\s?(?:\([^)\n]{0,40}\))?\s?:?\s?(?:images?|img|picture)\s?[*_]{0,3}\s?(?:[:：–—]|-(?=\s))[*_]{0,3}\s?|^[*_]{0,3}@?(?:todo|fixme)\s?\(\s?(?:images?|img|picture)\s?\)\s?[:：–—-]?[*_]{0,3}\s?/i;
/** What a marker may be shortened to within a comment. */
const shortMarker =
	/^(?:@?(?:todo|fixme)\b\s?(?:\([^)\n]{0,40}\))?\s?[:：]|TODO\s|FIXME\s|@todo\s|@image\s|(?:images?|img|picture)\s*[:：])\s*/i;

const prose = new Set(['markdown', 'restructuredtext', 'asciidoc', 'latex', 'typst']);
const plain = new Set(['plaintext', '', 'git-commit', 'log']);

/**
 * The prompt in selected text: without the marks of comments, lists, headings, quotes and emphasis, without
 * `TODO image:`, on one line. An image's markup gives its alternative text. What could belong to the
 * prompt itself stays (`#1 medal`, `C++ logo`). Empty if nothing is left.
 */
export function promptFromSelection(text: string, languageId = 'plaintext', fileName = ''): string {
	const family = linkLanguage(languageId, fileName)?.family;
	const html = family === 'markup' || family === 'script' || family === 'markdown' || languageId === 'xml';
	let rest = cleanText(withoutEscapes(text, languageId)).trim();
	const fromBlock = withoutBlock(rest, languageId);
	let commented = fromBlock !== rest;
	rest = fromBlock;
	const alt = altText(rest, html);
	if (alt !== undefined) {
		return cleanLine(html ? decodeEntities(alt) : alt);
	}
	const lines = rest.split('\n').map(text => {
		const line = cleanLine(text);
		const bare = withoutLineComment(line, languageId, family);
		commented ||= bare !== line;
		return bare;
	});
	const numbered = (family !== undefined && prose.has(family)) || lines.length > 1;
	const stripped = lines.map(line => withoutListMark(line, numbered)).filter(line => line !== '');
	rest = withoutMarker(stripped.join('\n').trim(), commented);
	if (rest !== stripped.join('\n').trim()) {
		rest = withoutMadePath(rest);
	}
	rest = withoutWrapping(rest.replace(/\s+/g, ' '), codeSyntax(languageId) !== undefined);
	rest = withoutMarker(rest, commented);
	const nested = altText(rest, html) ?? (html ? rest.replace(inlineTags, '') : rest);
	return cleanLine(html ? decodeEntities(nested) : nested);
}

function withoutMarker(text: string, commented: boolean): string {
	const rest = text.replace(marker, '');
	return commented && rest === text ? text.replace(shortMarker, '') : rest;
}

function withoutBlock(text: string, languageId: string): string {
	// Ambiguous marks, such as triple quotes, count only in languages where they open comments or strings.
	const marks = plain.has(languageId)
		? blocks.filter(([open]) => !/^["'(%#{]/.test(open) || open === '{/*')
		: blocks;
	const found = marks.find(([open]) => text.startsWith(open));
	if (found) {
		const [open, close] = found;
		const inner = text.slice(open.length);
		return (inner.trimEnd().endsWith(close) ? inner.trimEnd().slice(0, -close.length) : inner).trim();
	}
	return text.replace(certainEnds, '').trim();
}

function guessedMarks(languageId: string): readonly string[] {
	return plain.has(languageId) ? ['#', '--'] : ['#', '--', ';', '%', "'", 'REM '];
}

/** A line without the mark that opens or continues a comment in the language. */
function withoutLineComment(line: string, languageId: string, family: string | undefined): string {
	const slashes = /^\/{2,}[!<-]?(?=\s|[^/\s])\s*/;
	if (slashes.test(line)) {
		return line.replace(slashes, '');
	}
	if (family === 'restructuredtext') {
		return line.replace(/^\.\.\s+(?![\w-]+::)/, '');
	}
	const marks = codeSyntax(languageId)?.line ?? (family === undefined ? guessedMarks(languageId) : []);
	for (const mark of marks) {
		const word = mark.trimEnd();
		if (line.toLowerCase().startsWith(word.toLowerCase())) {
			// Without a space only letters may follow a mark that is known to be one: `#TODO`, not `#1`.
			const known = codeSyntax(languageId) !== undefined && !/[A-Za-z']$/.test(word);
			const rest = line
				.slice(word.length)
				.replace(new RegExp(`^[${escapeClass(word.at(-1) ?? '')}]*`), known || !/\w$/.test(word) ? '' : '$&');
			if (/^(?:\s|$)/.test(rest) || (known && /^[!|\p{L}@"'`]/u.test(rest))) {
				return rest.replace(/^!/, '').trim();
			}
		}
	}
	return line;
}

function escapeClass(character: string): string {
	return /[\w\s]/.test(character) ? character : `\\${character}`;
}

/** A line without the marks that open a heading, and those at its end that may close it. */
function withoutHeading(line: string): string {
	const bare = line.replace(/^#{1,6}\s+/, '');
	const open = bare === line ? line : withoutEnd(bare, /#/);
	return /\s$/.test(open) ? open.trimEnd() : bare;
}

/** A line without list, heading and quotation marks. Numbers are removed where a list is likely: `1.`, or `numbered`. */
function withoutListMark(line: string, numbered: boolean): string {
	let rest = line;
	for (let count = 0; count < 4; count++) {
		const next = withoutHeading(rest.replace(/^>\s?(?=[^\s=])/, ''))
			.replace(/^={1,6}\s+(?=\S)/, '')
			.replace(/^[-*+•–]\s+/, '')
			.replace(numbered ? /^\d{1,3}[.)]\s+/ : /^1[.)]\s+/, '')
			.replace(/^\[[ xX]?\]\s+/, '')
			.trim();
		if (next === rest) {
			break;
		}
		rest = next;
	}
	return /^(?:[-*+]|\*\/|[-=*_]{3,})$/.test(rest) ? '' : rest;
}
