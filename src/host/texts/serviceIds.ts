import { l10n } from 'vscode';
import type { Job } from '../../core/jobs/job.ts';

/**
 * A message about jobs, with the service's own ids for them, by which its support can find what was charged. If the
 * service gave none, only the message.
 */
export function withServiceIds(message: string, jobs: readonly Pick<Job, 'predictionId'>[]): string {
	const ids = jobs.flatMap(({ predictionId }) => predictionId ?? []);
	if (ids.length === 0) {
		return message;
	}
	const list = ids.join(', ');
	if (jobs.length === 1) {
		return l10n.t('{0} Job ID: {1}', message, list);
	}
	return ids.length === 1
		? l10n.t('{0} ID of one of the jobs: {1}', message, list)
		: l10n.t('{0} Job IDs: {1}', message, list);
}
