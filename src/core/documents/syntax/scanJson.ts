import type { Region } from '../tags.ts';

/** A value of JSON, and where it is: offsets (UTF-16), quotes and brackets included. */
export type JsonNode = Region &
	(
		| { readonly type: 'string'; readonly value: string }
		/** A number, `true`, `false` or `null`. */
		| { readonly type: 'scalar' }
		| { readonly type: 'array'; readonly items: readonly JsonNode[] }
		| { readonly type: 'object'; readonly members: readonly JsonMember[] }
	);

interface JsonMember {
	readonly key: string;
	readonly value: JsonNode;
}

/** Deeper nesting is not read. */
const deepest = 100;
/** White space and comments. */
const blank = /(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const string = /"(?:[^"\\\n\r]|\\[^\n\r])*"/y;
const scalar = /-?\d[\d.eE+-]*|true|false|null/y;

/**
 * The value of a JSON text, with comments and trailing commas as VS Code allows them; undefined where it isn't JSON,
 * or is nested more than a hundred brackets deep. One pass.
 */
export function scanJson(text: string): JsonNode | undefined {
	let at = text.startsWith('\ufeff') ? 1 : 0;

	function take(pattern: RegExp): string | undefined {
		pattern.lastIndex = at;
		const found = pattern.exec(text)?.[0];
		at += found?.length ?? 0;
		return found;
	}

	/** Skips blanks, and a character where it is the next one. */
	function passes(character: string): boolean {
		take(blank);
		const isNext = text[at] === character;
		at += isNext ? 1 : 0;
		return isNext;
	}

	function value(depth: number): JsonNode | undefined {
		take(blank);
		const start = at;
		if (depth > deepest) {
			return undefined;
		}
		switch (text[at]) {
			case '{': {
				const members = list('}', () => member(depth));
				return members && { type: 'object', start, end: at, members };
			}
			case '[': {
				const items = list(']', () => value(depth + 1));
				return items && { type: 'array', start, end: at, items };
			}
			case '"': {
				const said = decoded(take(string));
				return said === undefined ? undefined : { type: 'string', start, end: at, value: said };
			}
			default:
				return take(scalar) === undefined ? undefined : { type: 'scalar', start, end: at };
		}
	}

	function member(depth: number): JsonMember | undefined {
		take(blank);
		const key = decoded(take(string));
		const node = key !== undefined && passes(':') ? value(depth + 1) : undefined;
		return key === undefined || node === undefined ? undefined : { key, value: node };
	}

	function list<T>(close: string, read: () => T | undefined): T[] | undefined {
		const found: T[] = [];
		at += 1;
		while (!passes(close)) {
			const next = read();
			if (next === undefined) {
				return undefined;
			}
			found.push(next);
			if (!passes(',')) {
				return passes(close) ? found : undefined;
			}
		}
		return found;
	}

	const whole = value(0);
	take(blank);
	return at === text.length ? whole : undefined;
}

function decoded(written: string | undefined): string | undefined {
	if (written?.includes('\\') !== true) {
		return written?.slice(1, -1);
	}
	try {
		return JSON.parse(written) as string;
	} catch {
		return undefined;
	}
}

/** The value under a key of an object: the last one, as in JSON; undefined for anything else. */
export function memberOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
	return node?.type === 'object' ? node.members.findLast(member => member.key === key)?.value : undefined;
}

/** The text of a string; undefined for anything else. */
export function textOf(node: JsonNode | undefined): string | undefined {
	return node?.type === 'string' ? node.value : undefined;
}

/** The values of a list; none for anything else. */
export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
	return node?.type === 'array' ? node.items : [];
}
