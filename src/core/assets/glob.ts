const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

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

/** Splits at the separators that lie outside every bracket. */
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

const alternatives = (text: string, separator: ',' | '|'): string =>
	splitOutside(text, separator).map(translate).join('|');

/** The pattern for the construct at `at`, and the index behind it. */
function translateAt(glob: string, at: number): [pattern: string, next: number] {
	const rest = glob.slice(at);
	const wholeFolders = /^(?:\*\*\/)+/.exec(rest)?.[0];
	if (wholeFolders !== undefined && (at === 0 || glob[at - 1] === '/')) {
		return ['(?:.*\\/)?', at + wholeFolders.length];
	}
	if (/^\/\*\*$/.test(rest)) {
		return ['(?:\\/.*)?', glob.length];
	}
	if (rest === '**' && at === 0) {
		return ['.*', glob.length];
	}
	const group = /^[@+?*]\(/.test(rest) ? closing(glob, at + 1, '()') : -1;
	if (group !== -1) {
		const operator = rest.startsWith('@') ? '' : rest.charAt(0);
		return [`(?:${alternatives(glob.slice(at + 2, group), '|')})${operator}`, group + 1];
	}
	const stars = /^\*+/.exec(rest)?.[0].length;
	if (stars !== undefined) {
		const next = at + stars;
		const fillsSegment = (at === 0 || glob[at - 1] === '/') && (next === glob.length || glob[next] === '/');
		return [fillsSegment ? '[^/]+' : '[^/]*', next];
	}
	const set = /^\[([!^]?)(\]?(?:\\.|[^\]\\/])*)\]/.exec(rest);
	if (set?.[2]) {
		const members = set[2].replace(/[[\]&~^]/g, '\\$&');
		return [`(?!\\/)[${set[1] ? '^' : ''}${members}]`, at + set[0].length];
	}
	const range = /^\{(\w)\.\.(\w)\}/.exec(rest);
	if (range?.[1] !== undefined && range[2] !== undefined) {
		const [low, high] = [range[1], range[2]].sort();
		return [`[${low}-${high}]`, at + range[0].length];
	}
	const brace = rest.startsWith('{') ? closing(glob, at, '{}') : -1;
	if (brace !== -1) {
		return [`(?:${alternatives(glob.slice(at + 1, brace), ',')})`, brace + 1];
	}
	if (rest.startsWith('?')) {
		return ['[^/]', at + 1];
	}
	const escaped = rest.startsWith('\\') && rest.length > 1 ? 1 : 0;
	return [escapeRegExp(rest.charAt(escaped)), at + escaped + 1];
}

function translate(glob: string): string {
	let pattern = '';
	for (let at = 0; at < glob.length;) {
		const [part, next] = translateAt(glob, at);
		pattern += part;
		at = next;
	}
	return pattern;
}

/**
 * Whether a path matches a glob with `**`, `*`, `?`, `[a-z]`, `{a,b}`, `{1..3}` and the groups `@(…)`, `+(…)`,
 * `?(…)`, `*(…)`; names that begin with a dot match like others. Negated groups, `!(…)`, are not known: they
 * stand for themselves. A malformed glob matches nothing.
 */
export function matchesGlob(path: string, glob: string): boolean {
	try {
		return new RegExp(`^${translate(glob)}$`, 'u').test(path);
	} catch {
		return false;
	}
}
