import { ProgressLocation, Uri, window } from 'vscode';
import { formatCredits, formatTotal, priceOf, totalOf } from '../../core/credits/prices.ts';
import type { Job } from '../../core/jobs/job.ts';
import { createLimiter } from '../../core/jobs/limiter.ts';
import { announce, type Delivered } from '../generate/deliver.ts';
import { startWish } from '../generate/generateImages.ts';
import { requireCredits } from '../generate/overLimit.ts';
import { reportProblems } from '../generate/reportProblems.ts';
import { runJobs, savedFiles } from '../generate/runJobs.ts';
import type { Services } from '../services.ts';
import { reportError } from '../ui/messages.ts';
import { parallelJobs, readSettings } from '../workspace/settings.ts';
import { serviceAddress } from '../workspace/serviceAddress.ts';
import { readerOf } from '../storage/folderReader.ts';
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
			return makeAll(services, images, cancel.signal, () => {
				done += 1;
				report();
			});
		},
	);
	tell(services, ended);
	return savedFiles(ended);
}

async function makeAll(
	services: Services,
	images: readonly PricedImage[],
	cancel: AbortSignal,
	onDone: () => void,
): Promise<readonly Job[]> {
	const limiter = createLimiter(parallelJobs);
	const settled = await Promise.allSettled(
		images.map(priced => limiter.run(() => make(services, priced, cancel), cancel).finally(onDone)),
	);
	for (const result of settled) {
		if (result.status === 'rejected' && result.reason !== cancel.reason) {
			reportError(services.log, result.reason);
		}
	}
	return settled.flatMap(result => (result.status === 'fulfilled' ? result.value : []));
}

async function make(
	services: Services,
	{ image, workspaceFolder, prompt, quality }: PricedImage,
	cancel: AbortSignal,
): Promise<readonly Job[]> {
	// It would get another name, which nothing refers to.
	if (await readerOf(workspaceFolder).exists(image.target)) {
		return [];
	}
	const wish = missingWish(image, workspaceFolder, prompt);
	const started = await startWish(
		services,
		{ ...wish, args: { ...wish.args, quality }, confirmed: priceOf(quality) },
		// The progress of all of them is shown in one place, and so is what became of them.
		{ isWatched: () => true },
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
function tell(services: Services, jobs: readonly Job[]): void {
	const delivered: Delivered[] = jobs.flatMap(job =>
		(job.saved ?? []).map(image => ({ image, uri: Uri.parse(image.uri, true), job, link: undefined })),
	);
	announce(services, delivered);
	reportProblems(
		services,
		jobs,
		again => runJobs(services, again),
		() => undefined,
	);
}
