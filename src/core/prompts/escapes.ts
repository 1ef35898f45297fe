import { codeSyntax } from '../documents/codeLanguages.ts';
import { linkLanguage } from '../documents/languages.ts';
import { fromStyles } from '../documents/imagePath.ts';
import { decodeKnown } from '../text/decodeText.ts';

/** Files of keys and values whose strings have no quotation marks. */
const bare = new Set(['properties', 'java-properties', 'spring-boot-properties', 'dotenv', 'ini', 'strings']);

/** A character by its number, as the strings of most languages write it. */
const numbered =
	/\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2})|x\{([\da-fA-F]{1,6})\})/g;
/** Bytes, at least two of them beyond ASCII: those of a character in UTF-8 are adjacent. */
const byteRun = /(?:\\(?:x[89a-f][\da-f]|[23][0-7]{2})){2,}/gi;
/** A character by its name in Unicode (Python, Perl). */
const named = /\\N\{([A-Za-z][\w -]{0,80})\}/g;
/** Further escapes, which prose may contain as well: a Windows path, a regular expression. */
const others = /\\\\|\\(?:([0-3]?[0-7]{1,2})|(\r?\n)[ \t]*|([abfnrtv]))/g;
const opensString = /^\s*(?:[rbuf]{0,2}|[$@]{1,2}|[\w$.\s-]{1,60}[:=]\s*)(["'`])/i;
const raw = /^\s*(?:[\w$.\s-]{1,60}[:=]\s*)?(?:r|br|rb|fr|rf|@|\$@|@\$)["']/i;

/**
 * Code with the escapes of its strings decoded where they denote a character that cannot end a string: numbers
 * anywhere, line breaks and tabs in what begins as a string or is a piece of one. A character given by its name becomes
 * the name. Text that is not code stays as it is.
 */
export function withoutEscapes(text: string, languageId: string): string {
	if (!text.includes('\\')) {
		return text;
	}
	const family = linkLanguage(languageId)?.family;
	if (family === 'styles') {
		return /^\s*["']/.test(text) ? fromStyles(text) : text;
	}
	if (family === 'markup') {
		// From a string in an embedded script or expression: prose has no such escapes.
		return text.replace(/(?:\\u[\da-f]{4})+|\\u\{[\da-f]{1,6}\}/gi, written =>
			written.replace(numbered, replaceNumbered),
		);
	}
	const isCode = codeSyntax(languageId) !== undefined || bare.has(languageId) || family === 'script';
	if (!isCode || family === 'latex' || family === 'typst' || raw.test(text.slice(0, 200))) {
		return text;
	}
	// The halves of a surrogate pair are adjacent.
	const decoded = text
		.replace(named, (_, name: string) => name.toLowerCase())
		.replace(byteRun, replaceBytes)
		.replace(numbered, replaceNumbered);
	const isString = opensString.test(text.slice(0, 200)) || bare.has(languageId);
	const isWhole = isString && !/^\s*(?:"""|''')/.test(text);
	const rest = isString ? decoded.replace(others, replaceOther) : decoded;
	return isWhole ? rest : withinString(rest, languageId);
}

/** What a comment begins or continues with, and a Windows path: neither has escapes. */
const noString = /^\s*(?:\/[/*]|\*|#|--|;|%|<!--)|\b[A-Za-z]:\\|^\\\\\w/;

/** A piece of a string, selected without its quotation marks or between three: those in it are all escaped. */
function withinString(text: string, languageId: string): string {
	const [, open = '', inner = text] = /^\s*("""|''')([^]*)\1\s*$/.exec(text) ?? [];
	const isPiece = codeSyntax(languageId) !== undefined && !noString.test(text);
	if (!isPiece || /["`]/.test(inner.replace(/\\[^]/g, ''))) {
		return text;
	}
	const decoded = inner.replace(/\\(?:(["'`\\])|[nrt])/g, (_, character?: string) => character ?? ' ');
	return open + decoded + open;
}

function replaceNumbered(written: string, ...found: unknown[]): string {
	const hex = (found as (string | undefined)[]).slice(0, 5).find(each => each !== undefined);
	const code = Number.parseInt(hex ?? '', 16);
	return code >= 0x20 && code <= 0x10ffff && !/["'`\\]/.test(String.fromCodePoint(code))
		? String.fromCharCode(...unitsOf(code))
		: written;
}

/** Decoded if they are UTF-8; otherwise left as they are. */
function replaceBytes(written: string): string {
	const codes = written
		.slice(1)
		.split('\\')
		.map(code => (/^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number.parseInt(code, 8)));
	return decodeKnown(Uint8Array.from(codes)) ?? written;
}

function replaceOther(written: string, octal?: string, lineBreak?: string, letter?: string): string {
	if (octal !== undefined) {
		const code = Number.parseInt(octal, 8);
		return code >= 0x20 && !/["'`\\]/.test(String.fromCharCode(code)) ? String.fromCharCode(code) : ' ';
	}
	return lineBreak !== undefined ? '' : letter === undefined ? written : ' ';
}

function unitsOf(code: number): number[] {
	return code > 0xffff ? [0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff)] : [code];
}
