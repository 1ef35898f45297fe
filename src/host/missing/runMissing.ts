import { ProgressLocation, window, type Uri } from 'vscode';
import { formatCredits, formatTotal, priceOf, totalOf } from '../../core/credits/prices.ts';
import type { Job } from '../../core/jobs/job.ts';
import { relativeTarget } from '../../core/links/missing.ts';
import { createLimiter } from '../../core/jobs/limiter.ts';
import { announce, type Delivered } from '../generate/deliver.ts';
import { startWish } from '../generate/generateImages.ts';
import { createHarvest } from '../generate/harvest.ts';
import { reportRefusals, type Refusal } from '../generate/reportRefusals.ts';
import { requireCredits } from '../generate/overLimit.ts';
import { reportProblems } from '../generate/reportProblems.ts';
import { runJobs, savedFiles, type RunOptions } from '../generate/runJobs.ts';
import type { Services } from '../services.ts';
import { reportError } from '../ui/messages.ts';
import { parallelJobs, readSettings } from '../workspace/settings.ts';
import { serviceAddress } from '../workspace/serviceAddress.ts';
import { missingWish } from './missingWish.ts';
import type { PricedImage } from './pricedImage.ts';

/**
 * Makes images that are missing, a few at a time, with one progress notification for all of them, and tells how it
 * went; resolves to the files that were saved. What fails or is cancelled stays missing, so that another run makes
 * that and nothing else.
 *
 * @param images at least one; each has a prompt, and the user has said yes to their price.
 * @throws UserError beyond the day's limit: nothing was sent then.
 */
export async function runMissing(services: Services, images: readonly PricedImage[]): Promise<Uri[]> {
	const [first] = images;
	const total = totalOf(images);
	await requireCredits(services, total, formatTotal(images));
	// Asked for once, before the first of them.
	const { origin } = serviceAddress(services.context, readSettings(first?.workspaceFolder));
	if (((await services.apiKeys.get(origin)) ?? (await services.apiKeys.ask(origin))) === undefined) {
		return [];
	}
	const harvest = createHarvest();
	const ended = await window.withProgress(
		{
			location: ProgressLocation.Notification,
			title: `${images.length} missing ${images.length === 1 ? 'image' : 'images'} · ${formatCredits(total)}`,
			cancellable: true,
		},
		async (progress, token) => {
			const cancel = new AbortController();
			token.onCancellationRequested(() => {
				cancel.abort();
				progress.report({ message: 'Cancelling…' });
			});
			let done = 0;
			const report = () => {
				if (!cancel.signal.aborted) {
					progress.report({
						message: `${done} of ${images.length} done.`,
						...(done > 0 && { increment: 100 / images.length }),
					});
				}
			};
			report();
			return makeAll(services, images, harvest.options, cancel.signal, () => {
				done += 1;
				report();
			});
		},
	);
	tell(services, ended, harvest.delivered);
	return savedFiles(ended);
}

async function makeAll(
	services: Services,
	images: readonly PricedImage[],
	options: RunOptions,
	cancel: AbortSignal,
	onDone: () => void,
): Promise<readonly Job[]> {
	const limiter = createLimiter(parallelJobs);
	const refusals: Refusal[] = [];
	const made = await Promise.all(
		images.map(async priced => {
			try {
				return await limiter.run(() => make(services, priced, options, cancel), cancel);
			} catch (error) {
				if (error !== cancel.reason) {
					refusals.push({ name: relativeTarget(priced.image), error });
				}
				return [];
			} finally {
				onDone();
			}
		}),
	);
	reportRefusals(services.log, refusals);
	return made.flat();
}

async function make(
	services: Services,
	{ image, workspaceFolder, prompt, quality }: PricedImage,
	options: RunOptions,
	cancel: AbortSignal,
): Promise<readonly Job[]> {
	const wish = missingWish(image, workspaceFolder, prompt);
	const started = await startWish(
		services,
		{ ...wish, args: { ...wish.args, quality }, confirmed: priceOf(quality) },
		options,
	);
	if (started === undefined) {
		return [];
	}
	const stop = () => {
		for (const job of started.jobs) {
			services.jobs.cancel(job).catch((error: unknown) => {
				reportError(services.log, error);
			});
		}
	};
	if (cancel.aborted) {
		stop();
	}
	cancel.addEventListener('abort', stop, { once: true });
	try {
		return await started.ended;
	} finally {
		cancel.removeEventListener('abort', stop);
	}
}

/** One message for what was saved, and one for each kind of trouble. */
function tell(services: Services, jobs: readonly Job[], delivered: readonly Delivered[]): void {
	announce(services, delivered);
	reportProblems(
		services,
		jobs,
		again => runJobs(services, again),
		() => undefined,
	);
}
