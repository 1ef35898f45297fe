import type { StateFiles } from '../../state/stateFiles.ts';
import type { Job } from '../job.ts';
import { reduceJob, type JobEvent } from '../reducer.ts';
import { writeEvent } from './writeEvent.ts';

/** What happened to jobs, and the disk would not note; it is noted before anything else of the job. */
export interface OwedNotes {
	/** Keeps an event for later, where the user is told of what it says. */
	add(id: string, event: JobEvent): void;
	has(id: string): boolean;
	/** Notes what is owed, in its order. @throws StateError where the disk still refuses */
	write(id: string): Promise<void>;
	/** Somebody else has the job, or it is no more. */
	forget(id: string): void;
	/** The job as it stands with what is owed. */
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
	return {
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
		apply: job => (owed.get(job.intent.id) ?? []).reduce(reduceJob, job),
	};
}
