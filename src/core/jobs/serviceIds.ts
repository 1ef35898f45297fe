import type { Job } from './job.ts';

/**
 * A message about jobs, with the service's own ids of them, by which its support finds what was charged. Where it has
 * given none, the message alone.
 */
export function withServiceIds(message: string, jobs: readonly Pick<Job, 'predictionId'>[]): string {
	const ids = jobs.flatMap(({ predictionId }) => predictionId ?? []);
	if (ids.length === 0) {
		return message;
	}
	const whose = jobs.length === 1 ? 'id of it is' : ids.length === 1 ? 'id of one is' : 'ids of them are';
	return `${message} The service's ${whose} ${ids.join(', ')}.`;
}
