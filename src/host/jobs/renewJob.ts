import { formatCredits } from '../../core/credits/prices.ts';
import { isTerminal, type Job } from '../../core/jobs/job.ts';
import { successorOf } from '../../core/jobs/successor.ts';
import { claimPaths } from './openPaths.ts';
import type { Services } from '../services.ts';
import { overLimit } from './overLimit.ts';

/**
 * A parked job as it is; one that ended is dismissed, and begins again as a job of its own.
 *
 * @param prompt instead of the user's words before.
 * @throws UserError beyond the day's limit, for a missing image that is there by now, and where it was sent again already.
 */
export async function renew(services: Services, job: Job, prompt?: string): Promise<Job> {
	if (!isTerminal(job.phase)) {
		return job;
	}
	const successor = successorOf(job, Date.now(), prompt);
	const claim = await claimPaths(services, successor, job);
	try {
		const renewed = await services.jobs.renew(job, successor);
		if ('limit' in renewed) {
			throw overLimit(renewed, formatCredits(successor.credits));
		}
		return renewed;
	} finally {
		claim?.dispose();
	}
}
