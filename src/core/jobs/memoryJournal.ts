import { newJob, reduceJob, type JobEvent } from './reducer.ts';
import type { Job } from './job.ts';
import type { JobJournal } from './ports.ts';

export interface MemoryJournal extends JobJournal {
	/** Every job that was opened, as its events left it. */
	jobs(): readonly Job[];
}

/** A journal that lives as long as its process. */
export function createMemoryJournal(): MemoryJournal {
	const jobs = new Map<string, Job>();
	return {
		open(intent) {
			jobs.set(intent.id, newJob(intent));
			return Promise.resolve();
		},
		record(id: string, event: JobEvent) {
			const job = jobs.get(id);
			if (job === undefined) {
				return Promise.reject(new Error(`No job ${id} was opened`));
			}
			jobs.set(id, reduceJob(job, event));
			return Promise.resolve();
		},
		jobs: () => [...jobs.values()],
	};
}
