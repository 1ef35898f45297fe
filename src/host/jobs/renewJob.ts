import { formatCredits } from '../../core/credits/prices.ts';
import { isTerminal, type Job } from '../../core/jobs/job.ts';
import { successorOf } from '../../core/jobs/successor.ts';
import { claimPaths } from './openPaths.ts';
import type { Services } from '../services.ts';
import { overLimit } from './overLimit.ts';

/**
 * Returns a parked job as it is. A job that ended is dismissed and starts again as a new job.
 *
 * @param prompt replaces the user's previous one.
 * @throws UserError above the daily limit, if a missing image exists now, and if the job was already sent again.
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
