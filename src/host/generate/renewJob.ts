import { randomUUID } from 'node:crypto';
import { formatCredits } from '../../core/credits/prices.ts';
import { isTerminal, type Job } from '../../core/jobs/job.ts';
import { composePrompt } from '../../core/prompts/composePrompt.ts';
import { UserError } from '../../core/userError.ts';
import { pathOf, requireNoFile } from '../jobs/openPaths.ts';
import type { Services } from '../services.ts';
import { overLimit } from './overLimit.ts';

/**
 * A parked job as it is; one that ended is dismissed, and begins anew as a job of its own.
 *
 * @param prompt instead of the user's words before.
 * @throws UserError beyond the day's limit, and for a missing image that is there by now.
 */
export async function renew(services: Services, job: Job, prompt = job.intent.prompt): Promise<Job> {
	if (!isTerminal(job.phase)) {
		return job;
	}
	const { exactFormat, remakes, references, suffix, style, request } = job.intent;
	if (exactFormat === true && remakes === undefined) {
		await requireNoFile(pathOf(job.intent));
	}
	const id = randomUUID();
	const opened = await services.jobs.open([
		{
			...job.intent,
			prompt,
			request: { ...request, prompt: composePrompt({ prompt, suffix, style }) },
			id,
			action: id,
			createdAt: Date.now(),
			// They were sent before, or will have been.
			...(references && { sharesReferences: true as const }),
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
