import type { Uri } from 'vscode';
import { entryAt, removeEntry, setEntry, type AssetEntry } from '../../core/assets/assetRecord.ts';
import type { Services } from '../services.ts';
import { assetPath, type RecordChange } from '../storage/assetRecords.ts';

/** Changes a folder's record. If the record can't be written, reports it and carries on: the files are what counts. */
export async function changeRecord(services: Services, folder: Uri, change: RecordChange): Promise<void> {
	try {
		await services.records.change(folder, change);
	} catch (error) {
		services.reportError(error);
	}
}

/** Adds or replaces one entry in a folder's record. */
export function recordEntry(services: Services, folder: Uri, file: Uri, entry: AssetEntry): Promise<void> {
	return changeRecord(services, folder, (record, spelled) =>
		setEntry(record, spelled(assetPath(folder, file)), entry),
	);
}

/** Like `recordEntry`. Resolves to a function that restores what the record had there before, if it still has the entry. */
export async function recordEntryUndoably(
	services: Services,
	folder: Uri,
	file: Uri,
	entry: AssetEntry,
): Promise<() => Promise<void>> {
	let path = assetPath(folder, file);
	let before: AssetEntry | undefined;
	await changeRecord(services, folder, (record, spelled) => {
		path = spelled(path);
		before = entryAt(record, path);
		return setEntry(record, path, entry);
	});
	return () =>
		changeRecord(services, folder, record => {
			if (entryAt(record, path)?.sha256 !== entry.sha256) {
				return record;
			}
			return before === undefined ? removeEntry(record, path) : setEntry(record, path, before);
		});
}
