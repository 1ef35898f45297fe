import type { Job } from '../job.ts';

/** How the jobs came to rest that this window worked on last. Whoever reports one of them asks here whether it still stands. */
export interface RestingJobs {
	/** The job as it came to rest. */
	get(id: string): Job | undefined;
	rest(job: Job): void;
	/** Something is done about the job again: how it stood before is no news any more. */
	outdate(id: string): void;
	forget(id: string): void;
	/** Whether nobody has taken the job on again since it stood like this. */
	stands(job: Job): boolean;
}

export function createRestingJobs(): RestingJobs {
	const latest = new Map<string, Job>();
	/** What was in `latest` until the job was taken on again. */
	const outdated = new WeakSet<Job>();
	return {
		get: id => latest.get(id),
		rest(job) {
			// A job that was over already comes back as it went: there is news of it again.
			outdated.delete(job);
			latest.set(job.intent.id, job);
		},
		outdate(id) {
			const before = latest.get(id);
			if (before !== undefined) {
				outdated.add(before);
				latest.delete(id);
			}
		},
		forget(id) {
			latest.delete(id);
		},
		stands: job => !outdated.has(job) && (latest.get(job.intent.id) ?? job) === job,
	};
}
