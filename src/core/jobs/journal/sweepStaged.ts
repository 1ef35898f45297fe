import { removable, type KeptItem } from '../../state/keptWithin.ts';
import { itemsIn } from '../../state/sweepState.ts';
import type { StateFiles } from '../../state/stateFiles.ts';
import { isTerminal, type Job } from '../job.ts';
import { policy } from '../../policy.ts';
import { UserError } from '../../userError.ts';
import type { JobService } from '../service/jobService.ts';
import type { Journal } from './journal.ts';
import { folderOf } from './jobsFolder.ts';

/** The staged images of one job. */
interface StagedItem extends KeptItem {
	readonly job: Job;
	readonly paths: readonly string[];
}

/**
 * Removes the images of dismissed variations where they exceed the limits. The job stays: choosing one after all gets
 * it from the service again. Resolves to the bytes of the images that are paid for and wait for the user; those stay.
 *
 * @throws StateError
 */
export async function sweepStaged(
	files: StateFiles,
	journal: Pick<Journal, 'list'>,
	jobs: Pick<JobService, 'exclusively'>,
	now: number,
): Promise<number> {
	const items: StagedItem[] = [];
	for (const job of await journal.list()) {
		if (job.staged !== undefined) {
			items.push(...(await stagedOf(files, job)));
		}
	}
	for (const { job, paths } of removable(items, policy.storage.staged, now, item => isUndecided(item.job))) {
		const remove = async (now: Job) => {
			// The user may have chosen it since, in any window.
			for (const path of isUndecided(now) ? [] : paths) {
				await files.remove(path).catch(() => undefined);
			}
		};
		await jobs.exclusively(job, remove).catch((error: unknown) => {
			// A window is working on it.
			if (!(error instanceof UserError)) {
				throw error;
			}
		});
	}
	const waiting = items.filter(({ job }) => isUndecided(job));
	return waiting.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function stagedOf(files: StateFiles, job: Job): Promise<StagedItem[]> {
	const found = await itemsIn(files, folderOf(job.intent.id));
	const images = found.filter(({ name }) => /^stage\.\d+$/.test(name));
	if (images.length === 0) {
		return [];
	}
	return [
		{
			job,
			paths: images.map(({ path }) => path),
			bytes: images.reduce((sum, { bytes }) => sum + bytes, 0),
			files: images.length,
			at: Math.max(job.dismissedAt ?? 0, ...images.map(({ at }) => at)),
		},
	];
}

/** Whether an image was paid for, and the user has neither got nor dismissed it. */
function isUndecided({ phase, dismissed }: Job): boolean {
	return dismissed !== true && !isTerminal(phase);
}
