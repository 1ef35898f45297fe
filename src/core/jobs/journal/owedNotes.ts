import type { StateFiles } from '../../state/stateFiles.ts';
import type { Job } from '../job.ts';
import { reduceJob, type JobEvent } from '../reducer.ts';
import { writeEvent } from './writeEvent.ts';

/** What happened to jobs, and the disk would not note; it is noted before anything else of the job. */
export interface OwedNotes {
	/**
	 * Writes an answer of the service down, or keeps it until the disk takes it: nothing else of its job counts on the
	 * disk without it.
	 *
	 * @throws StateError
	 */
	writeAnswer(id: string, answer?: JobEvent): Promise<void>;
	/** Keeps an event for later, where the user is told of what it says. */
	add(id: string, event: JobEvent): void;
	has(id: string): boolean;
	/** Notes what is owed, in its order. @throws StateError where the disk still refuses */
	write(id: string): Promise<void>;
	/** Somebody else has the job, or it is no more. */
	forget(id: string): void;
	/** The job as this window knows it: the answer first, since nothing was noted without it, then what else is owed. */
	apply(job: Job): Job;
}

/** What the user reads of, and relies on; and that it was told. */
const tellsOf: ReadonlySet<JobEvent['type']> = new Set([
	'parked',
	'saved',
	'failed',
	'cancelled',
	'unknown',
	'told',
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
			if (tellsOf.has(event.type)) {
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
