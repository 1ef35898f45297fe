import { posix } from 'node:path';
import { EventEmitter, Uri, workspace, type Event } from 'vscode';
import {
	emptyRecord,
	parseRecord,
	recordPath,
	type AssetEntry,
	type AssetRecord,
	type RecordFault,
} from '../../core/assets/assetRecord.ts';
import { isNotFound } from '../../core/assets/assetError.ts';
import { parentOf } from '../../core/assets/assetPath.ts';
import { confine } from '../../core/assets/confine.ts';
import { contentHash } from '../../core/assets/contentHash.ts';
import { confineEntries, confineEntry, staysInside } from '../../core/assets/recordPaths.ts';
import { spelledIn } from '../../core/assets/recordKeys.ts';
import { rewriteRecord } from '../../core/assets/rewriteRecord.ts';
import { salvageEntries } from '../../core/assets/salvageRecord.ts';
import { ignoresCase } from '../../core/assets/samePath.ts';
import { shorten } from '../../core/shorten.ts';
import { untrusted } from '../../core/assets/trustedFiles.ts';
import { withLock, type Leases } from '../../core/state/leases.ts';
import { readText, type StateFiles } from '../../core/state/stateFiles.ts';
import { UserError } from '../../core/userError.ts';
import { keepsRecord } from '../workspace/settings.ts';
import type { Log } from '../ui/log.ts';
import { keyOf, wayFrom } from '../workspace/places.ts';
import { filesOf } from './assetSink.ts';

/** Paths that are named in a line of the log. */
const mostLogged = 5;

/** A record as it was found. */
export interface FoundRecord {
	/** By the asset's path, relative to the workspace folder, which none of them leaves by its text. */
	readonly entries: ReadonlyMap<string, AssetEntry>;
	/** Why it is not whole; nothing is written into it then. */
	readonly problem?: UserError;
}

export type RecordChange = (record: AssetRecord, spelled: (path: string) => string) => AssetRecord;

/** How the images of each workspace folder were made: in its record file, or in the extension's own folder. */
export interface AssetRecords {
	/**
	 * Changes the record of a workspace folder. No other window changes it meanwhile, and what somebody wrote into
	 * it by hand stays. In a workspace that is not trusted nothing is.
	 *
	 * @param change gets the record, and a function for how the record spells an `assetPath`.
	 * @throws UserError where the file is damaged; it is left as it is. AssetError where it may not be written.
	 */
	change(folder: Uri, change: RecordChange): Promise<void>;
	/** What the record of a workspace folder says, as far as it can be read, and what is wrong with it. Never rejects. */
	read(folder: Uri): Promise<FoundRecord>;
	/** This window has changed the record of this workspace folder. */
	readonly onDidChange: Event<Uri>;
	/** The same of one file; undefined where there is none, or the record cannot be read. */
	entryOf(file: Uri): Promise<AssetEntry | undefined>;
}

