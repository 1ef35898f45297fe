import { jsonTokens, tokenValue } from './jsonTokens.ts';

/** An array or an object that is not closed yet. */
interface Open {
	readonly close: '}' | ']';
	/** How many of the first keys of the wanted path lead here; undefined if others do. */
	readonly matched: number | undefined;
	/** Of the member being read. */
	index: number;
}

/**
 * Walks a JSON text in one pass, however deep it is. Calls `onMatch` for each value that some of the first keys of
 * `path` lead to, with their number and the offset where it starts. Returns the offset where the text stops being
 * JSON; undefined if all of it is JSON.
 */
function walk(
	text: string,
	path: readonly PropertyKey[],
	onMatch: (keys: number, offset: number) => void,
): number | undefined {
	const tokens = jsonTokens(text);
	const open: Open[] = [];
	let due: 'value' | 'memberOrEnd' | 'member' | 'commaOrEnd' = 'value';
	for (let kind = tokens.next(); ; kind = tokens.next()) {
		const within = open.at(-1);
		if (due === 'commaOrEnd' && within === undefined) {
			return kind === 'end' ? undefined : tokens.start;
		}
		if ((due === 'commaOrEnd' || due === 'memberOrEnd') && kind === within?.close) {
			open.pop();
			due = 'commaOrEnd';
			continue;
		}
		if (due === 'commaOrEnd' && within !== undefined) {
			if (kind !== ',') {
				return tokens.start;
			}
			within.index += 1;
			due = 'member';
			continue;
		}
		let key: unknown = within?.index;
		if (within?.close === '}') {
			if (kind !== 'string') {
				return tokens.start;
			}
			key = within.matched === undefined ? undefined : tokenValue(text, tokens);
			if (tokens.next() !== ':') {
				return tokens.start;
			}
			kind = tokens.next();
		}
		const before = within?.matched;
		const matched =
			within === undefined ? 0 : before !== undefined && key === path[before] ? before + 1 : undefined;
		if (matched !== undefined) {
			onMatch(matched, tokens.start);
		}
		if (kind === '{' || kind === '[') {
			open.push({ close: kind === '{' ? '}' : ']', matched, index: 0 });
			due = 'memberOrEnd';
		} else if (kind === 'string' || kind === 'scalar') {
			due = 'commaOrEnd';
		} else {
			return tokens.start;
		}
	}
}

/** The line of an offset, from 1; CRLF, LF and CR each end one. */
export function lineAt(text: string, offset: number): number {
	let line = 1;
	for (let at = 0; at < offset; at += 1) {
		const character = text.charCodeAt(at);
		if (character === 10 || (character === 13 && text.charCodeAt(at + 1) !== 10)) {
			line += 1;
		}
	}
	return line;
}

/** The line, from 1, on which a text stops being JSON; undefined if it is JSON. */
export function jsonFaultLine(text: string): number | undefined {
	const fault = walk(text, [], () => undefined);
	return fault === undefined ? undefined : lineAt(text, fault);
}

/**
 * The line, from 1, on which the value at `path` starts; that of its deepest ancestor if it is missing, or if the
 * text stops being JSON before it. Of two equal keys the last counts, as for `JSON.parse`.
 */
export function jsonLine(text: string, path: readonly PropertyKey[]): number {
	let found = 0;
	let depth = -1;
	walk(text, path, (keys, offset) => {
		if (keys >= depth) {
			found = offset;
			depth = keys;
		}
	});
	return lineAt(text, found);
}
