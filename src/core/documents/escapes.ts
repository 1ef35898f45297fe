import { cleanLine } from '../text/cleanText.ts';
import { withoutScheme } from './relativePath.ts';

/** Makes one value harmless at its place in a link; the result never has a line break. */
export type Escape = (value: string) => string;

/**
 * What `cleanText` removes or turns into a line break, in a path: nothing else may change in a path, because it names
 * a file.
 */
const hidden =
	// eslint-disable-next-line no-control-regex -- control characters are what it looks for
	/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A path where nothing is escaped: on one line, without control and bidi characters, never with a scheme. */
export function plainPath(path: string): string {
	return withoutScheme(path.replace(/[\t\n\r]/g, ' ').replace(hidden, ''));
}

const percentCodes = Array.from(
	{ length: 128 },
	(_, code) => `%${code.toString(16).toUpperCase().padStart(2, '0')}`,
);

/** Percent-encodes characters of an ASCII class. */
function percent(text: string, characters: RegExp): string {
	return text.replace(characters, character => percentCodes[character.charCodeAt(0)] ?? character);
}

/** Letters of every script stay readable; characters that end or change a URL, a string or an interpolation are encoded. */
const unsafe = /["#%<>?\\^`{|}]/g;

/**
 * A Markdown link destination, as VS Code's own paste and drop write it: bare, or in `<…>` where it has white space
 * or unbalanced parentheses; in addition, characters that a URL or a table cell would interpret are encoded.
 */
export function pathForMarkdown(path: string): string {
	const url = percent(plainPath(path), unsafe).replace(/&(?=#?\w+;)/g, '%26');
	return /\s/.test(url) || !balanced(url) ? `<${url}>` : url;
}

function balanced(text: string): boolean {
	let depth = 0;
	for (const character of text) {
		depth += character === '(' ? 1 : character === ')' ? -1 : 0;
		if (depth < 0) {
			return false;
		}
	}
	return depth === 0;
}

/** A destination for MDX, where `<` may open JSX: spaces and parentheses are encoded instead. */
export function pathForMdx(path: string): string {
	return percent(plainPath(path), /["#%<>?\\^`{|}() ]/g).replace(/&(?=#?\w+;)/g, '%26');
}

/** Alternative text between `![` and `]`: every character that starts markup, code, math or a template. */
export function altForMarkdown(alt: string): string {
	return cleanLine(alt)
		.replace(/[\\`*_[\]<>{}$|~]/g, '\\$&')
		.replace(/&(?=#?\w+;)/g, '\\&');
}

/** A URL in a quoted attribute of HTML, JSX and the template languages built on HTML. */
export function pathForAttribute(path: string): string {
	return percent(plainPath(path), /["#%<>?\\^`{|}' ]/g).replaceAll('&', '&amp;');
}

/** The same where `@` starts code: Razor, Blade. */
export function pathForRazor(path: string): string {
	return pathForAttribute(path).replaceAll('@', '%40');
}

/** Text in a quoted attribute: quotes, markup and interpolations as character references. */
export function altForAttribute(alt: string): string {
	return cleanLine(alt).replace(/[&"'<>`{}]/g, reference);
}

export function altForRazor(alt: string): string {
	return altForAttribute(alt).replaceAll('@', '&#64;');
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

function reference(character: string): string {
	return named[character] ?? `&#${character.charCodeAt(0)};`;
}

/** A URL inside `url("…")` of CSS, SCSS and Less: nothing is left that their strings or interpolations interpret. */
export function pathForCss(path: string): string {
	return percent(plainPath(path), /["#%<>?\\^`{|}' ]/g);
}

/** Text in a CSS string or comment. */
export function altForCss(alt: string): string {
	return cleanLine(alt).replace(/["'\\*/<>{}#@;]/g, character => {
		return `\\${character.charCodeAt(0).toString(16)} `;
	});
}

/**
 * A directive's URI in reStructuredText: white space needs a backslash to stay (docutils since 0.14). Nothing else is
 * encoded, because Sphinx reads it as a file name.
 */
export function pathForRst(path: string): string {
	return plainPath(path).replace(/[\\\s]/g, '\\$&');
}

/** The value of a directive option, which docutils takes as it is. */
export function altForRst(alt: string): string {
	return cleanLine(alt);
}

/** An image macro's target in AsciiDoc: may hold spaces; brackets, attribute references and formatting may not. */
export function pathForAsciiDoc(path: string): string {
	return percent(plainPath(path), /["#$%&'<>?@\\^`{|}[\]*~+]/g).replace(/_(?=_)/g, '%5F');
}

/**
 * The first positional attribute of an image macro: in quotes where a comma or equals sign would end it. Macros,
 * attribute references and formatting marks that have a partner become character references.
 */
export function altForAsciiDoc(alt: string): string {
	const line = cleanLine(alt);
	const single = (mark: string) => line.indexOf(mark) === line.lastIndexOf(mark);
	const lone = new Set(['*', '_', '`', '^', '~', '+', '#', '$', '('].filter(single));
	const text = line.replace(/[*_`^~+#$("\\[\]{}<>|]|&(?=#?\w+;)|:(?=:|\/\/)/g, character => {
		return lone.has(character) ? character : `&#${character.charCodeAt(0)};`;
	});
	return /[,=]|^[.%'#]/.test(text) ? `"${text}"` : text;
}

/**
 * A file name in `\includegraphics{…}`. Spaces and letters of every script are fine since LaTeX 2020; special
 * characters are escaped with `\string`, which writes no backslash while LaTeX reads a file name.
 */
export function pathForLatex(path: string): string {
	return plainPath(path)
		.replace(/[\\%{}]/g, '\\string\\$&')
		.replace(/[#~^&$]/g, '\\string$&');
}

const latexText: Readonly<Record<string, string>> = {
	'\\': '\\textbackslash{}',
	'^': '\\textasciicircum{}',
	'~': '\\textasciitilde{}',
};

export function altForLatex(alt: string): string {
	return cleanLine(alt).replace(/[\\{}$&#^_~%]/g, character => latexText[character] ?? `\\${character}`);
}

/** A Typst string; characters that would be code in markup are escaped, so that they are text there, too. */
export function pathForTypst(path: string): string {
	return typstString(plainPath(path));
}

export function altForTypst(alt: string): string {
	return typstString(cleanLine(alt));
}

function typstString(text: string): string {
	return text
		.replace(/[\\"]/g, '\\$&')
		.replace(/[#[\]$`<>@]/g, character => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** A path in a comment: nothing that ends it, nests another, or starts code in one (Java's `\\u`, a closing tag). */
export function pathForComment(path: string, close: string): string {
	const safe = percent(plainPath(path), /["\\<>{}*]/g);
	return close === '' ? safe : safe.replaceAll(close, percent(close.charAt(0), /./g) + close.slice(1));
}

/**
 * A path in a string literal of any language: its quotes, escapes and interpolations are percent-encoded, so that at
 * worst it is a wrong path, never code.
 */
export function pathForString(
	path: string,
	string: { readonly open: string; readonly close: string },
): string {
	const safe = percent(plainPath(path), /[\\$`{}<]/g);
	return safe.replace(/["']/g, quote => (string.open.includes(quote) ? percent(quote, /./g) : quote));
}
