import { parseJson } from '../text/parseJson.ts';
import { sizeText, type PixelSize } from '../images/pixelSize.ts';
import { iconPurposes, type IconPurpose } from '../images/icons/drawIcon.ts';
import { predictionIdPattern } from '../addresses/predictionId.ts';
import { policy } from '../policy.ts';
import { conflictLine } from './conflictMarks.ts';
import { jsonFaultLine, jsonLine, lineAt } from './jsonLine.ts';
import { tooDeepAt } from './jsonTokens.ts';

/** The record's place, relative to its workspace folder. */
export const recordPath = '.vscode/image-assets.json';

/** The format version that this code reads and writes. */
const recordVersion = 1;

/** How one asset was made. Unknown fields are kept. */
export interface AssetEntry {
	/** Without the project's style. */
	prompt: string;
	style?: string | undefined;
	model: string;
	/** The input that was sent, without its prompt. */
	input: Record<string, unknown>;
	/** Workspace-relative POSIX paths, or https URLs. */
	references?: string[] | undefined;
	/** The images of the project's style that were sent, written like `references`. */
	styleReferences?: string[] | undefined;
	/** The first reference was edited, not merely used as a reference. */
	edited?: true | undefined;
	/** `WxH` in pixels, if the image was made to fit a size. */
	size?: string | undefined;
	credits: number;
	jobId: string;
	/** The service's own id, for its support team. */
	predictionId?: string | undefined;
	/** ISO 8601, UTC. */
	createdAt: string;
	/** Of the file's bytes, lower-case hex. */
	sha256: string;
	placeholder?: true | undefined;
	/** How it is drawn from that: an icon. */
	icon?: IconPurpose | undefined;
	/** Its background was removed. */
	cutOut?: true | undefined;
	/** The path of the image that this one shows in another size or format. */
	derivedFrom?: string | undefined;
	/** Where anyone can see it, if it was made public. */
	publicUrl?: string | undefined;
	/** An agent asked for it; otherwise, the user did. */
	by?: 'agent' | undefined;
	[field: string]: unknown;
}

/** Read only: the functions below return a changed copy. Unknown fields are kept. */
export interface AssetRecord {
	version: typeof recordVersion;
	/** By the asset's path, relative to the workspace folder, POSIX separators. */
	assets: Record<string, AssetEntry>;
	[field: string]: unknown;
}

/** Why a record file cannot be used. It is left as it is. */
export type RecordFault =
	| { code: 'notJson'; line: number }
	/** Git could not merge it; the line of the first mark. */
	| { code: 'conflict'; line: number }
	/** `path` is the field's, with dots. */
	| { code: 'invalid'; line: number; path: string }
	/** Its size exceeds the limit (`policy.record`). */
	| { code: 'tooLarge' }
	/** Its nesting exceeds the limit (`policy.record`). */
	| { code: 'tooDeep'; line: number }
	/** Written by a newer version of this extension. */
	| { code: 'newerVersion'; version: number };

export type RecordParsed = { ok: true; record: AssetRecord } | { ok: false; fault: RecordFault };

/** A single entry, or undefined for anything else. Inherited fields do not count. */
export function parseEntry(value: unknown): AssetEntry | undefined {
	return entryFault(value) === undefined ? (value as AssetEntry) : undefined;
}

/** The entry of a path; undefined if there is none. */
export function entryAt(record: AssetRecord, path: string): AssetEntry | undefined {
	return Object.hasOwn(record.assets, path) ? record.assets[path] : undefined;
}

export function emptyRecord(): AssetRecord {
	return { version: recordVersion, assets: {} };
}

/**
 * Parses the text of a record file. An empty one is an empty record. Takes time linear in the length of the text,
 * whatever it contains; never throws.
 */
export function parseRecord(content: string): RecordParsed {
	if (content.length > policy.record.bytes) {
		return { ok: false, fault: { code: 'tooLarge' } };
	}
	const text = content.replace(/^\ufeff/, '');
	if (text.trim() === '') {
		return { ok: true, record: emptyRecord() };
	}
	const deep = tooDeepAt(text, policy.record.depth);
	const value = deep === undefined ? parseJson(text) : undefined;
	if (value === undefined) {
		const conflict = conflictLine(text);
		if (conflict !== undefined) {
			return { ok: false, fault: { code: 'conflict', line: conflict } };
		}
		return deep === undefined
			? { ok: false, fault: { code: 'notJson', line: jsonFaultLine(text) ?? 1 } }
			: { ok: false, fault: { code: 'tooDeep', line: lineAt(text, deep) } };
	}
	if (isObject(value) && isNumber(value.version) && value.version > recordVersion) {
		return { ok: false, fault: { code: 'newerVersion', version: value.version } };
	}
	const path = recordFault(value);
	return path === undefined
		? { ok: true, record: value as AssetRecord }
		: { ok: false, fault: { code: 'invalid', line: jsonLine(text, path), path: path.join('.') } };
}

