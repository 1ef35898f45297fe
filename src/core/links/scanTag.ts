import type { Attribute, Tag } from './tags.ts';

/** Steps over something opaque at an offset; gives the offset behind it, or undefined where nothing such begins. */
export type Skip = (at: number) => number | undefined;

const tagName = /[^\s/<>]*/y;

/**
 * The tag of HTML whose `<` stands at `start`; undefined where that opens no tag, or the tag has no end before
 * `until`. `skip` steps over interpolations, `braces` over `{…}` where those may be names or values of attributes.
 * A `<` outside quotes ends the attempt, so that text full of them is read once.
 */
export function scanTag(
	text: string,
	start: number,
	until: number,
	skip: Skip,
	braces: Skip,
): Tag | undefined {
	const closing = text[start + 1] === '/';
	const nameStart = start + (closing ? 2 : 1);
	tagName.lastIndex = nameStart;
	tagName.test(text);
	let at = Math.min(tagName.lastIndex, until);
	const name = text.slice(nameStart, at);
	if (!/^(?:[A-Za-z]|![A-Za-z])/.test(name)) {
		return undefined;
	}
	const nameEnd = at;
	const attributes: Attribute[] = [];
	while (at < until) {
		const character = text.charAt(at);
		if (character === '>') {
			const selfClosing = text[at - 1] === '/';
			return { name, start, end: at + 1, nameEnd, attributes, closing, selfClosing };
		}
		if (/[\s/]/.test(character)) {
			at++;
			continue;
		}
		if (character === '<') {
			const over = skip(at);
			if (over === undefined) {
				return undefined;
			}
			at = over;
			continue;
		}
		const attribute = scanAttribute(text, at, until, skip, braces);
		if (!attribute) {
			return undefined;
		}
		attributes.push(attribute);
		at = attribute.end;
	}
	return undefined;
}

function scanAttribute(
	text: string,
	start: number,
	until: number,
	skip: Skip,
	braces: Skip,
): Attribute | undefined {
	let at = start;
	while (at < until && (at === start || /[^\s=<>/]/.test(text.charAt(at)))) {
		at = braces(at) ?? skip(at) ?? at + 1;
	}
	const name = text.slice(start, at);
	const nameEnd = at;
	while (/\s/.test(text.charAt(at)) && at < until) {
		at++;
	}
	if (text[at] !== '=') {
		return { name, start, end: nameEnd };
	}
	do {
		at++;
	} while (/\s/.test(text.charAt(at)) && at < until);
	const quote = text[at];
	if (quote === '"' || quote === "'") {
		const valueStart = ++at;
		while (at < until && text[at] !== quote) {
			at = skip(at) ?? at + 1;
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
	while (at < until && /[^\s<>]/.test(text.charAt(at))) {
		at = skip(at) ?? at + 1;
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
