import { Uri, workspace } from 'vscode';
import { removeEntry, setEntry, type AssetEntry, type AssetRecord } from '../../core/assets/assetRecord.ts';
import type { Job, SavedImage } from '../../core/jobs/job.ts';
import { entryOf } from '../../core/jobs/recordEntry.ts';
import type { Services } from '../services.ts';
import { assetPath } from '../storage/assetRecords.ts';
import { reportError } from '../ui/messages.ts';

/**
 * Notes down in the record how a saved image was made. The image is there either way: a record that cannot be
 * written is told of, and in the way of nothing.
 */
export async function recordImage(services: Services, { intent }: Job, image: SavedImage): Promise<void> {
	const file = Uri.parse(image.uri, true);
	const folder = workspace.getWorkspaceFolder(file)?.uri;
	if (folder === undefined) {
		return;
	}
	try {
		const entry = entryOf(intent, image, []);
		await services.records.change(folder, record => setEntry(record, assetPath(folder, file), entry));
	} catch (error) {
		reportError(services.log, error);
	}
}

/** Takes a file's entry out of the record; the returned function puts it back. */
export async function forgetImage(services: Services, file: Uri): Promise<() => Promise<void>> {
	const folder = workspace.getWorkspaceFolder(file)?.uri;
	if (folder === undefined) {
		return () => Promise.resolve();
	}
	const path = assetPath(folder, file);
	let entry: AssetEntry | undefined;
	const change = async (task: (record: AssetRecord) => AssetRecord) => {
		try {
			await services.records.change(folder, task);
		} catch (error) {
			reportError(services.log, error);
		}
	};
	await change(record => {
		entry = record.assets[path];
		return removeEntry(record, path);
	});
	return () => change(record => (entry === undefined ? record : setEntry(record, path, entry)));
}
