import type { Job } from '../../src/core/jobs/job.ts';
import type { JobJournal } from '../../src/core/jobs/ports.ts';
import { newJob, reduceJob, type JobEvent } from '../../src/core/jobs/reducer.ts';

interface MemoryJournal extends JobJournal {
	/** Every job that was opened, as its events left it. */
	jobs(): readonly Job[];
	/** Every event so far. */
	readonly events: readonly JobEvent[];
}

/** A journal in memory, for tests and measurements that look at what was recorded. */
export function createMemoryJournal(): MemoryJournal {
	const jobs = new Map<string, Job>();
	/** By job, then by the index of the output. */
	const stages = new Map<string, Map<number, Uint8Array>>();
	const events: JobEvent[] = [];

	function stage(id: string, index: number, bytes: Uint8Array | undefined): void {
		if (bytes !== undefined) {
			const staged = stages.get(id) ?? new Map<number, Uint8Array>();
			stages.set(id, staged.set(index, bytes));
		}
	}

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
			if (event.type === 'loaded') {
				stage(id, event.index, event.image.bytes);
			}
			if (event.type === 'staged') {
				event.images.forEach(({ bytes }, index) => {
					stage(id, index, bytes);
				});
			}
			events.push(event);
			jobs.set(id, reduceJob(job, event));
			return Promise.resolve();
		},
		discard(id) {
			jobs.delete(id);
			return Promise.resolve();
		},
		staged: (id, index) => Promise.resolve(stages.get(id)?.get(index)),
		jobs: () => [...jobs.values()],
		events,
	};
}
