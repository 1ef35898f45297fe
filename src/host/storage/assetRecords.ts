import { EventEmitter, Uri, workspace, type Event } from 'vscode';
import {
	entryAt,
	parseRecord,
	recordPath,
	type AssetEntry,
	type AssetRecord,
	type RecordFault,
	type RecordParsed,
} from '../../core/assets/assetRecord.ts';
import { parentOf } from '../../core/assets/assetPath.ts';
import { confine } from '../../core/assets/confine.ts';
import { contentHash } from '../../core/assets/contentHash.ts';
import { rewriteRecord } from '../../core/assets/rewriteRecord.ts';
import { salvageEntries } from '../../core/assets/salvageRecord.ts';
import { policy } from '../../core/jobs/policy.ts';
import { createSystemClock } from '../../core/jobs/systemClock.ts';
import { cleanLine } from '../../core/prompts/cleanText.ts';
import { shorten } from '../../core/shorten.ts';
import { withLock, type Leases } from '../../core/state/leases.ts';
import { readText, type StateFiles } from '../../core/state/stateFiles.ts';
import { storageKinds } from '../../core/state/storageKinds.ts';
import { sweepPartsBeside } from '../../core/state/sweepState.ts';
import { UserError } from '../../core/userError.ts';
import { keepsRecord } from '../workspace/settings.ts';
import { filesOf, folderPaths } from './assetSink.ts';
import { diskState } from './diskState.ts';
import { tooLarge } from './readFileWithin.ts';
import { readUriWithin } from './readUriWithin.ts';

/** A record as it was found. */
export interface FoundRecord {
	/** By the asset's path, relative to the workspace folder. */
	readonly entries: ReadonlyMap<string, AssetEntry>;
	/** Why it is not whole; nothing is written into it then. */
	readonly problem?: UserError;
}

/** How the images of each workspace folder were made: in its record file, or in the extension's own folder. */
export interface AssetRecords {
	/**
	 * Changes the record of a workspace folder. No other window changes it meanwhile, and what somebody wrote into
	 * it by hand stays.
	 *
	 * @throws UserError where the file is damaged; it is left as it is.
	 */
	change(folder: Uri, change: (record: AssetRecord) => AssetRecord): Promise<void>;
	/** What the record of a workspace folder says, as far as it can be read, and what is wrong with it. Never rejects. */
	read(folder: Uri): Promise<FoundRecord>;
	/** This window has changed the record of this workspace folder. */
	readonly onDidChange: Event<Uri>;
	/** The entry of a file; undefined where there is none, or the record cannot be read. */
	entryOf(file: Uri): Promise<AssetEntry | undefined>;
}

/** How often it is noted that a record is in use; milliseconds. */
const touchEvery = 24 * 60 * 60 * 1000;

export function createAssetRecords(state: StateFiles, leases: Leases): AssetRecords {
	const changed = new EventEmitter<Uri>();
	/** Where the record is kept of a folder that is to have none. */
	const ownPath = (folder: Uri) =>
		`${storageKinds.record.folder}/${contentHash(folder.toString()).slice(0, 32)}.json`;

	/** Folders of whose record it was told that it is too large. */
	const told = new Set<string>();

	/** What is read is in use: it is kept as long as what was written now. */
	async function readOwn(path: string): Promise<string | undefined> {
		const text = await readText(state, path);
		const at = await state.touchedAt(path);
		if (at !== undefined && Date.now() - at > touchEvery) {
			await state.touch(path, Date.now()).catch(() => undefined);
		}
		return text;
	}

	async function readRecord(folder: Uri): Promise<{ text: string; parsed: RecordParsed }> {
		const text = keepsRecord(folder) ? await readFile(folder) : await readOwn(ownPath(folder));
		return text === tooLarge
			? { text: '', parsed: { ok: false, fault: { code: 'tooLarge' } } }
			: { text: text ?? '', parsed: parseRecord(text ?? '') };
	}

	/** Throws for a record that is too large, but for the second time. */
	function tellTooLarge(folder: Uri): void {
		if (!told.has(folder.toString())) {
			told.add(folder.toString());
			throw damaged(folder, { code: 'tooLarge' });
		}
	}

	async function writeRecord(folder: Uri, text: string): Promise<void> {
		if (!keepsRecord(folder)) {
			await state.write(ownPath(folder), text);
			return;
		}
		const file = fileOf(folder);
		await confine(filesOf(folder), folderPaths(folder), file.path);
		if (folder.scheme === 'file') {
			const files = diskState(folder.fsPath, { clock: createSystemClock() });
			await files.write(recordPath, text);
			await sweepPartsBeside(files, parentOf(recordPath), Date.now()).catch(() => undefined);
		} else {
			await workspace.fs.writeFile(file, new TextEncoder().encode(text));
		}
	}

	return {
		change: (folder, change) =>
			withLock(leases, `locks/record-${contentHash(folder.toString()).slice(0, 32)}`, async () => {
				const { text, parsed } = await readRecord(folder);
				if (!parsed.ok) {
					if (parsed.fault.code === 'tooLarge') {
						tellTooLarge(folder);
						return;
					}
					throw damaged(folder, parsed.fault);
				}
				const before = parsed.record;
				const after = change(before);
				if (after === before) {
					return;
				}
				const changedText = rewriteRecord(text, before, after);
				// What could not be read again is not written either.
				if (Buffer.byteLength(changedText) > policy.record.bytes) {
					tellTooLarge(folder);
					return;
				}
				told.delete(folder.toString());
				await writeRecord(folder, changedText);
				changed.fire(folder);
			}),
		onDidChange: changed.event,
		async read(folder) {
			try {
				const { text, parsed } = await readRecord(folder);
				return parsed.ok
					? { entries: new Map(Object.entries(parsed.record.assets)) }
					: { entries: salvageEntries(text), problem: damaged(folder, parsed.fault) };
			} catch (error) {
				const file = workspace.asRelativePath(fileOf(folder));
				return { entries: new Map(), problem: new UserError(`${file} cannot be read.`, undefined, error) };
			}
		},
		async entryOf(file) {
			const folder = workspace.getWorkspaceFolder(file)?.uri;
			if (folder === undefined) {
				return undefined;
			}
			const parsed = (await readRecord(folder).catch(() => undefined))?.parsed;
			return parsed?.ok === true ? entryAt(parsed.record, assetPath(folder, file)) : undefined;
		},
	};
}

/** A file's key in the record: relative to its workspace folder, with `/` between segments. */
export function assetPath(folder: Uri, file: Uri): string {
	return file.path.slice(folder.path.replace(/\/$/, '').length + 1);
}

function fileOf(folder: Uri): Uri {
	return Uri.joinPath(folder, recordPath);
}

async function readFile(folder: Uri): Promise<string | typeof tooLarge | undefined> {
	const bytes = await readUriWithin(fileOf(folder), policy.record.bytes);
	return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : bytes;
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
				`${file} cannot be read: "${shorten(cleanLine(fault.path), 100)}" in line ${fault.line} is not what it should be. Nothing was added to it.`,
				step,
			);
		case 'tooLarge':
			return new UserError(
				`${file} is larger than ${policy.record.bytes / 1024 / 1024} MiB, so it is not read, and nothing is added to it.`,
				step,
			);
		case 'tooDeep':
			return new UserError(
				`${file} has too many brackets within brackets (line ${fault.line}), so nothing was added to it.`,
				step,
			);
		case 'newerVersion':
			return new UserError(
				`${file} was written by a newer version of Image Assets, so nothing was added to it.`,
				step,
			);
	}
}
