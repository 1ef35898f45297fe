import { endOfLine, indentation, lineAt, nextLine, ownersOf, startOfLine } from '../lines.ts';
import type { Region } from '../tags.ts';
import { patternReader } from './scriptTokens.ts';

/** What opens a heredoc. After a value, `<<` is an operator; so it is in Ruby before a blank, and in shell arithmetic. */
const heredocs = {
	php: /<<<[^\S\n]*(["']?)([A-Za-z_]\w*)\1(?=[^\S\n]*\n)/y,
	ruby: /(?<![<\w)\]}"'`]|\bclass\s{1,9}|[@$]\w{1,99}[^\S\n]{1,9})<<[-~]?(["'`]?)([A-Za-z_]\w*)\1/y,
	shell: /(?<!<|\(\((?:(?!\)\)).){0,300})<<-?[^\S\n]*(["']?)([A-Za-z_]\w*)\1/y,
	other: /(?<![<\w)\]"'$])<<[-~]?(?:[^\S\n]+(?=["']))?(["'`]?)([A-Za-z_]\w*)\1/y,
} as const;

type HeredocKind = keyof typeof heredocs | 'make';

/** Finds where the last line of a heredoc ends: by the offset of its opening mark, and of its text. Goes forward only. */
export function heredocReader(
	text: string,
	kind: HeredocKind,
): (at: number, from: number) => number | undefined {
	if (kind === 'make') {
		return definitionReader(text);
	}
	let ends: Map<string, number[]> | undefined;
	return (at, from) => {
		heredocs[kind].lastIndex = at;
		const found = heredocs[kind].exec(text);
		const word = found?.[2];
		if (word === undefined) {
			return undefined;
		}
		const marks = () => [...text.matchAll(/^[ \t]*([A-Za-z_]\w*)(?=\r?$|[;,)\]])/gm)].reverse();
		ends ??= new Map(
			[...Map.groupBy(marks(), ([, name = '']) => name)].map(([name, all]) => [
				name,
				all.map(({ index, 0: line }) => index + line.length),
			]),
		);
		const own = ends.get(word) ?? [];
		while ((own.at(-1) ?? text.length) < from) {
			own.pop();
		}
		return own.at(-1);
	};
}

/** Finds where a definition of make ends that begins at an offset; others may be in it. */
function definitionReader(text: string): (at: number) => number | undefined {
	const ends = new Map<number, number>();
	const open: number[] = [];
	for (const { index, 0: line, 1: mark } of text.matchAll(
		/^[^\S\n]{0,20}(?:override )?(define(?=[^\S\n])|endef(?=\s|$))/gm,
	)) {
		const at = index + line.length;
		if (mark === 'define') {
			open.push(at - mark.length);
		} else {
			ends.set(open.pop() ?? -1, at);
		}
	}
	return at => ends.get(at);
}

/** What opens text between other marks than quotes, by language; `s`, `tr` and `y` have a second part. */
const quotes = {
	perl: /(?<![\w$@%&>-])(?:q[qwrx]?|m|(?<twice>s|tr|y))(?<open>[/{([<|!#~])(?![=>])/y,
	ruby: /(?<=^|[\s(,=[{|])%(?:[qQwWiIrsx]|(?=.[^\s=]))(?<open>[/{([<|!])/my,
	elixir: /(?<!\w)~[A-Za-z]{1,20}(?<open>[/{([<|])/y,
	slashes: /(?!)/y,
} as const;
/** A single character that would open something else: `?"`. */
const character = /(?<![\w)\]}"'?!])\?\\?["'`#/](?!\w)/y;
/** What comes before a regular expression, rather than before a division. */
const beforePattern =
	/(?:^|[\n([{,;=~!&|?:]|(?<![\w$@.])(?:and|if|unless|not|or|grep|map|return|split|when|while|until|in|then|case)\b)[^\S\n]*$/;
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** Finds where a regular expression, or text between other marks than quotes, ends that begins at an offset. */
export function quotedReader(
	text: string,
	kind: keyof typeof quotes,
	until: number,
): (at: number) => number | undefined {
	const patternEnd = patternReader(text, until);
	const partEnd = (start: number, open: string): number | undefined => {
		const close = closing[open] ?? open;
		let depth = 1;
		for (let at = start; at < Math.min(until, start + 500) && depth > 0; at++) {
			const character = text[at];
			depth += character === close ? -1 : character === open ? 1 : 0;
			at += character === '\\' ? 1 : 0;
			if (depth === 0) {
				return at + 1;
			}
			if (character === '\n' && open === close) {
				break;
			}
		}
		return undefined;
	};
	return at => {
		if (text[at] === '/') {
			const isPattern =
				kind !== 'elixir' &&
				!/[/*]/.test(text.charAt(at + 1)) &&
				beforePattern.test(text.slice(Math.max(0, at - 40), at));
			return isPattern ? patternEnd(at) : undefined;
		}
		if (text[at] === '?') {
			character.lastIndex = at;
			return /^(?:ruby|elixir)$/.test(kind) && character.test(text) ? character.lastIndex : undefined;
		}
		const quote: RegExp = quotes[kind];
		quote.lastIndex = at;
		const { open = '', twice } = quote.exec(text)?.groups ?? {};
		const end = open === '' ? undefined : partEnd(quote.lastIndex, open);
		return twice === undefined || end === undefined ? end : partEnd(end + Number(text[end] === open), open);
	};
}

/** What opens text, code or a comment in Haml and Slim that goes on in the lines that are indented more. */
const filter = /^\s*(?::[a-z]\w*$|[a-z]+:$|[|'](?:\s|$)|-#|\/)/;

/** The lines of the text around an offset that goes on by its indentation, if it has several. */
export function indentedText(text: string, offset: number, kind: 'scalars' | 'filters'): Region | undefined {
	const own = startOfLine(text, text.slice(0, endOfLine(text, offset)).trimEnd().length);
	const starts = [own, ...ownersOf(text, own)];
	const [plain = 0, block = 0] = [false, true].map(isBlock => leastIndented(text, own, offset, isBlock));
	for (const [index, start] of [...starts.entries()].reverse()) {
		const line = lineAt(text, start).trimEnd();
		const scalar =
			kind === 'scalars'
				? scalarIn(line)
				: filter.test(line)
					? { depth: indentation(line).length, isBlock: true, keeps: false }
					: undefined;
		const below = scalar?.keeps ? Infinity : scalar?.isBlock ? block : plain;
		const least = Math.min(below, indentation(lineAt(text, starts[index - 1] ?? own)).length);
		const end = scalar && (index === 0 || least > scalar.depth) ? endOfText(text, start, scalar) : undefined;
		if (end !== undefined && end > endOfLine(text, start) && offset <= end) {
			return { start, end };
		}
	}
	return undefined;
}

/** The least indentation of the lines from one on, up to the first at or after an offset that a text would hold. */
function leastIndented(text: string, from: number, offset: number, isBlock: boolean): number {
	let least = Infinity;
	for (let at: number | undefined = from; at !== undefined; at = nextLine(text, at)) {
		const line = lineAt(text, at);
		least = line.trim() === '' ? least : Math.min(least, indentation(line).length);
		if (line.trim() !== '' && offset <= endOfLine(text, at) && (isBlock || !/^\s*#/.test(line))) {
			return least;
		}
	}
	return -1;
}

interface Indented {
	/** The indentation of a line that no longer belongs to it. */
	readonly depth: number;
	/** Every line that is indented more belongs to it. */
	readonly isBlock: boolean;
	/** Blank lines at its end belong to it. */
	readonly keeps: boolean;
}

/** The scalar that begins in a line of YAML. */
function scalarIn(line: string): Indented | undefined {
	const [marks = ''] = /^(?:[ \t]*[-?](?=[ \t]|$))*[ \t]*/.exec(line) ?? [];
	const rest = line.slice(marks.length);
	const key = /^(?:"[^"]*"|'[^']*'|[^\s"'#{[][^#]*?):(?=\s|$)/.exec(rest)?.[0];
	const value = rest
		.slice(key?.length)
		.trim()
		.replace(/^(?:[&!]\S*\s+)+/, '');
	const isBlock = /^[|>][-+\d]{0,2}(?:\s*#.*)?$/.test(value);
	const inDashes = Math.max(marks.search(/[-?][^-?]*$/), indentation(marks).length - 1);
	return isBlock || !/^(?:$|[#*&!{[%<@]|---|\.\.\.)/.test(value)
		? { depth: key === undefined ? inDashes : marks.length, isBlock, keeps: isBlock && value.includes('+') }
		: undefined;
}

function endOfText(text: string, start: number, { depth, isBlock, keeps }: Indented): number {
	let end = endOfLine(text, start);
	for (
		let next = nextLine(text, start);
		next !== undefined && next < text.length;
		next = nextLine(text, next)
	) {
		const line = lineAt(text, next);
		if (line.trim() !== '' && indentation(line).length <= depth) {
			break;
		}
		const isPart = line.trim() === '' ? keeps : isBlock || !/^\s*#/.test(line);
		end = isPart ? endOfLine(text, next) : end;
	}
	return end;
}
