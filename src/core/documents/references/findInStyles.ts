import { skipBareUrl, skipBlanks } from '../syntax/cssUrl.ts';
import type { Region } from '../tags.ts';
import { fromStyles, type Decode } from '../imagePath.ts';
import type { Collector, Found } from './collector.ts';

interface Options {
	/** `//` opens a comment. */
	readonly lineComments?: boolean;
	/** Decodes what the document around the styles escapes. */
	readonly decode?: Decode;
}

const marks = /\/\*|\/\/|["']|(?<![\w-])url\(|(?<![\w])image-set\(|@import\b/gi;
const setMarks = /\/\*|["']|(?<![\w-])url\(|[(){};]/gi;
const stringEnd = /["'\n\\]/g;
const quoteEntity = /^&(?:quot|apos|#34|#39|#x22|#x27);/i;

/** Whether the stylesheets of a language have `//` comments. */
export function hasLineComments(languageId: string, fileName = ''): boolean {
	return /^(?:scss|less)$/.test(languageId) || /\.(?:scss|less)$/i.test(fileName);
}

/** The images in `url()` and `image-set()` of the styles in a place. One pass. */
export function findInStyles(collector: Collector, { start, end }: Region, options: Options): Found[] {
	if (!collector.has(start, end)) {
		return [];
	}
	const found: Found[] = [];
	// A separate string, so that no search runs past the end.
	const text = collector.text.slice(start, end);
	const outer = options.decode;
	const decode: Decode = outer ? written => fromStyles(outer(written)) : fromStyles;
	const take = (from: number, until: number) => {
		const reference = collector.add({ start: start + from, end: start + until }, 'css', decode);
		if (reference) {
			found.push(reference);
		}
	};

	/** The offset after the closing quote of a string, or where the string breaks off. */
	function stringFrom(at: number): { readonly end: number; readonly closed: boolean } {
		stringEnd.lastIndex = at + 1;
		for (let mark = stringEnd.exec(text); mark; mark = stringEnd.exec(text)) {
			if (mark[0] === '\\') {
				stringEnd.lastIndex++;
			} else if (mark[0] === text[at]) {
				return { end: mark.index + 1, closed: true };
			} else if (mark[0] === '\n') {
				return { end: mark.index, closed: false };
			}
		}
		return { end: text.length, closed: false };
	}

	/** The offset after the `url(` that ends at an offset, and after its content. */
	function url(at: number): number {
		const from = skipBlanks(text, at);
		const quoted = text[from] === '"' || text[from] === "'";
		const until = quoted ? stringFrom(from).end : skipBareUrl(text, from);
		if (text[skipBlanks(text, until)] !== ')') {
			return until;
		}
		const content = text.slice(from, until);
		const quote = outer && quoteEntity.exec(content)?.[0];
		if (quoted) {
			take(from + 1, until - 1);
		} else if (quote !== undefined && content.endsWith(quote)) {
			take(from + quote.length, until - quote.length);
		} else if (!/\$|^@(?!\/)|^\.?\+/.test(content)) {
			take(from, until);
		}
		return until;
	}

	function comment(at: number): number {
		const close = text.indexOf('*/', at + 2);
		return close < 0 ? text.length : close + 2;
	}

	/**
	 * The offset after the `image-set(` that ends at an offset, and after its content: strings directly in it are
	 * images.
	 */
	function imageSet(at: number): number {
		let depth = 1;
		setMarks.lastIndex = at;
		for (let mark = setMarks.exec(text); mark; mark = setMarks.exec(text)) {
			const [token] = mark;
			if (token === '"' || token === "'") {
				const string = stringFrom(mark.index);
				if (depth === 1 && string.closed) {
					take(mark.index + 1, string.end - 1);
				}
				setMarks.lastIndex = string.end;
			} else if (token === '/*') {
				setMarks.lastIndex = comment(mark.index);
			} else if (token === '(') {
				depth++;
			} else if (token === ')') {
				if (--depth === 0) {
					return mark.index + 1;
				}
			} else if (token.length > 1) {
				setMarks.lastIndex = url(setMarks.lastIndex);
				depth++;
			} else {
				return mark.index;
			}
		}
		return text.length;
	}

	marks.lastIndex = 0;
	for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
		const [token] = mark;
		const next = marks.lastIndex;
		if (token === '/*') {
			marks.lastIndex = comment(mark.index);
		} else if (token === '//') {
			marks.lastIndex = options.lineComments === true ? lineEnd(text, next) : next;
		} else if (token === '"' || token === "'") {
			marks.lastIndex = stringFrom(mark.index).end;
		} else if (/^url/i.test(token)) {
			marks.lastIndex = url(next);
		} else if (token.startsWith('@')) {
			const over = /[;{}\n]/g;
			over.lastIndex = next;
			marks.lastIndex = over.exec(text)?.index ?? text.length;
		} else {
			marks.lastIndex = imageSet(next);
		}
	}
	return found;
}

function lineEnd(text: string, at: number): number {
	const end = text.indexOf('\n', at);
	return end < 0 ? text.length : end;
}
