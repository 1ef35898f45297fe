import type { Uri } from 'vscode';
import { setEntry, type AssetEntry } from '../../core/assets/assetRecord.ts';
import type { Services } from '../services.ts';
import { assetPath, type RecordChange } from '../storage/assetRecords.ts';
import { reportError } from '../ui/messages.ts';

/** Changes a folder's record. If the record can't be written, reports it and carries on: the files are what counts. */
export async function changeRecord(services: Services, folder: Uri, change: RecordChange): Promise<void> {
	try {
		await services.records.change(folder, change);
	} catch (error) {
		reportError(services.log, error);
	}
}

/** Adds or replaces one entry in a folder's record. */
export function recordEntry(services: Services, folder: Uri, file: Uri, entry: AssetEntry): Promise<void> {
	return changeRecord(services, folder, (record, spelled) =>
		setEntry(record, spelled(assetPath(folder, file)), entry),
	);
}
