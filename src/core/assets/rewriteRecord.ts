import { serializeEntry, serializeRecord, type AssetEntry, type AssetRecord } from './assetRecord.ts';

/** With more changes than this, the whole record is written. */
const mostSplices = 50;

/**
 * The text of a record after a change. If the text before is formatted like ours, only the changed entries are
 * rewritten, and everything else stays as it is, byte for byte: a record may have thousands.
 *
 * @param before what `text` says; an entry that is the same object in both is taken to be unchanged.
 */
export function rewriteRecord(text: string, before: AssetRecord, after: AssetRecord): string {
	const { assets: oldAssets, ...oldRest } = before;
	const { assets: newAssets, ...newRest } = after;
	const isElsewhere = JSON.stringify(oldRest) !== JSON.stringify(newRest);
	const changes = isElsewhere ? undefined : changesOf(oldAssets, newAssets);
	if (changes === undefined) {
		return serializeRecord(after);
	}
	let result = text;
	const keys = Object.keys(oldAssets);
	for (const [path, entry] of changes) {
		const next = splice(result, keys, path, entry);
		if (next === undefined) {
			return serializeRecord(after);
		}
		result = next;
	}
	return result;
}

/** The changes by path, with undefined for a removed entry; undefined if there are too many. */
function changesOf(
	before: AssetRecord['assets'],
	after: AssetRecord['assets'],
): ReadonlyMap<string, AssetEntry | undefined> | undefined {
	const changes = new Map<string, AssetEntry | undefined>();
	for (const [path, entry] of Object.entries(after)) {
		if (before[path] !== entry) {
			changes.set(path, entry);
		}
	}
	for (const path of Object.keys(before)) {
		if (!Object.hasOwn(after, path)) {
			changes.set(path, undefined);
		}
	}
	return changes.size > mostSplices ? undefined : changes;
}

const open = '\n\t"assets": {\n';
const head = (path: string) => `\n\t\t${JSON.stringify(path)}: {\n`;
const close = '\n\t\t}';

/** The text with one entry changed; undefined if its place cannot be determined. `keys` is kept up to date. */
function splice(
	text: string,
	keys: string[],
	path: string,
	entry: AssetEntry | undefined,
): string | undefined {
	const known = keys.indexOf(path);
	if (known !== -1) {
		const start = onlyIndexOf(text, head(path));
		const end = start === undefined ? -1 : text.indexOf(close, start);
		if (start === undefined || end === -1) {
			return undefined;
		}
		if (entry !== undefined) {
			return text.slice(0, start) + entryText(path, entry) + text.slice(end + close.length);
		}
		keys.splice(known, 1);
		return remove(text, start, end + close.length);
	}
	if (entry === undefined || keys.length === 0) {
		return undefined;
	}
	const at = keys.findIndex(key => key > path);
	const isSorted = at === -1 ? (keys.at(-1) ?? '') < path : (keys[at - 1] ?? '') < path;
	if (!isSorted) {
		return undefined;
	}
	const neighbor = keys.at(at);
	if (neighbor === undefined) {
		return undefined;
	}
	const start = onlyIndexOf(text, head(neighbor));
	if (start === undefined) {
		return undefined;
	}
	if (at !== -1) {
		keys.splice(at, 0, path);
		return `${text.slice(0, start)}${entryText(path, entry)},${text.slice(start)}`;
	}
	const end = text.indexOf(close, start);
	if (end === -1 || !text.startsWith('\n\t}', end + close.length)) {
		return undefined;
	}
	keys.push(path);
	const after = end + close.length;
	return `${text.slice(0, after)},${entryText(path, entry)}${text.slice(after)}`;
}

/** Removes an entry with its comma: its own, or that of the entry before if it was the last. */
function remove(text: string, start: number, end: number): string | undefined {
	if (text[end] === ',') {
		return text.slice(0, start) + text.slice(end + 1);
	}
	return text[start - 1] === ',' ? text.slice(0, start - 1) + text.slice(end) : undefined;
}

function entryText(path: string, entry: AssetEntry): string {
	return `${head(path).slice(0, -1)}${serializeEntry(entry).slice(1).replaceAll('\n', '\n\t\t')}`;
}

/** Where a line begins that occurs once after the head of the assets; a string in JSON has no line break. */
function onlyIndexOf(text: string, line: string): number | undefined {
	const start = text.indexOf(line, Math.max(0, text.indexOf(open)));
	return start === -1 || text.includes(line, start + line.length - 1) ? undefined : start;
}
