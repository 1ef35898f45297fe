import { posix } from 'node:path';
import { EventEmitter, l10n, Uri, workspace } from 'vscode';
import {
	parseRecord,
	recordPath,
	type AssetEntry,
	type AssetRecord,
	type RecordFault,
	type RecordParsed,
} from '../../core/assets/assetRecord.ts';
import { parentOf } from '../../core/assets/assetPath.ts';
import { confine } from '../../core/assets/confine.ts';
import { contentHash } from '../../core/images/contentHash.ts';
import { confineEntries, confineEntry, staysInside } from '../../core/assets/recordPaths.ts';
import { spelledIn } from '../../core/assets/recordKeys.ts';
import { rewriteRecord } from '../../core/assets/rewriteRecord.ts';
import { salvageEntries } from '../../core/assets/salvageRecord.ts';
import { ignoresCase } from '../../core/assets/samePath.ts';
import { untrusted } from '../../core/assets/trustedFiles.ts';
import { policy } from '../../core/policy.ts';
import { cleanLine } from '../../core/text/cleanText.ts';
import { shorten } from '../../core/text/shorten.ts';
import { withLock, type Leases } from '../../core/state/leases.ts';
import { readText, type StateFiles } from '../../core/state/stateFiles.ts';
import { storageKinds } from '../../core/state/storageKinds.ts';
import { UserError } from '../../core/userError.ts';
import { keepsRecord } from '../workspace/settings.ts';
import type { Log } from '../ui/log.ts';
import { keyOf, pathFrom } from '../workspace/places.ts';
import { filesOf } from './assetSink.ts';
import { readUriWithin, tooLarge } from './readUriWithin.ts';
import { bytesText } from '../texts/units.ts';

/** The most paths that one line of the log names. */
const maxLogged = 5;

/** A record as it was read. */
interface FoundRecord {
	/** By the asset's path, relative to the workspace folder. No path leads out of it textually. */
	readonly entries: ReadonlyMap<string, AssetEntry>;
	/** Why it is incomplete; nothing is written to it then. */
	readonly problem?: UserError;
}

export type RecordChange = (record: AssetRecord, spelled: (path: string) => string) => AssetRecord;

export type AssetRecords = ReturnType<typeof createAssetRecords>;

/** How often reading a record marks it as in use, in milliseconds. */
const touchEvery = 24 * 60 * 60 * 1000;

/** How the images of each workspace folder were made: in its record file, or in the extension's own folder. */
export function createAssetRecords(state: StateFiles, leases: Leases, log: Pick<Log, 'warn'>) {
	const changed = new EventEmitter<Uri>();
	const created = new EventEmitter<Uri>();
	/** The last line logged about paths that were left out, by folder. */
	const loggedByFolder = new Map<string, string>();

	/** Drops entries whose paths lead out of the folder, and logs that once. */
	function confined(folder: Uri, found: ReadonlyMap<string, AssetEntry>): ReadonlyMap<string, AssetEntry> {
		const { entries, dropped } = confineEntries(found);
		const some = dropped.slice(0, maxLogged).map(path => JSON.stringify(shorten(path, 200)));
		// eslint-disable-next-line texts/localized -- for the log
		const text = `${dropped.length} paths that lead out of its folder are left out: ${some.join(', ')}`;
		if (dropped.length > 0 && loggedByFolder.get(keyOf(folder)) !== text) {
			loggedByFolder.set(keyOf(folder), text);
			log.warn(`${workspace.asRelativePath(fileOf(folder))}: ${text}`);
		}
		return entries;
	}

	const pathFor = (key: string) => `${storageKinds.record.folder}/${contentHash(key).slice(0, 32)}.json`;
	/** Where the record of a folder without a record file is kept. */
	const ownPath = (folder: Uri) => pathFor(keyOf(folder));
	/** Where earlier versions kept it: they used the folder's spelling in the window. */
	const earlierPath = (folder: Uri) => pathFor(folder.toString());

	/** Folders whose record was reported as too large. */
	const reportedTooLarge = new Set<string>();

	/** Reading counts as use: the record is then kept as long as if it were written now. */
	async function readOwn(path: string): Promise<string | undefined> {
		const text = await readText(state, path);
		const at = await state.touchedAt(path);
		if (at !== undefined && Date.now() - at > touchEvery) {
			await state.touch(path, Date.now()).catch(() => undefined);
		}
		return text;
	}

	async function readRecord(folder: Uri): Promise<{ text: string; parsed: RecordParsed }> {
		const text = keepsRecord(folder)
			? await readRecordFile(folder)
			: ((await readOwn(ownPath(folder))) ?? (await readOwn(earlierPath(folder))));
		return text === tooLarge
			? { text: '', parsed: { ok: false, fault: { code: 'tooLarge' } } }
			: { text: text ?? '', parsed: parseRecord(text ?? '') };
	}

	/** Throws the first time that a folder's record is too large. */
	function throwTooLargeOnce(folder: Uri): void {
		if (!reportedTooLarge.has(keyOf(folder))) {
			reportedTooLarge.add(keyOf(folder));
			throw damaged(folder, { code: 'tooLarge' });
		}
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
				created.fire(folder);
				return;
			}
		}
		await files.replace(path, bytes);
	}

	/** Runs a task while no other window changes the record of a folder. */
	function alone(folder: Uri, task: () => Promise<void>): Promise<void> {
		return withLock(leases, `locks/record-${contentHash(keyOf(folder)).slice(0, 32)}`, task);
	}

	return {
		/** This window created the record file of this workspace folder. */
		onDidCreate: created.event,
		/**
		 * Moves the record of a workspace folder from its file into the extension's own folder, for when the workspace
		 * should contain none.
		 */
		moveOut: (folder: Uri): Promise<void> =>
			alone(folder, async () => {
				const text = await readRecordFile(folder);
				if (typeof text === 'string') {
					await state.write(ownPath(folder), text);
					await filesOf(folder).remove(fileOf(folder).path);
					changed.fire(folder);
				}
			}),
		/**
		 * Changes the record of a workspace folder. No other window changes it meanwhile, and edits by hand stay.
		 *
		 * @param change gets the record, and a function that spells an `assetPath` like the record does.
		 * @throws UserError if the file is damaged; it stays as it is. AssetError if it may not be written, as in an
		 *   untrusted workspace.
		 */
		change: (folder: Uri, change: RecordChange): Promise<void> =>
			alone(folder, async () => {
				requireTrusted(folder);
				const { text, parsed } = await readRecord(folder);
				if (!parsed.ok) {
					if (parsed.fault.code === 'tooLarge') {
						throwTooLargeOnce(folder);
						return;
					}
					throw damaged(folder, parsed.fault);
				}
				const before = parsed.record;
				const paths = Object.keys(before.assets);
				const after = change(before, path => spelledIn(paths, path, foldsCase(folder)));
				if (after === before) {
					return;
				}
				const changedText = rewriteRecord(text, before, after);
				// Don't write what could not be read again.
				if (Buffer.byteLength(changedText) > policy.record.bytes) {
					throwTooLargeOnce(folder);
					return;
				}
				reportedTooLarge.delete(keyOf(folder));
				await writeRecord(folder, changedText);
				changed.fire(folder);
			}),
		/** This window changed the record of this workspace folder. */
		onDidChange: changed.event,
		/** A workspace folder's record as far as it can be read, and what is wrong with it. Never rejects. */
		async read(folder: Uri): Promise<FoundRecord> {
			try {
				const { text, parsed } = await readRecord(folder);
				return parsed.ok
					? { entries: confined(folder, new Map(Object.entries(parsed.record.assets))) }
					: {
							entries: confined(folder, salvageEntries(text)),
							problem: damaged(folder, parsed.fault),
						};
			} catch (error) {
				const file = workspace.asRelativePath(fileOf(folder));
				return {
					entries: new Map(),
					problem: new UserError(l10n.t("{0} can't be read.", file), undefined, error),
				};
			}
		},
		/** One file's entry; undefined if there is none, or the record can't be read. */
		async entryOf(file: Uri): Promise<AssetEntry | undefined> {
			const folder = workspace.getWorkspaceFolder(file)?.uri;
			if (folder === undefined) {
				return undefined;
			}
			const path = assetPath(folder, file);
			const parsed = (await readRecord(folder).catch(() => undefined))?.parsed;
			const entry =
				parsed?.ok === true && staysInside(path) ? entryFor(parsed.record, path, folder) : undefined;
			return entry && confineEntry(entry);
		},
	};
}

