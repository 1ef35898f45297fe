import * as z from 'zod/mini';
import { predictionIdPattern, predictionIdSchema } from '../api/prediction.ts';
import { conflictLine } from './conflictMarks.ts';
import { jsonFaultLine, jsonLine } from './jsonLine.ts';

/** The record's place, relative to its workspace folder. */
export const recordPath = '.vscode/image-assets.json';

/** The version of the format that is read and written here. */
const recordVersion = 1;

const sizePattern = /^[1-9]\d{0,4}x[1-9]\d{0,4}$/;

const entrySchema = z.looseObject({
	/** Without the project's style. */
	prompt: z.string(),
	style: z.optional(z.string()),
	model: z.string(),
	/** The input that was sent, without its prompt. */
	input: z.record(z.string(), z.unknown()),
	/** Workspace-relative POSIX paths, or https URLs. */
	references: z.optional(z.array(z.string())),
	/** `WxH` in pixels, where the image was brought to a size. */
	size: z.optional(z.string().check(z.regex(sizePattern))),
	credits: z.number().check(z.nonnegative()),
	jobId: z.string(),
	/** The service's own id, by which its support finds it. */
	predictionId: z.optional(predictionIdSchema),
	/** ISO 8601, UTC. */
	createdAt: z.iso.datetime(),
	/** Of the file's bytes, lower-case hex. */
	sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
	placeholder: z.optional(z.literal(true)),
	/** The path of the image that this one shows in another size or format. */
	derivedFrom: z.optional(z.string()),
	/** Where anyone can see it, if it was made so. */
	publicUrl: z.optional(z.url()),
});

const recordSchema = z.looseObject({
	version: z.literal(recordVersion),
	/** By the asset's path, relative to the workspace folder, POSIX separators. */
	assets: z.record(z.string(), entrySchema),
});

/** How one asset was made. Fields that are not known here are kept. */
export type AssetEntry = z.infer<typeof entrySchema>;

/** Read only: the functions below return a changed copy. Fields that are not known here are kept. */
export type AssetRecord = z.infer<typeof recordSchema>;

/** Why a record file cannot be used. It is left as it is. */
export type RecordFault =
	| { code: 'notJson'; line: number }
	/** Git could not merge it; the line of the first mark. */
	| { code: 'conflict'; line: number }
	/** `path` is the field's, with dots. */
	| { code: 'invalid'; line: number; path: string; message: string }
	/** Written by a newer version of this extension. */
	| { code: 'newerVersion'; version: number };

export type RecordParsed = { ok: true; record: AssetRecord } | { ok: false; fault: RecordFault };

/** An entry by itself, or undefined for something else. */
export function parseEntry(value: unknown): AssetEntry | undefined {
	return entrySchema.safeParse(value).data;
}

export function emptyRecord(): AssetRecord {
	return { version: recordVersion, assets: {} };
}

function parseJson(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

/** The text of a record file. An empty one is an empty record. */
export function parseRecord(content: string): RecordParsed {
	const text = content.replace(/^\ufeff/, '');
	if (text.trim() === '') {
		return { ok: true, record: emptyRecord() };
	}
	const json = parseJson(text);
	if (json === undefined) {
		const conflict = conflictLine(text);
		if (conflict !== undefined) {
			return { ok: false, fault: { code: 'conflict', line: conflict } };
		}
		return { ok: false, fault: { code: 'notJson', line: jsonFaultLine(text) ?? 1 } };
	}
	const newer = z.looseObject({ version: z.number().check(z.gt(recordVersion)) }).safeParse(json.value);
	if (newer.success) {
		return { ok: false, fault: { code: 'newerVersion', version: newer.data.version } };
	}
	if (isPlainRecord(json.value)) {
		return { ok: true, record: json.value };
	}
	const parsed = recordSchema.safeParse(json.value);
	if (parsed.success) {
		return { ok: true, record: parsed.data };
	}
	const [issue] = parsed.error.issues;
	const path = issue?.path ?? [];
	const message = issue?.message ?? 'invalid';
	return { ok: false, fault: { code: 'invalid', line: jsonLine(text, path), path: path.join('.'), message } };
}

/** What the schema accepts, as far as a record is just what is written here: thousands of entries at a glance. */
function isPlainRecord(value: unknown): value is AssetRecord {
	if (!isObject(value) || value.version !== recordVersion || !isObject(value.assets)) {
		return false;
	}
	return Object.values(value.assets).every(isPlainEntry);
}

const fields: Readonly<Record<string, (value: unknown) => boolean>> = {
	prompt: isText,
	style: isText,
	model: isText,
	jobId: isText,
	predictionId: value => isText(value) && predictionIdPattern.test(value),
	input: isObject,
	references: value => Array.isArray(value) && value.every(isText),
	size: value => isText(value) && sizePattern.test(value),
	placeholder: value => value === true,
	publicUrl: value => isText(value) && /^https?:\/\/[\w.-]+\/[\w./-]*$/.test(value),
	credits: value => typeof value === 'number' && value >= 0,
	createdAt: value =>
		isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !isNaN(Date.parse(value)),
	sha256: value => isText(value) && /^[0-9a-f]{64}$/.test(value),
};
const required = ['prompt', 'model', 'jobId', 'input', 'credits', 'createdAt', 'sha256'] as const;

/** What is not known here may be anything, as in the schema. */
function isPlainEntry(entry: unknown): boolean {
	return (
		isObject(entry) &&
		required.every(name => Object.hasOwn(entry, name)) &&
		Object.keys(entry).every(name => fields[name]?.(entry[name]) ?? true)
	);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
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

/** One entry as it stands in the text of a record file, at its beginning. */
export function serializeEntry(entry: AssetEntry): string {
	return JSON.stringify(sortKeys(entry), undefined, '\t');
}

/**
 * Adds an entry, or replaces the one at `path` (relative to the workspace folder). Fields of the old one that
 * are not known here stay.
 */
export function setEntry(record: AssetRecord, path: string, entry: AssetEntry): AssetRecord {
	const unknownFields = Object.entries(record.assets[path] ?? {}).filter(
		([field]) => !Object.hasOwn(entrySchema.shape, field),
	);
	const kept = { ...Object.fromEntries(unknownFields), ...entry };
	return { ...record, assets: Object.fromEntries([...withoutPath(record, path), [path, kept]]) };
}

export function removeEntry(record: AssetRecord, path: string): AssetRecord {
	return { ...record, assets: Object.fromEntries(withoutPath(record, path)) };
}

/** Moves an entry, with all its fields, to the path that its file has now; no entry, no change. */
export function moveEntry(record: AssetRecord, from: string, to: string): AssetRecord {
	const entry = record.assets[from];
	return entry === undefined ? record : setEntry(removeEntry(record, from), to, entry);
}

function withoutPath(record: AssetRecord, path: string): [string, AssetEntry][] {
	return Object.entries(record.assets).filter(([each]) => each !== path);
}

/** The paths whose entries have this hash: where a file that was moved is found again. */
export function pathsOfHash(record: AssetRecord, sha256: string): string[] {
	return Object.entries(record.assets)
		.filter(([, entry]) => entry.sha256 === sha256)
		.map(([path]) => path);
}
