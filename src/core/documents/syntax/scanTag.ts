import type { Attribute, Tag } from '../tags.ts';

/** Steps over something opaque at an offset; returns the offset after it, or undefined where nothing opaque begins. */
export interface Skip {
	(at: number): number | undefined;
	/** By code unit below 128: whether something opaque may begin with it. Without the table, any may. */
	readonly starts?: Uint8Array;
}

/** Code units below 128 that are set in a table. */
export function codeTable(characters: Iterable<string>): Uint8Array {
	const table = new Uint8Array(128);
	for (const character of characters) {
		table[character.charCodeAt(0)] = 1;
	}
	return table;
}

/** Whether a UTF-16 unit is what `\s` matches. */
export const isSpace = (code: number): boolean => isIn(spaces, code);

const brace = 123;
const less = 60;
const greater = 62;
const spaces = codeTable(' \t\n\r\f\v');
const betweenAttributes = codeTable(' \t\n\r\f\v/');
const endsName = codeTable(' \t\n\r\f\v=<>/');
const endsValue = codeTable(' \t\n\r\f\v<>');

/** Whether a code unit is in a table of ASCII and white space; beyond ASCII, only white space is. */
function isIn(table: Uint8Array, code: number): boolean {
	return code < 128 ? table[code] === 1 : /\s/.test(String.fromCharCode(code));
}

/** Steps over what is opaque at `at`, or over one code unit. */
function stepOver(skip: Skip, code: number, at: number): number {
	return skip.starts !== undefined && (code > 127 || skip.starts[code] !== 1) ? at + 1 : (skip(at) ?? at + 1);
}

/** Where a name does not begin with a letter: that of a declaration, of a component, of a slot. */
const opensName = /![A-Za-z]|[.:][a-z]/y;
const endsTagName = codeTable(' \t\n\r\f\v/<>');
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** How much may still be read for tags that turn out to have no end, in UTF-16 units. */
interface Patience {
	left: number;
}

/** Enough for any real text; where every quote is mismatched, the rest is read as having no tags. */
export const patienceFor = (length: number): Patience => ({ left: 8 * length });

/**
 * The tag of HTML whose `<` is at `start`; undefined where that opens no tag, or the tag has no end before `until`.
 * `skip` steps over interpolations, `braces` over `{…}` where those may be names or values of attributes. A `<`
 * outside quotes ends the attempt, so that text full of them is read once; `patience`, shared by all tags of a text,
 * limits what the other attempts read.
 */
export function scanTag(
	text: string,
	start: number,
	until: number,
	skip: Skip,
	braces: Skip,
	patience: Patience,
): Tag | undefined {
	if (patience.left <= 0) {
		return undefined;
	}
	const closing = text[start + 1] === '/';
	const nameStart = start + (closing ? 2 : 1);
	opensName.lastIndex = nameStart;
	if (!isLetter(text.charCodeAt(nameStart)) && !opensName.test(text)) {
		return undefined;
	}
	let at = nameStart + 1;
	while (at < until && !isIn(endsTagName, text.charCodeAt(at))) {
		at++;
	}
	const name = text.slice(nameStart, at);
	const nameEnd = at;
	const attributes: Attribute[] = [];
	while (at < until) {
		const code = text.charCodeAt(at);
		if (code === greater) {
			const selfClosing = text[at - 1] === '/';
			return { name, start, end: at + 1, nameEnd, attributes, closing, selfClosing };
		}
		if (isIn(betweenAttributes, code)) {
			at++;
			continue;
		}
		if (code === less) {
			const over = skip(at);
			if (over === undefined) {
				patience.left -= at - start;
				return undefined;
			}
			at = over;
			continue;
		}
		const attribute = scanAttribute(text, at, until, skip, braces);
		if (!attribute) {
			break;
		}
		attributes.push(attribute);
		at = attribute.end;
	}
	patience.left -= until - start;
	return undefined;
}

/** A value of a template that may have the quotes of its attribute in it: `{{ "a.png" | relURL }}`. */
const filteredValue = /\{\{-?[ \t_]{0,9}(["'])[^"'{}\n]{1,500}\1[ \t_]{0,9}\|[^"'{}\n]{0,80}\}\}/y;

function scanAttribute(
	text: string,
	start: number,
	until: number,
	skip: Skip,
	braces: Skip,
): Attribute | undefined {
	let at = start;
	while (at < until && (at === start || !isIn(endsName, text.charCodeAt(at)))) {
		const code = text.charCodeAt(at);
		at = (code === brace ? braces(at) : undefined) ?? stepOver(skip, code, at);
	}
	const name = text.slice(start, at);
	const nameEnd = at;
	while (at < until && isSpace(text.charCodeAt(at))) {
		at++;
	}
	if (text[at] !== '=') {
		return { name, start, end: nameEnd };
	}
	do {
		at++;
	} while (at < until && isSpace(text.charCodeAt(at)));
	const quote = text[at];
	if (quote === '"' || quote === "'") {
		const valueStart = ++at;
		const end = quote.charCodeAt(0);
		filteredValue.lastIndex = at;
		at = filteredValue.test(text) && skip.starts?.[brace] !== 1 ? filteredValue.lastIndex : at;
		for (let code = text.charCodeAt(at); at < until && code !== end; code = text.charCodeAt(at)) {
			at = stepOver(skip, code, at);
		}
		return at < until
			? { name, start, end: at + 1, value: { start: valueStart, end: at, quote } }
			: undefined;
	}
	const braced = braces(at);
	if (braced !== undefined) {
		return { name, start, end: braced, value: { start: at + 1, end: braced - 1, quote: '{' } };
	}
	const valueStart = at;
	// HTML's white space is ASCII: a name may have other blanks.
	while (at < until && (text.charCodeAt(at) > 127 || !isIn(endsValue, text.charCodeAt(at)))) {
		at = stepOver(skip, text.charCodeAt(at), at);
	}
	return { name, start, end: at, value: { start: valueStart, end: at, quote: '' } };
}

/**
 * Steps over `{…}` with strings in between. After a few braces that never close it gives up, so that text full of
 * them is not read again for each.
 */
export function braceSkip(text: string, until: number): Skip {
	let failures = 0;
	return start => {
		if (text[start] !== '{' || failures >= 4) {
			return undefined;
		}
		const end = endOfBraces(text, start, until);
		failures += end === undefined ? 1 : 0;
		return end;
	};
}

function endOfBraces(text: string, start: number, until: number): number | undefined {
	const mark = /[{}"'`\\\n]/g;
	mark.lastIndex = start;
	let depth = 0;
	let quote = '';
	for (let found = mark.exec(text); found && found.index < until; found = mark.exec(text)) {
		const [character] = found;
		if (quote !== '') {
			if (character === '\\') {
				mark.lastIndex++;
			} else if (character === quote || (character === '\n' && quote !== '`')) {
				quote = '';
			}
		} else if (character === '{') {
			depth++;
		} else if (character === '}') {
			if (--depth === 0) {
				return found.index + 1;
			}
		} else if (character !== '\n' && character !== '\\') {
			quote = character;
		}
	}
	return undefined;
}
