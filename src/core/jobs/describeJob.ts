import { isTerminal, problemOf, type Job } from './job.ts';

/** The state of a job, for the log. */
export function describeJob(job: Job): string {
	const parts: string[] = [job.phase];
	if (job.predictionId !== undefined) {
		parts.push(`prediction ${job.predictionId}`);
	}
	if (job.cancelling && !isTerminal(job.phase)) {
		parts.push('cancelling');
	}
	const problem = problemOf(job);
	if (problem !== undefined) {
		parts.push(JSON.stringify(problem));
	}
	for (const { uri } of job.saved ?? []) {
		parts.push(uri);
	}
	if (job.phase === 'saved' && job.more !== undefined) {
		parts.push(`not loaded: ${job.more.join(' ')}`);
	}
	return parts.join(', ');
}
