import type { StateFiles } from '../../state/stateFiles.ts';
import type { Job } from '../job.ts';
import { reduceJob, type JobEvent } from '../reducer.ts';
import { writeEvent } from './writeEvent.ts';

/** Events that the disk refused to record; they are written before anything else about their job. */
export interface OwedNotes {
	/**
	 * Writes down an answer of the service, or keeps it until the disk takes it: without it, nothing else on disk
	 * about its job counts.
	 *
	 * @throws StateError
	 */
	writeAnswer(id: string, answer?: JobEvent): Promise<void>;
	/** Keeps an event for later if the user gets to read about it. */
	add(id: string, event: JobEvent): void;
	has(id: string): boolean;
	/** Writes what is owed, in order. @throws StateError where the disk still refuses */
	write(id: string): Promise<void>;
	/** Another window has the job, or it no longer exists. */
	forget(id: string): void;
	/**
	 * The job as this window knows it: the answer first, since nothing is written without it, then the rest of what
	 * is owed.
	 */
	apply(job: Job): Job;
}

/** The events that the user reads about and relies on, and the one that says so. */
const notifiedEvents: ReadonlySet<JobEvent['type']> = new Set([
	'parked',
	'saved',
	'failed',
	'cancelled',
	'unknown',
	'notified',
]);

export function createOwedNotes(files: StateFiles): OwedNotes {
	const owed = new Map<string, JobEvent[]>();
	const answers = new Map<string, JobEvent>();
	return {
		async writeAnswer(id, answer = answers.get(id)) {
			if (answer !== undefined) {
				answers.set(id, answer);
				await writeEvent(files, id, answer);
				answers.delete(id);
			}
		},
		add(id, event) {
			if (notifiedEvents.has(event.type)) {
				owed.set(id, [...(owed.get(id) ?? []), event]);
			}
		},
		has: id => owed.has(id),
		async write(id) {
			for (const event of owed.get(id) ?? []) {
				await writeEvent(files, id, event);
			}
			owed.delete(id);
		},
		forget(id) {
			owed.delete(id);
		},
		apply(job) {
			const { id } = job.intent;
			const answer = answers.get(id);
			return (owed.get(id) ?? []).reduce(reduceJob, answer === undefined ? job : reduceJob(job, answer));
		},
	};
}
