import type { Clock } from '../../clock/clock.ts';
import { policy } from '../../policy.ts';
import { readText, type StateFiles } from '../../state/stateFiles.ts';
import type { Job } from '../job.ts';
import { mayBeForgotten } from './isOver.ts';
import type { JobEntries } from './jobEntries.ts';
import { removedIntent } from './jobFiles.ts';
import { cancelsFolder, folderOf, isJobId } from './jobsFolder.ts';

/** Removes the jobs that ended more than a week ago, and the cancel requests of jobs that no longer exist. */
export async function sweepJobs(files: StateFiles, clock: Clock, entries: JobEntries): Promise<void> {
	await entries.forEach(await entries.ids(), async id => {
		if (await isOutdated(files, clock, id, await entries.read(id))) {
			await entries.remove(id);
		}
	});
	for (const id of await files.list(cancelsFolder)) {
		if (isJobId(id) && (await files.list(folderOf(id))).length === 0) {
			await files.remove(`${cancelsFolder}/${id}`);
		}
	}
}

/** Whether a job's folder may be removed: the job may be forgotten, or never got an intent, and a week has passed. */
async function isOutdated(
	files: StateFiles,
	clock: Clock,
	id: string,
	job: Job | undefined,
): Promise<boolean> {
	const names = await files.list(folderOf(id));
	const intent = job === undefined ? await readText(files, `${folderOf(id)}/intent.json`) : undefined;
	const isKept = job === undefined ? intent !== undefined && intent !== removedIntent : !mayBeForgotten(job);
	if (isKept) {
		return false;
	}
	// The folder itself counts, too: an empty one may have been created just now.
	const paths = [folderOf(id), ...names.map(name => `${folderOf(id)}/${name}`)];
	const times = await Promise.all(paths.map(path => files.touchedAt(path)));
	const last = Math.max(0, ...times.filter(time => time !== undefined));
	return clock.now() - last > policy.journal.keep;
}
