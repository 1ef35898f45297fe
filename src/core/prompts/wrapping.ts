/** Quotation marks that may surround a whole prompt. */
const quotes: readonly (readonly [open: string, close: string])[] = [
	['"', '"'],
	["'", "'"],
	['`', '`'],
	['“', '”'],
	['„', '“'],
	['„', '”'],
	['”', '”'],
	['‘', '’'],
	['‚', '‘'],
	['«', '»'],
	['»', '«'],
	['‹', '›'],
	['「', '」'],
	['『', '』'],
	['《', '》'],
	['＂', '＂'],
];

/** Emphasis and code marks of Markdown, longest first. */
const emphasis = ['***', '___', '**', '__', '~~', '``', '*', '_'];

/**
 * Text without the quotation and emphasis marks that surround the whole of it; in code also without a string's escapes
 * and the comma or semicolon after it. Marks around a part of it stay: `"a" and "b"`.
 */
export function withoutWrapping(text: string, code: boolean): string {
	let rest = text.trim();
	for (let count = 0; count < 6; count++) {
		const next = unquoted(onlyString(rest, code), code) ?? unemphasized(rest);
		if (next === undefined) {
			break;
		}
		rest = next.trim();
	}
	// A quotation mark that has no partner was selected by accident; a trailing one may be inches.
	const lone = /^["“«「]/.exec(rest)?.[0];
	return lone !== undefined && !/["”»」]/.test(rest.slice(1)) ? rest.slice(1).trim() : rest;
}

function unquoted(text: string, code: boolean): string | undefined {
	const ended = code ? text.replace(/(?<=["'`])[,;]$/, '') : text;
	const prefix = code ? (/^(?:[rbuf]{1,2}|[$@]{1,2})(?=["'])/i.exec(ended)?.[0] ?? '') : '';
	const bare = ended.slice(prefix.length);
	for (const [open, close] of quotes) {
		if (bare.length > open.length + close.length && bare.startsWith(open) && bare.endsWith(close)) {
			const inner = bare.slice(open.length, -close.length);
			const isRaw = /[r@]/i.test(prefix);
			const escaped = open === close && code ? inner.replace(/\\[^]/g, '') : inner;
			if (!hasQuote(escaped, open, close)) {
				return code && !isRaw && /["'`]/.test(open) ? unescaped(inner) : inner;
			}
		}
	}
	return undefined;
}

/** Whether a mark ends the quotation before its end. An apostrophe between letters does not. */
function hasQuote(inner: string, open: string, close: string): boolean {
	return open === "'" || open === '‘'
		? /(?<!\p{L})['‘’]|['‘’](?!\p{L})/u.test(inner)
		: inner.includes(open) || inner.includes(close);
}

function unescaped(inner: string): string {
	return inner.replace(/\\([^])/g, (_, character: string) => (/[nrt]/.test(character) ? ' ' : character));
}

/** The one string of a statement or call of code: `hero = load("a fox")`. */
function onlyString(text: string, code: boolean): string {
	return code
		? (/^[\w$.\s<>:\-[\]=(]*[=(]\s*((["'`])(?:\\[^]|(?!\2)[^\\])*\2)[)\]};,\s]*$/.exec(text)?.[1] ?? text)
		: text;
}

function unemphasized(text: string): string | undefined {
	for (const mark of emphasis) {
		const inner = text.slice(mark.length, -mark.length);
		if (
			text.startsWith(mark) &&
			text.endsWith(mark) &&
			text.length > 2 * mark.length &&
			!inner.includes(mark) &&
			inner.trim() === inner
		) {
			return inner;
		}
	}
	return undefined;
}
