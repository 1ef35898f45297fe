import type { Job } from './job.ts';
import type { JobJournal } from './ports.ts';
import { newJob, reduceJob, type JobEvent } from './reducer.ts';

export interface MemoryJournal extends JobJournal {
	/** Every job that was opened, as its events left it. */
	jobs(): readonly Job[];
	/** Every event so far. */
	readonly events: readonly JobEvent[];
}

/** A journal that lives as long as its process: for programs that do one job and end. */
export function createMemoryJournal(): MemoryJournal {
	const jobs = new Map<string, Job>();
	const stages = new Map<string, readonly Uint8Array[]>();
	const events: JobEvent[] = [];
	return {
		open(intent) {
			jobs.set(intent.id, newJob(intent));
			return Promise.resolve();
		},
		record(id, event) {
			const job = jobs.get(id);
			if (job === undefined) {
				return Promise.reject(new Error(`No job ${id} was opened`));
			}
			if (event.type === 'staged') {
				const images = event.images.map(({ bytes }) => bytes);
				stages.set(id, images);
			}
			events.push(event);
			jobs.set(id, reduceJob(job, event));
			return Promise.resolve();
		},
		discard(id) {
			jobs.delete(id);
			return Promise.resolve();
		},
		staged: (id, index) => Promise.resolve(stages.get(id)?.[index]),
		jobs: () => [...jobs.values()],
		events,
	};
}
