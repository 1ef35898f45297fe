import { Uri } from 'vscode';
import { formatCredits } from '../../core/credits/prices.ts';
import { creditsOf, type Job } from '../../core/jobs/job.ts';
import { shorten } from '../../core/text/shorten.ts';
import { linkPlaceOf, type LinkPlace } from '../editor/linkPlace.ts';
import type { Services } from '../services.ts';
import { reportError } from '../ui/messages.ts';
import { withJobProgress } from './progress.ts';
import { announce, announceChoice, linkSaved } from '../results/deliver.ts';
import type { Delivered } from '../results/delivered.ts';
import { parkedJobs } from './parkedJobs.ts';
import { reportProblems } from './reportProblems.ts';

export interface RunOptions {
	/** Where the links go; given back when nothing more can come of it. Without one, the jobs' own notes say where. */
	readonly place?: LinkPlace | undefined;
	/** Whether the user sees how it is going anyway, now: then no notification says it, too. */
	readonly isWatched?: (() => boolean) | undefined;
	/** Gets what was saved, before anything is told of it. */
	readonly onDelivered?: ((delivered: readonly Delivered[]) => void) | undefined;
}

/**
 * Takes jobs on until each has ended, is parked, or waits to be chosen, with one progress notification for all of
 * them; then links what was saved and tells the rest.
 */
export async function runJobs(
	services: Services,
	jobs: readonly Job[],
	{ place = placeOf(jobs), isWatched = () => false, onDelivered }: RunOptions = {},
): Promise<readonly Job[]> {
	const drive = (cancel: AbortSignal | undefined, onChange: ((job: Job) => void) | undefined) =>
		Promise.allSettled(
			jobs.map(job =>
				services.jobs.drive(job, {
					ask: true,
					...(cancel && { cancel }),
					...(onChange && { onChange }),
				}),
			),
		);
	// One job that fails in a way nobody foresaw must not keep the others from being told about.
	const settled = isWatched()
		? await drive(undefined, undefined)
		: await withJobProgress({ title: titleOf(jobs), count: jobs.length, jobs }, drive);
	for (const result of settled) {
		if (result.status === 'rejected') {
			reportError(services.log, result.reason);
		}
	}
	// What was taken on again, while others of them were still under way, is told of by whoever did that.
	const ended = await services.jobs.standing(
		settled.flatMap(result =>
			result.status === 'fulfilled' && result.value !== undefined ? [result.value] : [],
		),
	);
	for (const { intent, parked } of ended) {
		if (parked !== undefined && parked.until === undefined) {
			parkedJobs(services).lastFailureById.set(intent.id, parked.problem.kind);
		}
	}
	const saved = ended.filter(({ phase }) => phase === 'saved');
	const delivered = await linkSaved(services, saved, place);
	onDelivered?.(delivered);
	const dispose = () => place?.dispose();
	if (isWatched()) {
		dispose();
	} else {
		announce(services, delivered);
		announceChoice(services, ended);
		const runAgain = (again: readonly Job[]) => runJobs(services, again, { place, isWatched, onDelivered });
		if (!reportProblems(services, ended, runAgain, dispose)) {
			dispose();
		}
	}
	await Promise.all(ended.map(job => services.jobs.settle(job)));
	return ended;
}

/** Where the images of jobs were saved. */
export function savedFiles(jobs: readonly Job[]): Uri[] {
	return jobs
		.filter(({ phase }) => phase === 'saved')
		.flatMap(({ saved = [] }) => saved.map(({ uri }) => Uri.parse(uri, true)));
}

function placeOf([first]: readonly Job[]): LinkPlace | undefined {
	return first?.intent.link && linkPlaceOf(first.intent.link);
}

function titleOf(jobs: readonly Job[]): string {
	const subject = shorten(jobs[0]?.intent.prompt ?? '', 40);
	const credits = formatCredits(creditsOf(jobs));
	return jobs.length === 1
		? `Image “${subject}” · ${credits}`
		: `${jobs.length} images “${subject}” · ${credits}`;
}
