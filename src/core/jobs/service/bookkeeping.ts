import { requireStateError } from '../../state/stateFiles.ts';
import type { DailyLedger } from '../dailyLedger.ts';
import type { Job } from '../job.ts';
import type { JobJournal } from '../ports.ts';
import type { Problem } from '../problem.ts';
import { reduceJob, type JobEvent } from '../reducer.ts';
import type { JobLog } from './jobService.ts';

export type Bookkeeping = ReturnType<typeof createBookkeeping>;

/** Writes down what happens to a job while no runner works on it. */
export function createBookkeeping(journal: JobJournal, ledger: DailyLedger, log: JobLog) {
	async function note(job: Job, event: JobEvent): Promise<Job> {
		try {
			await journal.record(job.intent.id, event);
		} catch (error) {
			requireStateError(error);
			log.error(`Job ${job.intent.id}: ${event.type} could not be noted`, error);
		}
		return reduceJob(job, event);
	}

	return {
		/** The job after the event. Where the disk refuses it, the window goes on with what it knows. */
		note,
		park: (job: Job, problem: Problem): Promise<Job> => note(job, { type: 'parked', parking: { problem } }),
		/** If this fails, today's limit is slightly too strict. Harmless: no message depends on it. */
		giveBackCredits: async (id: string) => {
			await ledger.release(id).catch((error: unknown) => {
				log.error(`Job ${id}: its credits could not be given back`, error);
			});
		},
	};
}
