import type { CodeSpan } from '../syntax/scanCode.ts';
import type { Region } from '../tags.ts';
import { firstFrom } from '../syntax/sorted.ts';

/** What comes before a string that the expression may result in, and what comes after it. */
const resultBefore = /(?:^|[?:(]|&&|\|\||\?\?)$/;
const resultAfter = /^\s*(?:$|[):}]|\|\||\?\?|(?:as|satisfies)\b)/;
/** Before a parenthesis that calls something, or groups nothing. */
const callee = /[\w$)\]'"`]\s*$/;
/** What puts the address of the site before a path. */
const siteCall = /(?<![.\w$])(?:useBaseUrl|\$?withBase|withPrefix)\s*$/;

/**
 * The insides of the strings that an expression may result in: the only one, those of a condition (`dark ? 'a' :
 * 'b'`) and of defaults. Strings that are compared, joined, passed on or in an object don't count; neither do
 * templates with interpolations. `spans` are the comments and strings around and in it.
 */
export function resultStrings(
	text: string,
	spans: readonly CodeSpan[],
	{ start, end }: Region,
): readonly Region[] {
	const results: Region[] = [];
	/** The open brackets, and whether a result may come out of each. */
	const open: boolean[] = [];
	let closed = 0;
	let at = start;
	let before = '';
	const read = (code: string) => {
		for (const [bracket] of code.matchAll(/[^()[\]{}]+|[()[\]{}]/g)) {
			if (/^[([{]$/.test(bracket)) {
				const passes = bracket === '(' && (!callee.test(before) || siteCall.test(before));
				open.push(passes);
				closed += passes ? 0 : 1;
			} else if (/^[)\]}]$/.test(bracket)) {
				closed -= open.pop() === false ? 1 : 0;
			}
			before = (before + bracket).slice(-40);
		}
	};
	for (let index = firstFrom(spans, start); index < spans.length; index++) {
		const span = spans[index];
		if (!span || span.start >= end) {
			break;
		}
		read(text.slice(at, span.start));
		at = span.end;
		if (span.kind !== 'string') {
			continue;
		}
		const whole = span.open !== '' && span.close !== '';
		if (!whole) {
			closed += span.open !== '' ? 1 : span.close !== '' ? -1 : 0;
		} else if (
			closed === 0 &&
			resultBefore.test(before.trimEnd()) &&
			resultAfter.test(text.slice(span.end, Math.min(end, span.end + 40)))
		) {
			results.push({ start: span.start + 1, end: span.end - 1 });
		}
		before = '"';
	}
	return results;
}

/** The insides of all strings in an expression. */
export function stringsIn(spans: readonly CodeSpan[], { start, end }: Region): readonly Region[] {
	const strings: Region[] = [];
	for (let index = firstFrom(spans, start); index < spans.length; index++) {
		const span = spans[index];
		if (!span || span.start >= end) {
			break;
		}
		if (span.kind === 'string') {
			strings.push({ start: span.start + span.open.length, end: span.end - span.close.length });
		}
	}
	return strings;
}