export function createAssetRecords(state: StateFiles, leases: Leases, log: Pick<Log, 'warn'>): AssetRecords {
	const changed = new EventEmitter<Uri>();
	/** What was said last of the paths that were left out, by folder. */
	const told = new Map<string, string>();

	/** What the record says of paths stays in its folder; the rest is left out, and logged once. */
	function confined(folder: Uri, found: ReadonlyMap<string, AssetEntry>): ReadonlyMap<string, AssetEntry> {
		const { entries, dropped } = confineEntries(found);
		const some = dropped.slice(0, mostLogged).map(path => JSON.stringify(shorten(path, 200)));
		const text = `${dropped.length} paths that lead out of its folder are left out: ${some.join(', ')}`;
		if (dropped.length > 0 && told.get(keyOf(folder)) !== text) {
			told.set(keyOf(folder), text);
			log.warn(`${workspace.asRelativePath(fileOf(folder))}: ${text}`);
		}
		return entries;
	}

	const pathFor = (key: string) => `records/v1/${contentHash(key).slice(0, 32)}.json`;
	/** Where the record is kept of a folder that is to have none. */
	const ownPath = (folder: Uri) => pathFor(keyOf(folder));
	/** Where earlier versions kept it, which named it by how the window spells the folder. */
	const earlierPath = (folder: Uri) => pathFor(folder.toString());

	async function readOwn(folder: Uri): Promise<string | undefined> {
		return (await readText(state, ownPath(folder))) ?? readText(state, earlierPath(folder));
	}

	const readContent = (folder: Uri) => (keepsRecord(folder) ? readFile(folder) : readOwn(folder));

	async function readRecord(folder: Uri): Promise<{ text: string; record: AssetRecord }> {
		const text = await readContent(folder);
		const parsed = text === undefined ? { ok: true as const, record: emptyRecord() } : parseRecord(text);
		if (!parsed.ok) {
			throw damaged(folder, parsed.fault);
		}
		return { text: text ?? '', record: parsed.record };
	}

	async function writeRecord(folder: Uri, text: string): Promise<void> {
		if (!keepsRecord(folder)) {
			await state.write(ownPath(folder), text);
			return;
		}
		const { path } = fileOf(folder);
		const files = filesOf(folder);
		await confine(files, [folder.path], path);
		const bytes = new TextEncoder().encode(text);
		if ((await files.stat(path)) === undefined) {
			await files.createFolder(parentOf(path));
			if ((await files.publish(path, bytes)) === 'saved') {
				return;
			}
		}
		await files.replace(path, bytes);
	}

	return {
		change: (folder, change) =>
			withLock(leases, `locks/record-${contentHash(keyOf(folder)).slice(0, 32)}`, async () => {
				requireTrusted(folder);
				const { text, record: before } = await readRecord(folder);
				const paths = Object.keys(before.assets);
				const after = change(before, path => spelledIn(paths, path, foldsCase(folder)));
				if (after !== before) {
					await writeRecord(folder, rewriteRecord(text, before, after));
					changed.fire(folder);
				}
			}),
		onDidChange: changed.event,
		async read(folder) {
			let text: string | undefined;
			try {
				text = await readContent(folder);
			} catch (error) {
				const file = workspace.asRelativePath(fileOf(folder));
				return { entries: new Map(), problem: new UserError(`${file} cannot be read.`, undefined, error) };
			}
			const parsed = parseRecord(text ?? '');
			return parsed.ok
				? { entries: confined(folder, new Map(Object.entries(parsed.record.assets))) }
				: { entries: confined(folder, salvageEntries(text ?? '')), problem: damaged(folder, parsed.fault) };
		},
		async entryOf(file) {
			const folder = workspace.getWorkspaceFolder(file)?.uri;
			if (folder === undefined) {
				return undefined;
			}
			const path = assetPath(folder, file);
			const found = await readRecord(folder).catch(() => undefined);
			const entry = found && staysInside(path) ? entryFor(found.record, path, folder) : undefined;
			return entry && confineEntry(entry);
		},
	};
}

/** A file's key in the record: relative to its workspace folder, with `/` between segments. */
export function assetPath(folder: Uri, file: Uri): string {
	return wayFrom(folder, file) ?? posix.relative(folder.path, file.path);
}

/** The key of a file in a record that was read, as it is spelled there. */
export function keyFor(entries: ReadonlyMap<string, AssetEntry>, folder: Uri, file: Uri): string {
	return spelledIn([...entries.keys()], assetPath(folder, file), foldsCase(folder));
}

/** A record that was written on another system may spell the path of the same file otherwise. */
function entryFor({ assets }: AssetRecord, path: string, folder: Uri): AssetEntry | undefined {
	const spelled = spelledIn(Object.keys(assets), path, foldsCase(folder));
	return Object.hasOwn(assets, spelled) ? assets[spelled] : undefined;
}

const foldsCase = (folder: Uri): boolean => ignoresCase(folder.scheme, process.platform);

/** @throws AssetError; a record is kept for what is written in the workspace, and nothing is. */
function requireTrusted(folder: Uri): void {
	if (!workspace.isTrusted) {
		throw untrusted(fileOf(folder).path);
	}
}

function fileOf(folder: Uri): Uri {
	return Uri.joinPath(folder, recordPath);
}

async function readFile(folder: Uri): Promise<string | undefined> {
	try {
		return new TextDecoder().decode(await workspace.fs.readFile(fileOf(folder)));
	} catch (error) {
		if (isNotFound(error)) {
			return undefined;
		}
		throw error;
	}
}

function damaged(folder: Uri, fault: RecordFault): UserError {
	const file = workspace.asRelativePath(fileOf(folder));
	const step = {
		type: 'openFile',
		uri: fileOf(folder).toString(),
		line: 'line' in fault ? fault.line : 1,
	} as const;
	switch (fault.code) {
		case 'notJson':
			return new UserError(
				`${file} is not valid JSON (line ${fault.line}), so nothing was added to it.`,
				step,
			);
		case 'conflict':
			return new UserError(
				`${file} has a merge conflict (line ${fault.line}), so nothing was added to it.`,
				step,
			);
		case 'invalid':
			return new UserError(
				`${file} cannot be read: "${fault.path}" in line ${fault.line} is not what it should be. Nothing was added to it.`,
				step,
			);
		case 'newerVersion':
			return new UserError(
				`${file} was written by a newer version of Image Assets, so nothing was added to it.`,
				step,
			);
	}
}
