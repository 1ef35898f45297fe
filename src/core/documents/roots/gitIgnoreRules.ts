import { createMatcher, one, optional, repeated, sequence, type Pattern } from '../../assets/automaton.ts';
import { policy } from '../../policy.ts';

/** What the lines of one `.gitignore` say about a path (gitignore(5)). */
export interface GitIgnoreRules {
	/**
	 * The rule of the last line that matches exactly this path; undefined where none does.
	 *
	 * @param path relative to the file's folder, without a slash at its ends
	 */
	decide(path: string, isFolder: boolean): 'ignored' | 'kept' | undefined;
}

interface Rule {
	readonly index: number;
	readonly isKept: boolean;
	readonly foldersOnly: boolean;
	/** For a pattern without a slash, matches the name alone. */
	readonly matches?: (text: string) => boolean;
	readonly ofName: boolean;
}

/**
 * Reads a `.gitignore`. Reading and each decision take at most linear time; patterns with wildcards beyond the limit of
 * `policy.gitIgnore` are left out. Never throws.
 */
export function parseGitIgnore(text: string, ignoreCase: boolean): GitIgnoreRules {
	// Git compares bytes: `?` doesn't match 가, which has three.
	const fold = (written: string): string =>
		Buffer.from(ignoreCase ? written.toLowerCase() : written).toString('latin1');
	/** By the name, or the path, that each of them is. */
	const plain = { name: new Map<string, Rule[]>(), path: new Map<string, Rule[]>() };
	const withWildcards: Rule[] = [];
	let characters = 0;
	for (const [index, line] of text
		.replace(/^\ufeff/, '')
		.split('\n')
		.entries()) {
		const written = patternIn(line);
		if (written === undefined) {
			continue;
		}
		const { isKept, foldersOnly, ofName, pattern } = written;
		const rule: Rule = { index, isKept, foldersOnly, ofName };
		const literal = literalOf(pattern);
		if (literal !== undefined) {
			const rules = ofName ? plain.name : plain.path;
			const same = rules.get(fold(literal));
			if (same === undefined) {
				rules.set(fold(literal), [rule]);
			} else {
				same.push(rule);
			}
		} else if (characters + pattern.length <= policy.gitIgnore.wildcards) {
			characters += pattern.length;
			withWildcards.push({ ...rule, matches: matcherOf(fold(pattern), ofName) });
		}
	}

	return {
		decide(written, isFolder) {
			const path = fold(written);
			const name = path.slice(path.lastIndexOf('/') + 1);
			const counts = ({ foldersOnly }: Rule): boolean => isFolder || !foldersOnly;
			let last: Rule | undefined;
			for (const rules of [plain.name.get(name), plain.path.get(path)]) {
				const found = rules?.findLast(counts);
				last = found !== undefined && (last === undefined || found.index > last.index) ? found : last;
			}
			for (let at = withWildcards.length - 1; at >= 0; at -= 1) {
				const rule = withWildcards[at];
				if (rule === undefined || (last !== undefined && rule.index < last.index)) {
					break;
				}
				if (counts(rule) && rule.matches?.(rule.ofName ? name : path) === true) {
					last = rule;
					break;
				}
			}
			return last === undefined ? undefined : last.isKept ? 'kept' : 'ignored';
		},
	};
}

function patternIn(
	line: string,
): { isKept: boolean; foldersOnly: boolean; ofName: boolean; pattern: string } | undefined {
	let pattern = withoutSpaces(line.endsWith('\r') ? line.slice(0, -1) : line);
	if (pattern.startsWith('#')) {
		return undefined;
	}
	const isKept = pattern.startsWith('!');
	pattern = isKept ? pattern.slice(1) : pattern;
	const foldersOnly = pattern.endsWith('/');
	pattern = foldersOnly ? pattern.slice(0, -1) : pattern;
	const ofName = !pattern.includes('/');
	pattern = pattern.startsWith('/') ? pattern.slice(1) : pattern;
	return pattern === '' ? undefined : { isKept, foldersOnly, ofName, pattern };
}

/** Without the spaces at the end, except one after a backslash. */
function withoutSpaces(line: string): string {
	let end = line.length;
	while (end > 0 && line[end - 1] === ' ') {
		end -= 1;
	}
	let backslashes = 0;
	while (backslashes < end && line[end - 1 - backslashes] === '\\') {
		backslashes += 1;
	}
	return line.slice(0, backslashes % 2 === 1 && end < line.length ? end + 1 : end);
}