/** A file's key in the record: relative to its workspace folder, with `/` between segments. */
export function assetPath(folder: Uri, file: Uri): string {
	return pathFrom(folder, file) ?? posix.relative(folder.path, file.path);
}

/** A file's key in a record that was read, as it is spelled there. */
export function keyFor(entries: ReadonlyMap<string, AssetEntry>, folder: Uri, file: Uri): string {
	return spelledIn([...entries.keys()], assetPath(folder, file), foldsCase(folder));
}

/** A record written on another system may spell the same path differently. */
function entryFor({ assets }: AssetRecord, path: string, folder: Uri): AssetEntry | undefined {
	const spelled = spelledIn(Object.keys(assets), path, foldsCase(folder));
	return Object.hasOwn(assets, spelled) ? assets[spelled] : undefined;
}

const foldsCase = (folder: Uri): boolean => ignoresCase(folder.scheme, process.platform);

/** @throws AssetError in an untrusted workspace, where nothing is written that a record could describe. */
function requireTrusted(folder: Uri): void {
	if (!workspace.isTrusted) {
		throw untrusted(fileOf(folder).path);
	}
}

function fileOf(folder: Uri): Uri {
	return Uri.joinPath(folder, recordPath);
}

async function readRecordFile(folder: Uri): Promise<string | typeof tooLarge | undefined> {
	const bytes = await readUriWithin(fileOf(folder), policy.record.bytes);
	return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : bytes;
}

function damaged(folder: Uri, fault: RecordFault): UserError {
	const uri = fileOf(folder);
	const line = 'line' in fault ? fault.line : 1;
	return new UserError(faultText(workspace.asRelativePath(uri), fault), {
		type: 'openFile',
		uri: uri.toString(),
		line,
	});
}

function faultText(file: string, fault: RecordFault): string {
	switch (fault.code) {
		case 'notJson':
			return l10n.t("{0} isn't valid JSON (line {1}), so nothing was added to it.", file, fault.line);
		case 'conflict':
			return l10n.t('{0} has a merge conflict (line {1}), so nothing was added to it.', file, fault.line);
		case 'invalid':
			return l10n.t(
				'{0} has a wrong value at "{1}" (line {2}), so nothing was added to it.',
				file,
				shorten(cleanLine(fault.path), 100),
				fault.line,
			);
		case 'tooLarge':
			return l10n.t(
				"{0} is larger than {1}, so it isn't read and nothing is added to it.",
				file,
				bytesText(policy.record.bytes),
			);
		case 'tooDeep':
			return l10n.t('{0} is nested too deeply (line {1}), so nothing was added to it.', file, fault.line);
		case 'newerVersion':
			return l10n.t('{0} was written by a newer version of Image Assets, so nothing was added to it.', file);
	}
}
