import { Uri, workspace } from 'vscode';
import type { Job, SavedImage } from '../../core/jobs/job.ts';
import type { Intent } from '../../core/jobs/intent.ts';
import { entryOf } from '../../core/jobs/recordEntry.ts';
import { recordEntry } from './changeRecord.ts';
import { withRecordNotice } from './recordNotice.ts';
import type { Services } from '../services.ts';
import { assetPath } from '../storage/assetRecords.ts';
import { belongsTo } from '../workspace/places.ts';

/** Records how a saved image was made. */
export async function recordImage(services: Services, job: Job, image: SavedImage): Promise<void> {
	const file = Uri.parse(image.uri, true);
	const folder = workspace.getWorkspaceFolder(file)?.uri;
	if (folder === undefined) {
		return;
	}
	await withRecordNotice(services, job.intent.action, () =>
		recordEntry(services, folder, file, entryOf(job, image, referencesIn(job.intent, folder))),
	);
}

/** The images that it was made from, so that each step of a chain of edits can be found. */
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
