import type { StateFiles } from '../../state/stateFiles.ts';
import type { Job } from '../job.ts';
import { reduceJob, type JobEvent } from '../reducer.ts';
import { writeEvent } from './writeEvent.ts';

/** The events that the user reads about and relies on, and the one that says so. */
const notifiedEvents: ReadonlySet<JobEvent['type']> = new Set([
	'parked',
	'saved',
	'failed',
	'cancelled',
	'unknown',
	'notified',
]);

/** Events that the disk refused to record; they are written before anything else about their job. */
export function createOwedNotes(files: StateFiles) {
	const owed = new Map<string, JobEvent[]>();
	const answers = new Map<string, JobEvent>();
	return {
		/**
		 * Writes down an answer of the service, or keeps it until the disk takes it: without it, nothing else on disk
		 * about its job counts.
		 *
		 * @throws StateError
		 */
		async writeAnswer(id: string, answer: JobEvent | undefined = answers.get(id)) {
			if (answer !== undefined) {
				answers.set(id, answer);
				await writeEvent(files, id, answer);
				answers.delete(id);
			}
		},
		/** Keeps an event for later if the user gets to read about it. */
		add(id: string, event: JobEvent) {
			if (notifiedEvents.has(event.type)) {
				owed.set(id, [...(owed.get(id) ?? []), event]);
			}
		},
		has: (id: string): boolean => owed.has(id),
		/** Writes what is owed, in order. @throws StateError where the disk still refuses */
		async write(id: string) {
			for (const event of owed.get(id) ?? []) {
				await writeEvent(files, id, event);
			}
			owed.delete(id);
		},
		/** Another window has the job, or it no longer exists. */
		forget(id: string) {
			owed.delete(id);
		},
		/**
		 * The job as this window knows it: the answer first, since nothing is written without it, then the rest of what
		 * is owed.
		 */
		apply(job: Job): Job {
			const { id } = job.intent;
			const answer = answers.get(id);
			return (owed.get(id) ?? []).reduce(reduceJob, answer === undefined ? job : reduceJob(job, answer));
		},
	};
}
