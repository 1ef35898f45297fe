import type { Job } from '../job.ts';

/**
 * The states in which the jobs that this window worked on came to rest. Before reporting one, check here that it
 * still holds.
 */
export function createRestingJobs() {
	const latest = new Map<string, Job>();
	/** What was in `latest` until the job was resumed. */
	const outdated = new WeakSet<Job>();
	return {
		/** The job as it came to rest. */
		get: (id: string): Job | undefined => latest.get(id),
		rest(job: Job) {
			// A job that was over already comes back as the same object, and is news again.
			outdated.delete(job);
			latest.set(job.intent.id, job);
		},
		/** The job is being worked on again: its earlier state is no longer news. */
		outdate(id: string) {
			const before = latest.get(id);
			if (before !== undefined) {
				outdated.add(before);
				latest.delete(id);
			}
		},
		forget(id: string) {
			latest.delete(id);
		},
		/** Whether the job has not been resumed since it was in this state. */
		stands: (job: Job): boolean => !outdated.has(job) && (latest.get(job.intent.id) ?? job) === job,
	};
}
