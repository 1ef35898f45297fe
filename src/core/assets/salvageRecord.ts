import { sidesOf } from './conflictMarks.ts';
import { parseEntry, type AssetEntry } from './assetRecord.ts';

/**
 * The entries that can be read in a record file that as a whole cannot: of a conflict those of both sides, the
 * second one's where both have one. For showing only: whoever wrote this back would lose the rest.
 */
export function salvageEntries(text: string): ReadonlyMap<string, AssetEntry> {
	const [ours, theirs] = sidesOf(text);
	return new Map([...entriesIn(ours), ...(theirs === ours ? [] : entriesIn(theirs))]);
}

function entriesIn(plain: string): Map<string, AssetEntry> {
	const found = new Map<string, AssetEntry>();
	for (const { 1: key, index, 0: match } of plain.matchAll(/("(?:[^"\\\n]|\\.)*")\s*:\s*(?=\{)/g)) {
		const object = objectAt(plain, index + match.length);
		const path = key === undefined ? undefined : parse(key);
		const entry = object === undefined ? undefined : parseEntry(parse(object));
		if (typeof path === 'string' && entry !== undefined) {
			found.set(path, entry);
		}
	}
	return found;
}

/** An entry is no longer than this, in UTF-16 units; what never closes is not searched to the end for each key. */
const longest = 200_000;

/** The object that begins at `start`, up to its own closing brace; undefined where it never closes. */
function objectAt(text: string, start: number): string | undefined {
	const token = /"(?:[^"\\\n]|\\.)*"|[{}]/g;
	token.lastIndex = start;
	let depth = 0;
	for (
		let found = token.exec(text);
		found !== null && found.index - start < longest;
		found = token.exec(text)
	) {
		depth += found[0] === '{' ? 1 : found[0] === '}' ? -1 : 0;
		if (depth === 0) {
			return text.slice(start, token.lastIndex);
		}
	}
	return undefined;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
