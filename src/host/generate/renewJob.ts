import { randomUUID } from 'node:crypto';
import { formatCredits } from '../../core/credits/prices.ts';
import { isTerminal, type Job, type JobIntent } from '../../core/jobs/job.ts';
import { cleanText } from '../../core/prompts/cleanText.ts';
import { UserError } from '../../core/userError.ts';
import { claimPaths } from '../jobs/openPaths.ts';
import type { Services } from '../services.ts';
import { overLimit } from './overLimit.ts';
import { wholePrompt } from './wholePrompt.ts';

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
	if ((await services.journal.read(job.intent.id))?.dismissed === true) {
		throw new UserError('It was sent anew, or dismissed, meanwhile.', { type: 'showJobs' });
	}
	const { references, suffix, style, request } = job.intent;
	const words = cleanText(prompt).trim();
	const id = randomUUID();
	const intent: JobIntent = {
		...job.intent,
		prompt: words,
		request: { ...request, prompt: wholePrompt({ prompt: words, suffix, style }) },
		id,
		action: id,
		createdAt: Date.now(),
		// They were sent before, or will have been.
		...(references && { sharesReferences: true as const }),
	};
	const claim = await claimPaths(services, intent, job);
	try {
		const renewed = await open(services, intent);
		await services.jobs.dismiss(job);
		return renewed;
	} finally {
		claim?.dispose();
	}
}

async function open(services: Services, intent: JobIntent): Promise<Job> {
	const opened = await services.jobs.open([intent]);
	if ('limit' in opened) {
		throw overLimit(opened, formatCredits(intent.credits));
	}
	const [job] = opened;
	if (job === undefined) {
		throw new UserError('The job could not be started anew.');
	}
	return job;
}