type Path = readonly (string | number)[];

/** The path of the first value that is invalid or missing; undefined if there is none. */
function recordFault(value: unknown): Path | undefined {
	if (!isObject(value) || !Object.hasOwn(value, 'version') || value.version !== recordVersion) {
		return isObject(value) ? ['version'] : [];
	}
	if (!Object.hasOwn(value, 'assets') || !isObject(value.assets)) {
		return ['assets'];
	}
	for (const [path, entry] of Object.entries(value.assets)) {
		const fault = path.length > policy.record.path ? [] : entryFault(entry);
		if (fault !== undefined) {
			return ['assets', path, ...fault];
		}
	}
	return undefined;
}

/** What each field of an entry may hold. An unknown field may hold anything. */
const fields: Readonly<Record<string, (value: unknown) => boolean>> = {
	prompt: isText,
	style: isText,
	model: isText,
	jobId: isText,
	predictionId: value => isText(value) && predictionIdPattern.test(value),
	input: isObject,
	references: value => Array.isArray(value) && value.every(isText),
	styleReferences: value => Array.isArray(value) && value.every(isText),
	size: value => isText(value) && /^[1-9]\d{0,4}x[1-9]\d{0,4}$/.test(value),
	edited: value => value === true,
	placeholder: value => value === true,
	cutOut: value => value === true,
	derivedFrom: isText,
	icon: value => iconPurposes.some(purpose => purpose === value),
	publicUrl: value => isText(value) && URL.canParse(value),
	credits: value => isNumber(value) && value >= 0,
	createdAt: value => isText(value) && isTime(value),
	sha256: value => isText(value) && /^[0-9a-f]{64}$/.test(value),
};
const required = ['prompt', 'model', 'jobId', 'input', 'credits', 'createdAt', 'sha256'] as const;

/** The same for an entry. */
function entryFault(entry: unknown): Path | undefined {
	if (!isObject(entry)) {
		return [];
	}
	const missing = required.find(name => !Object.hasOwn(entry, name));
	if (missing !== undefined) {
		return [missing];
	}
	for (const name of Object.keys(entry)) {
		const isAllowed = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (isAllowed?.(entry[name]) === false) {
			return [name];
		}
	}
	return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

/** `1e999` is read as infinity, which JSON cannot write. */
function isNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

/** ISO 8601 in UTC, seconds and their fraction as they like; a day that exists. */
function isTime(value: string): boolean {
	const [, day] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/.exec(value) ?? [];
	return day !== undefined && !isNaN(Date.parse(value)) && new Date(day).toISOString().startsWith(day);
}

const compareKeys = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** The same value with the keys of every object in it in code unit order. */
function sortKeys(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(sortKeys);
	}
	if (typeof value !== 'object' || value === null) {
		return value;
	}
	const entries = Object.entries(value).sort(compareKeys);
	return Object.fromEntries(entries.map(([key, each]) => [key, sortKeys(each)]));
}

/** The text of a record file: keys sorted, one line a field, indented by tabs, with a final newline. */
export function serializeRecord(record: AssetRecord): string {
	return `${JSON.stringify(sortKeys(record), undefined, '\t')}\n`;
}

/** One entry as the text of a record file writes it, at its beginning. */
export function serializeEntry(entry: AssetEntry): string {
	return JSON.stringify(sortKeys(entry), undefined, '\t');
}

/**
 * Adds an entry, or replaces the one at `path` (relative to the workspace folder). Unknown fields of the old one stay.
 */
export function setEntry(record: AssetRecord, path: string, entry: AssetEntry): AssetRecord {
	const unknownFields = Object.entries(entryAt(record, path) ?? {}).filter(
		([field]) => !Object.hasOwn(fields, field),
	);
	const kept = { ...Object.fromEntries(unknownFields), ...entry };
	return { ...record, assets: Object.fromEntries([...withoutPath(record, path), [path, kept]]) };
}

export function removeEntry(record: AssetRecord, path: string): AssetRecord {
	return { ...record, assets: Object.fromEntries(withoutPath(record, path)) };
}

/** An entry with its history of replaced images cut to what is kept (`policy.record`). */
export function shortenHistory(entry: AssetEntry): AssetEntry {
	const chain = [entry];
	for (
		let each = parseEntry(entry.previous);
		each !== undefined && chain.length < policy.record.previous;
		each = parseEntry(each.previous)
	) {
		chain.push(each);
	}
	return chain.map(({ previous: _, ...own }) => own).reduceRight((previous, own) => ({ ...own, previous }));
}

function withoutPath(record: AssetRecord, path: string): [string, AssetEntry][] {
	return Object.entries(record.assets).filter(([each]) => each !== path);
}

/** Whether an image still has the size that was asked for; nobody asks for that of an edit, which follows its source. */
export function hasSizeAsked({ edited, size: asked }: AssetEntry, size: PixelSize): boolean {
	return edited !== true && asked === sizeText(size);
}
