import { Uri } from 'vscode';
import type { Intent } from '../../core/jobs/intent.ts';
import { isTerminal, type Job } from '../../core/jobs/job.ts';
import { successorOf } from '../../core/jobs/successor.ts';
import { nameForPrompt } from '../../core/jobs/successorName.ts';
import { claimPaths } from './openPaths.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../workspace/settings.ts';
import { overLimit } from './overLimit.ts';
import { creditsText } from '../texts/units.ts';

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
	const successor = named(successorOf(job, Date.now(), prompt), job, prompt);
	const claim = await claimPaths(services, [successor], job);
	try {
		const renewed = await services.jobs.renew(job, successor);
		if ('limit' in renewed) {
			throw overLimit(renewed, creditsText(successor.credits));
		}
		return renewed;
	} finally {
		claim?.dispose();
	}
}

/** A file that is named after its prompt is named after the new one. */
function named(successor: Intent, { intent }: Job, prompt: string | undefined): Intent {
	if (prompt === undefined) {
		return successor;
	}
	const { target } = successor;
	const template = readSettings(Uri.parse(target.workspaceFolder, true)).fileName;
	return { ...successor, target: { ...target, name: nameForPrompt(intent, prompt, template) } };
}
