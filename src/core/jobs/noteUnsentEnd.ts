import { requireStateError, type StateError } from '../state/stateFiles.ts';
import type { Job } from './job.ts';
import type { JobJournal } from './ports.ts';
import type { JobEvent } from './reducer.ts';

/**
 * Records that a job which was never accepted is over. If the disk refuses, the job is removed instead: that works on
 * a full disk, too, and a job that isn't there is never sent.
 *
 * @param onTrouble called with the error that kept the end from being recorded.
 * @throws StateError where neither can be done; then the user must not be told that it is over.
 */
export async function noteUnsentEnd(
	journal: JobJournal,
	{ intent }: Job,
	event: Extract<JobEvent, { type: 'cancelled' | 'dismissed' }>,
	onTrouble?: (error: StateError) => void,
): Promise<void> {
	try {
		await journal.record(intent.id, event);
	} catch (error) {
		requireStateError(error);
		onTrouble?.(error);
		await journal.discard(intent.id);
	}
}
