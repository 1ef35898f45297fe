/** A JSON text that ends, or goes wrong, where `offset` says. */
class JsonFault extends Error {
	readonly offset: number;

	constructor(offset: number) {
		super(`not JSON at ${offset}`);
		this.offset = offset;
	}
}

const stringToken = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-f]{4}))*"/iuy;
const scalarToken = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null)(?![\w.])/iy;

/** Walks a JSON text, and calls `onValue` with the path of each value and the offset where it starts. */
function walk(text: string, onValue: (path: readonly PropertyKey[], offset: number) => void): void {
	let at = 0;
	const skip = (): void => {
		while (/[ \t\r\n]/.test(text.charAt(at))) {
			at++;
		}
	};
	const take = (token: RegExp): string => {
		token.lastIndex = at;
		const found = token.exec(text)?.[0];
		if (found === undefined) {
			throw new JsonFault(at);
		}
		at += found.length;
		return found;
	};
	const members = (close: string, member: (index: number) => void): void => {
		at++;
		skip();
		for (let index = 0; text[at] !== close; index++) {
			if (index > 0) {
				take(/,/y);
				skip();
			}
			member(index);
			skip();
		}
		at++;
	};
	const value = (path: readonly PropertyKey[]): void => {
		onValue(path, at);
		if (text[at] === '{') {
			members('}', () => {
				const key = JSON.parse(take(stringToken)) as string;
				skip();
				take(/:/y);
				skip();
				value([...path, key]);
			});
		} else if (text[at] === '[') {
			members(']', index => {
				value([...path, index]);
			});
		} else {
			take(text[at] === '"' ? stringToken : scalarToken);
		}
	};
	skip();
	value([]);
	skip();
	if (at < text.length) {
		throw new JsonFault(at);
	}
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n|\r|\n/).length;

/** The line, from 1, on which a text stops being JSON; undefined where it is JSON. */
export function jsonFaultLine(text: string): number | undefined {
	try {
		walk(text, () => undefined);
		return undefined;
	} catch (error) {
		return lineAt(text, error instanceof JsonFault ? error.offset : 0);
	}
}

/**
 * The line, from 1, on which the value at `path` starts; that of its deepest ancestor where it is missing.
 * Of two equal keys the last counts, as for `JSON.parse`.
 */
export function jsonLine(text: string, path: readonly PropertyKey[]): number {
	let found = 0;
	let depth = -1;
	walk(text, (each, offset) => {
		if (
			each.length >= depth &&
			each.length <= path.length &&
			each.every((key, index) => key === path[index])
		) {
			found = offset;
			depth = each.length;
		}
	});
	return lineAt(text, found);
}
