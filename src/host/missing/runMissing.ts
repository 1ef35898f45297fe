import { ProgressLocation, window, type Uri } from 'vscode';
import { formatCredits, formatTotal, priceOf } from '../../core/credits/prices.ts';
import type { Job } from '../../core/jobs/job.ts';
import { createLimiter } from '../../core/limiter.ts';
import { announce, type Delivered } from '../results/deliver.ts';
import { startWish } from '../requests/generateImages.ts';
import { createHarvest } from '../jobs/harvest.ts';
import { reportRefusals, type Refusal } from '../results/reportRefusals.ts';
import { requireCredits } from '../jobs/overLimit.ts';
import { reportProblems } from '../jobs/reportProblems.ts';
import { runJobs, savedFiles, type RunOptions } from '../jobs/runJobs.ts';
import type { Services } from '../services.ts';
import { reportError } from '../ui/messages.ts';
import { parallelJobs, readSettings } from '../workspace/settings.ts';
import { serviceAddress } from '../workspace/serviceAddress.ts';
import { missingWish } from './missingWish.ts';
import { drawMissing } from './drawMissing.ts';
import { creditsFor, nameOf, paidFor, type PricedPicture } from './pricedPicture.ts';

/**
 * Makes images that are missing, a few at a time, with one progress notification for all of them, and tells how it
 * went; resolves to the files that were saved. What fails or is cancelled stays missing, so that another run makes
 * that and nothing else.
 *
 * @param pictures each has a prompt, or is made from an image that exists; the user has said yes to their price.
 * @throws UserError beyond the day's limit: nothing was sent then.
 */
export async function runMissing(services: Services, pictures: readonly PricedPicture[]): Promise<Uri[]> {
	const free = pictures.filter(({ source }) => source !== undefined);
	const derived = free.length === 0 ? [] : await drawMissing(services, free);
	const images = paidFor(pictures);
	const [first] = images;
	if (first === undefined) {
		return derived;
	}
	const total = creditsFor(images);
	await requireCredits(services, total, formatTotal(images));
	// Asked for once, before the first of them.
	const { origin } = serviceAddress(services.context, readSettings(first.workspaceFolder));
	if (((await services.apiKeys.get(origin)) ?? (await services.apiKeys.ask(origin))) === undefined) {
		return derived;
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
	const variants = harvest.delivered.flatMap(each => each.variants);
	return [...derived, ...savedFiles(ended), ...variants.map(({ uri }) => uri)];
}

async function makeAll(
	services: Services,
	images: readonly PricedPicture[],
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
					refusals.push({ name: nameOf(priced), error });
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
	picture: PricedPicture,
	options: RunOptions,
	cancel: AbortSignal,
): Promise<readonly Job[]> {
	const { workspaceFolder, prompt, quality } = picture;
	const wish = missingWish(picture, workspaceFolder, prompt);
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
