import { createMatcher, either, one, optional, repeated, sequence, type Pattern } from './automaton.ts';

const any = one(() => true);
const inSegment = one(character => character !== '/');
const slash = one(character => character === '/');

/** Index of the bracket that closes the one at `open`, or -1. */
function closing(glob: string, open: number, pair: '()' | '{}'): number {
	let depth = 0;
	for (let at = open; at < glob.length; at++) {
		if (glob[at] === '\\') {
			at++;
		} else if (glob[at] === pair[0]) {
			depth++;
		} else if (glob[at] === pair[1] && --depth === 0) {
			return at;
		}
	}
	return -1;
}

/** Splits at the separators that are outside all brackets. */
function splitOutside(text: string, separator: ',' | '|'): string[] {
	const parts: string[] = [];
	let depth = 0;
	let start = 0;
	for (let at = 0; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === '\\') {
			at++;
		} else if ('({'.includes(character)) {
			depth++;
		} else if (')}'.includes(character)) {
			depth--;
		} else if (character === separator && depth === 0) {
			parts.push(text.slice(start, at));
			start = at + 1;
		}
	}
	return [...parts, text.slice(start)];
}

const alternatives = (text: string, separator: ',' | '|'): Pattern =>
	either(...splitOutside(text, separator).map(translate));

/** The pattern for the construct at `at`, and the index after it. */
function translateAt(glob: string, at: number): [pattern: Pattern, next: number] {
	const rest = glob.slice(at);
	const wholeFolders = /^(?:\*\*\/)+/.exec(rest)?.[0];
	if (wholeFolders !== undefined && (at === 0 || glob[at - 1] === '/')) {
		return [optional(sequence(repeated(any, 0), slash)), at + wholeFolders.length];
	}
	if (/^\/\*\*$/.test(rest)) {
		return [optional(sequence(slash, repeated(any, 0))), glob.length];
	}
	if (rest === '**' && at === 0) {
		return [repeated(any, 0), glob.length];
	}
	const group = /^[@+?*]\(/.test(rest) ? closing(glob, at + 1, '()') : -1;
	if (group !== -1) {
		return [times(alternatives(glob.slice(at + 2, group), '|'), rest.charAt(0)), group + 1];
	}
	const stars = /^\*+/.exec(rest)?.[0].length;
	if (stars !== undefined) {
		const next = at + stars;
		const fillsSegment = (at === 0 || glob[at - 1] === '/') && (next === glob.length || glob[next] === '/');
		return [repeated(inSegment, fillsSegment ? 1 : 0), next];
	}
	const set = /^\[([!^]?)(\]?(?:\\.|[^\]\\/])*)\]/.exec(rest);
	if (set?.[2]) {
		const members = set[2].replace(/[[\]&~^]/g, '\\$&');
		const pattern = new RegExp(`^[${set[1] ? '^' : ''}${members}]$`, 'u');
		return [one(character => character !== '/' && pattern.test(character)), at + set[0].length];
	}
	const range = /^\{(\w)\.\.(\w)\}/.exec(rest);
	if (range?.[1] !== undefined && range[2] !== undefined) {
		const [low = '', high = ''] = [range[1], range[2]].sort();
		return [one(character => low <= character && character <= high), at + range[0].length];
	}
	const brace = rest.startsWith('{') ? closing(glob, at, '{}') : -1;
	if (brace !== -1) {
		return [alternatives(glob.slice(at + 1, brace), ','), brace + 1];
	}
	if (rest.startsWith('?')) {
		return [inSegment, at + 1];
	}
	const escaped = rest.startsWith('\\') && rest.length > 1 ? 1 : 0;
	const literal = String.fromCodePoint(rest.codePointAt(escaped) ?? 0);
	return [one(character => character === literal), at + escaped + literal.length];
}

/** Repeats a group as the mark before it says. */
function times(part: Pattern, mark: string): Pattern {
	switch (mark) {
		case '?':
			return optional(part);
		case '+':
		case '*':
			return repeated(part, mark === '+' ? 1 : 0);
		default:
			return part;
	}
}

function translate(glob: string): Pattern {
	const parts: Pattern[] = [];
	for (let at = 0; at < glob.length;) {
		const [part, next] = translateAt(glob, at);
		parts.push(part);
		at = next;
	}
	return sequence(...parts);
}

/** Characters; a glob is written by hand. */
const longestGlob = 1000;

/**
 * Whether a path matches a glob with `**`, `*`, `?`, `[a-z]`, `{a,b}`, `{1..3}` and the groups `@(…)`, `+(…)`,
 * `?(…)`, `*(…)`; names that begin with a dot match like others. Negated groups, `!(…)`, are not supported: they
 * match literally. A malformed glob, or one of more than 1,000 characters, matches nothing.
 */
export function matchesGlob(path: string, glob: string): boolean {
	try {
		return glob.length <= longestGlob && createMatcher(translate(glob))(path);
	} catch {
		return false;
	}
}