/** The only text that a pattern matches; undefined where it matches others, too. */
function literalOf(pattern: string): string | undefined {
	return /[*?[]|\\$/.test(pattern.replaceAll(/\\[^]/g, '')) || pattern.endsWith('\\')
		? undefined
		: pattern.replace(/\\([^])/g, '$1');
}

/** The usual pattern of a name only needs a check of the end. */
function matcherOf(pattern: string, ofName: boolean): (text: string) => boolean {
	if (ofName && /^\*[^*?[\\]*$/.test(pattern)) {
		const end = pattern.slice(1);
		return text => text.endsWith(end);
	}
	let matcher: ((text: string) => boolean) | undefined;
	return text => {
		matcher ??= createMatcher(translate(Array.from(pattern)));
		return matcher(text);
	};
}

const nothing = one(() => false);
const any = one(() => true);
const inSegment = one(character => character !== '/');
const slash = one(character => character === '/');

function translate(pattern: readonly string[]): Pattern {
	const parts: Pattern[] = [];
	for (let at = 0; at < pattern.length; at += 1) {
		const character = pattern[at] ?? '';
		if (character === '*') {
			const start = at;
			while (pattern[at + 1] === '*') {
				at += 1;
			}
			const isWhole = at > start && (start === 0 || pattern[start - 1] === '/');
			if (isWhole && pattern[at + 1] === '/') {
				at += 1;
				parts.push(optional(sequence(repeated(any, 0), slash)));
			} else if (isWhole && at + 1 === pattern.length) {
				parts.push(repeated(any, 1));
			} else {
				parts.push(repeated(inSegment, 0));
			}
		} else if (character === '?') {
			parts.push(inSegment);
		} else if (character === '[') {
			const set = setAt(pattern, at);
			if (set === undefined) {
				return nothing;
			}
			parts.push(set.pattern);
			at = set.end;
		} else if (character === '\\') {
			at += 1;
			const literal = pattern[at];
			parts.push(literal === undefined ? nothing : one(each => each === literal));
		} else {
			parts.push(one(each => each === character));
		}
	}
	return sequence(...parts);
}

const classes: Readonly<Record<string, RegExp>> = {
	alnum: /[a-z\d]/i,
	alpha: /[a-z]/i,
	blank: /[ \t]/,
	// eslint-disable-next-line no-control-regex -- that is what it stands for
	cntrl: /[\0-\x1f\x7f]/,
	digit: /\d/,
	graph: /[!-~]/,
	lower: /[a-z]/,
	print: /[ -~]/,
	punct: /[!-/:-@[-`{-~]/,
	space: /[ \t-\r]/,
	upper: /[A-Z]/,
	xdigit: /[\da-f]/i,
};

/** A set in brackets, and the index of the one that closes it; undefined where none does. */
function setAt(pattern: readonly string[], open: number): { pattern: Pattern; end: number } | undefined {
	let at = open + 1;
	const isNegated = pattern[at] === '!' || pattern[at] === '^';
	at += isNegated ? 1 : 0;
	const tests: ((character: string) => boolean)[] = [];
	for (let isFirst = true; ; isFirst = false) {
		let from = pattern[at];
		if (from === undefined) {
			return undefined;
		}
		if (from === ']' && !isFirst) {
			break;
		}
		if (from === '[' && pattern[at + 1] === ':') {
			const end = pattern.indexOf(']', at + 2);
			const name = end === -1 ? '' : pattern.slice(at + 2, end - 1).join('');
			if (pattern[end - 1] === ':') {
				const known = Object.hasOwn(classes, name) ? classes[name] : undefined;
				if (known === undefined) {
					return { pattern: nothing, end };
				}
				tests.push(character => known.test(character));
				at = end + 1;
				continue;
			}
		}
		if (from === '\\') {
			at += 1;
			from = pattern[at];
			if (from === undefined) {
				return undefined;
			}
		}
		let to = from;
		at += 1;
		if (pattern[at] === '-' && pattern[at + 1] !== ']' && pattern[at + 1] !== undefined) {
			at += pattern[at + 1] === '\\' ? 2 : 1;
			to = pattern[at] ?? from;
			at += 1;
		}
		const [low, high] = [from, to];
		tests.push(character => low <= character && character <= high);
	}
	const contains = (character: string) => tests.some(each => each(character));
	return { pattern: one(character => character !== '/' && contains(character) !== isNegated), end: at };
}
