import { randomUUID } from 'node:crypto';
import { formatCredits } from '../../core/credits/prices.ts';
import { isTerminal, type Job } from '../../core/jobs/job.ts';
import { UserError } from '../../core/userError.ts';
import type { Services } from '../services.ts';
import { overLimit } from './overLimit.ts';

/** A parked job as it is; one that ended is dismissed, and begins anew as a job of its own. @throws UserError beyond the day's limit. */
export async function renew(services: Services, job: Job): Promise<Job> {
	if (!isTerminal(job.phase)) {
		return job;
	}
	const id = randomUUID();
	const opened = await services.jobs.open([
		{
			...job.intent,
			id,
			action: id,
			createdAt: Date.now(),
			// They were sent before, or will have been.
			...(job.intent.references && { sharesReferences: true as const }),
		},
	]);
	if ('limit' in opened) {
		throw overLimit(opened, formatCredits(job.intent.credits));
	}
	const [renewed] = opened;
	if (renewed === undefined) {
		throw new UserError('The job could not be started anew.');
	}
	await services.jobs.dismiss(job);
	return renewed;
}
