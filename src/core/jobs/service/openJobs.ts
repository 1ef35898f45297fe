import type { DailyLedger, DailyUse } from '../dailyLedger.ts';
import type { Intent } from '../intent.ts';
import type { Job } from '../job.ts';
import { JobExistsError } from '../journal/jobExistsError.ts';
import { LeaseLostError } from '../journal/leaseLostError.ts';
import type { JobJournal } from '../ports.ts';
import { newJob } from '../reducer.ts';
import type { JobLog } from './jobService.ts';
import type { UnsentJobs } from './unsentJobs.ts';

/** Whether a job was not opened because it exists already; it may be under way. */
export function isThereAlready(error: unknown): boolean {
	return error instanceof JobExistsError || error instanceof LeaseLostError;
}

/**
 * Sets the credits aside and writes the jobs down: all of them, or none. Resolves to the day's use where its limit
 * leaves no room.
 *
 * @throws StateError, JobExistsError, LeaseLostError
 */
export async function openJobs(
	{
		journal,
		ledger,
		unsent,
		log,
	}: { journal: JobJournal; ledger: DailyLedger; unsent: UnsentJobs; log: JobLog },
	intents: readonly Intent[],
): Promise<readonly Job[] | DailyUse> {
	const full = await ledger.reserveAll(intents);
	if (full !== undefined) {
		return full;
	}
	const opened = await Promise.allSettled(intents.map(intent => journal.open(intent)));
	const failure = opened.find(result => result.status === 'rejected');
	if (failure === undefined) {
		return intents.map(newJob);
	}
	// The user is told that this failed, so none of these jobs may be sent later. Jobs that existed before are kept.
	const ours = intents.filter((_, index) => {
		const result = opened[index];
		return result?.status === 'fulfilled' || !isThereAlready(result?.reason);
	});
	const undo = ours.flatMap(({ id }) => [ledger.release(id), unsent.remove(id)]);
	for (const result of await Promise.allSettled(undo)) {
		if (result.status === 'rejected') {
			log.error('A job that could not be started could not be removed', result.reason);
		}
	}
	throw failure.reason;
}
