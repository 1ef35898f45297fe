import { creditsOf, type Job } from '../../core/jobs/job.ts';
import type { Started } from '../../core/jobs/submissions.ts';
import { shorten } from '../../core/text/shorten.ts';
import { withJobProgress } from '../jobs/progress.ts';
import { reportProblems } from '../jobs/reportProblems.ts';
import { runJobs, type RunOptions } from '../jobs/runJobs.ts';
import { announce } from '../results/announce.ts';
import type { Delivered } from '../results/delivered.ts';
import { reportRefusals, type Refusal } from '../results/reportRefusals.ts';
import type { Services } from '../services.ts';
import { creditsText, imagesText } from '../texts/units.ts';

/** Several images that are made together. */
interface Batch {
	/** `3 placeholders` */
	readonly subject: string;
	readonly credits: number;
	readonly items: readonly BatchItem[];
	/** The number of images, if an item makes more than one. */
	readonly count?: number;
	/** The title of the progress, instead of the subject and the price. */
	readonly title?: string;
	/** Cancels all of them, as the progress's Cancel does. */
	readonly cancel?: AbortSignal;
	/** Announces what was saved, instead of the usual messages. */
	readonly announce?: (delivered: readonly Delivered[]) => void;
}

interface BatchItem {
	/** Names the image in messages that it can't be made. */
	readonly name: string;
	/** Resolves to undefined if the user declines; throws what stops it before a credit is spent. */
	readonly start: (options: RunOptions) => Promise<Started | undefined>;
}

/**
 * Makes the images with one progress notification, whose Cancel cancels them all. Reports the outcome in one
 * message for what was saved and one for each kind of problem. An image that can't be made doesn't stop the others,
 * but the first one the user declines, for example by giving no key, is the last. Resolves to what was saved.
 *
 * @param batch the user has agreed to its price.
 */
export async function runBatch(services: Services, batch: Batch): Promise<readonly Delivered[]> {
	const { subject, credits, items, count = items.length, cancel: cancelled } = batch;
	const delivered: Delivered[] = [];
	const options: RunOptions = {
		isWatched: () => true,
		onDelivered: images => {
			delivered.push(...images);
		},
	};
	const title = batch.title ?? `${subject} · ${creditsText(credits)}`;
	const ended = await withJobProgress({ title, count }, async (byUser, report) => {
		const cancel = cancelled === undefined ? byUser : AbortSignal.any([byUser, cancelled]);
		const ids = new Set<string>();
		const running = () => services.jobs.running().filter(({ intent }) => ids.has(intent.id));
		const subscription = services.jobs.onDidChangeRunning(() => {
			running().forEach(report);
		});
		const stop = () => {
			for (const job of running()) {
				services.jobs.cancel(job).catch(services.reportError);
			}
		};
		cancel.addEventListener('abort', stop);
		try {
			const started = await startAll(services, items, options, cancel, jobs => {
				for (const job of jobs) {
					ids.add(job.intent.id);
					report(job);
				}
				if (cancel.aborted) {
					stop();
				}
			});
			return await endAll(started, report);
		} finally {
			subscription.dispose();
		}
	});
	if (batch.announce === undefined) {
		announce(services, delivered);
	} else {
		batch.announce(delivered);
	}
	reportProblems(
		services,
		ended,
		jobs => runBatch(services, batchOf(services, jobs)),
		() => undefined,
	);
	return delivered;
}

async function startAll(
	services: Services,
	items: readonly BatchItem[],
	options: RunOptions,
	cancel: AbortSignal,
	onStarted: (jobs: readonly Job[]) => void,
): Promise<readonly Started[]> {
	const all: Started[] = [];
	const refusals: Refusal[] = [];
	for (const { name, start } of items) {
		if (cancel.aborted) {
			break;
		}
		try {
			const started = await start(options);
			if (started === undefined) {
				break;
			}
			all.push(started);
			onStarted(started.jobs);
		} catch (error) {
			refusals.push({ name, error });
		}
	}
	reportRefusals(services, refusals);
	return all;
}

async function endAll(started: readonly Started[], report: (job: Job) => void): Promise<readonly Job[]> {
	const ended = await Promise.all(
		started.map(async each => {
			const jobs = await each.ended;
			jobs.forEach(report);
			return jobs;
		}),
	);
	return ended.flat();
}

/** Runs the same jobs again, as a batch. */
function batchOf(services: Services, jobs: readonly Job[]): Batch {
	return {
		subject: imagesText(jobs.length),
		credits: creditsOf(jobs),
		items: jobs.map(job => ({
			name: `“${shorten(job.intent.prompt, 40)}”`,
			start: options => Promise.resolve({ jobs: [job], ended: runJobs(services, [job], options) }),
		})),
	};
}
