import { codeSyntax } from '../documents/codeLanguages.ts';
import { linkLanguage } from '../documents/languages.ts';
import { fromStyles } from '../documents/imagePath.ts';

/** Files of keys and values whose strings stand without quotation marks. */
const bare = new Set(['properties', 'java-properties', 'spring-boot-properties', 'dotenv', 'ini', 'strings']);

/** A character by its number, as the strings of most languages write it. */
const numbered =
	/\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2})|x\{([\da-fA-F]{1,6})\})/g;
/** Further escapes, which prose may have as well: a path of Windows, a regular expression. */
const others = /\\\\|\\(?:([0-3]?[0-7]{1,2})|(\r?\n)[ \t]*|([abfnrtv]))/g;
const opensString = /^\s*(?:[rbuf]{0,2}|[$@]{1,2}|[\w$.\s-]{1,60}[:=]\s*)(["'`])/i;
const raw = /^\s*(?:[\w$.\s-]{1,60}[:=]\s*)?(?:r|br|rb|fr|rf|@|\$@|@\$)["']/i;

/**
 * Code with the escapes of its strings decoded where they stand for a character that cannot end a string: numbers
 * anywhere, line breaks and tabs in what begins as a string. Text that is no code stays as it is.
 */
export function withoutEscapes(text: string, languageId: string): string {
	if (!text.includes('\\')) {
		return text;
	}
	const family = linkLanguage(languageId)?.family;
	if (family === 'styles') {
		return /^\s*["']/.test(text) ? fromStyles(text) : text;
	}
	const isCode = codeSyntax(languageId) !== undefined || bare.has(languageId) || family === 'script';
	if (!isCode || family === 'latex' || family === 'typst' || raw.test(text.slice(0, 200))) {
		return text;
	}
	// Halves of a pair stand beside each other.
	const decoded = text.replace(numbered, (written, ...found) => {
		const hex = (found as (string | undefined)[]).slice(0, 5).find(each => each !== undefined);
		const code = Number.parseInt(hex ?? '', 16);
		return code >= 0x20 && code <= 0x10ffff && !/["'`\\]/.test(String.fromCodePoint(code))
			? String.fromCharCode(...unitsOf(code))
			: written;
	});
	return opensString.test(text.slice(0, 200)) || bare.has(languageId)
		? decoded.replace(others, replaceOther)
		: decoded;
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
