import { l10n, Uri } from 'vscode';
import { mayHaveCost, type Job } from '../../core/jobs/job.ts';
import { isPaidFor, type JobAction } from '../../core/jobs/jobActions.ts';
import { announceCancelled } from '../results/announce.ts';
import type { Services } from '../services.ts';
import { confirm, confirmPrice } from '../ui/confirm.ts';
import { readSettings } from '../workspace/settings.ts';
import { askAnotherPrompt } from './askAnotherPrompt.ts';
import { askFolder } from './askFolder.ts';
import { requireTrust } from '../workspace/trust.ts';
import { renew } from './renewJob.ts';
import { reportProblems } from './reportProblems.ts';
import { runJobs, type RunOptions } from './runJobs.ts';
import { creditsText } from '../texts/units.ts';
import { qualityNote } from '../texts/priceText.ts';
import { withServiceIds } from '../texts/serviceIds.ts';

/**
 * Runs the action that the user chose for a job, and resolves when it is done. Asks before spending more than
 * `confirmAbove`, before anything that may be charged twice, and before giving up a paid image.
 *
 * @throws UserError in an untrusted workspace, and above the daily limit.
 */
export async function runJobAction(
	services: Services,
	job: Job,
	action: JobAction,
	options: RunOptions = {},
): Promise<void> {
	requireTrust();
	const run = (next: Job) => runJobs(services, [next], options);
	switch (action) {
		case 'cancel':
			await cancelJob(services, job, run);
			return;
		case 'send':
			if (await mayCost(job, 'generate')) {
				await run(job);
			}
			return;
		case 'tryAgain':
			await run(job);
			return;
		case 'save': {
			const chosen = await services.jobs.choose(job);
			if (chosen !== undefined) {
				await run(chosen);
			}
			return;
		}
		case 'saveElsewhere': {
			const folder = await askFolder(services, job);
			const moved = folder && (await services.jobs.retarget(job, { ...job.intent.target, ...folder }));
			if (moved !== undefined) {
				await run(moved);
			}
			return;
		}
		case 'sendAgain':
			if (await mayCost(job, 'sendAgain')) {
				await run(await renew(services, job));
			}
			return;
		case 'editPrompt': {
			const prompt = await askAnotherPrompt(job);
			if (prompt !== undefined && (await mayCost(job, 'generate'))) {
				await run(await renew(services, job, prompt));
			}
			return;
		}
		case 'dismiss':
			if (await mayDismiss(job)) {
				await services.jobs.dismiss(job);
			}
			return;
	}
}

/** Cancels a job. If the disk can't record that, the job isn't cancelled, and a message says so. */
async function cancelJob(services: Services, job: Job, run: (job: Job) => Promise<unknown>): Promise<void> {
	const ended = await services.jobs.cancel(job);
	announceCancelled(services, ended === undefined ? [] : [ended]);
	if (ended?.parked !== undefined) {
		reportProblems(
			services,
			[ended],
			jobs => Promise.all(jobs.map(run)),
			() => undefined,
		);
	}
}

/** Asks if the price is high, or may be charged a second time for the same image. */
async function mayCost(job: Job, action: 'generate' | 'sendAgain'): Promise<boolean> {
	const { credits, target, request } = job.intent;
	const again = mayHaveCost(job);
	const { confirmAbove } = readSettings(Uri.parse(target.workspaceFolder, true));
	const price = creditsText(credits);
	const [question, button] =
		action === 'generate'
			? [l10n.t('Generate the image for {0}?', price), l10n.t('Generate')]
			: [l10n.t('Send the request again for {0}?', price), l10n.t('Send Again')];
	const detail = [qualityNote(request.quality)];
	if (!again) {
		return confirmPrice({ question, button, credits, confirmAbove, detail });
	}
	const why = l10n.t('The first request may have been charged already, so this image may be charged again.');
	return confirm(question, button, ...detail, withServiceIds(why, [job]));
}

async function mayDismiss(job: Job): Promise<boolean> {
	if (!isPaidFor(job)) {
		return true;
	}
	const question = l10n.t("Dismiss an image that you've paid for ({0})?", creditsText(job.intent.credits));
	const why = l10n.t("It isn't saved yet. After you dismiss it, it can't be saved anymore.");
	return confirm(question, l10n.t('Dismiss'), withServiceIds(why, [job]));
}
