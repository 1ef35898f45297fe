import { Uri, workspace } from 'vscode';
import { entryAt, removeEntry, setEntry, type AssetEntry } from '../../core/assets/assetRecord.ts';
import type { Job, Intent, SavedImage } from '../../core/jobs/job.ts';
import { entryOf } from '../../core/jobs/recordEntry.ts';
import type { Services } from '../services.ts';
import { assetPath, type RecordChange } from '../storage/assetRecords.ts';
import { reportError } from '../ui/messages.ts';
import { belongsTo } from '../workspace/places.ts';

/**
 * Notes down in the record how a saved image was made. The image is there either way: a record that cannot be
 * written is told of, and in the way of nothing.
 */
export async function recordImage(services: Services, job: Job, image: SavedImage): Promise<void> {
	const file = Uri.parse(image.uri, true);
	const folder = workspace.getWorkspaceFolder(file)?.uri;
	if (folder === undefined) {
		return;
	}
	try {
		const entry = entryOf(job, image, referencesIn(job.intent, folder));
		await services.records.change(folder, (record, spelled) =>
			setEntry(record, spelled(assetPath(folder, file)), entry),
		);
	} catch (error) {
		reportError(services.log, error);
	}
}

/** The images that it was made from, so that each step of several can be found. */
function referencesIn({ references = [], source }: Intent, folder: Uri): string[] {
	const edited = source === undefined ? undefined : Uri.parse(source, true);
	return references.map((reference, index) => {
		if (reference.type === 'url') {
			return reference.url;
		}
		const isInFolder = index === 0 && edited !== undefined && belongsTo(edited, folder);
		return isInFolder ? assetPath(folder, edited) : reference.name;
	});
}

/** Takes a file's entry out of the record; the returned function puts it back. */
export async function forgetImage(services: Services, file: Uri): Promise<() => Promise<void>> {
	const folder = workspace.getWorkspaceFolder(file)?.uri;
	if (folder === undefined) {
		return () => Promise.resolve();
	}
	let path = assetPath(folder, file);
	let entry: AssetEntry | undefined;
	const change = async (task: RecordChange) => {
		try {
			await services.records.change(folder, task);
		} catch (error) {
			reportError(services.log, error);
		}
	};
	await change((record, spelled) => {
		path = spelled(path);
		entry = entryAt(record, path);
		return removeEntry(record, path);
	});
	return () => change(record => (entry === undefined ? record : setEntry(record, path, entry)));
}
