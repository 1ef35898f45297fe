import { Uri } from 'vscode';
import { formatCredits } from '../../core/credits/prices.ts';
import type { Job } from '../../core/jobs/job.ts';
import { shorten } from '../../core/shorten.ts';
import { linkPlaceOf, type LinkPlace } from '../editor/linkPlace.ts';
import type { Services } from '../services.ts';
import { reportError } from '../ui/messages.ts';
import { withJobProgress } from '../ui/progress.ts';
import { deliver } from './deliver.ts';
import { reportProblems } from './reportProblems.ts';

/**
 * Takes jobs on until each has ended or is parked, with one progress notification for all of them; then links
 * what was saved and tells the rest. `place` is given back when nothing more can come of it; without one, the
 * jobs' own notes say where their links belong.
 */
export async function runJobs(
	services: Services,
	jobs: readonly Job[],
	place = placeOf(jobs),
): Promise<readonly Job[]> {
	// One job that fails in a way nobody foresaw must not keep the others from being told about.
	const settled = await withJobProgress(titleOf(jobs), jobs, (cancel, onChange) =>
		Promise.allSettled(jobs.map(job => services.jobs.drive(job, { cancel, onChange, ask: true }))),
	);
	for (const result of settled) {
		if (result.status === 'rejected') {
			reportError(services.log, result.reason);
		}
	}
	const ended = settled.flatMap(result =>
		result.status === 'fulfilled' && result.value !== undefined ? [result.value] : [],
	);
	for (const { intent, parked } of ended) {
		if (parked !== undefined && parked.until === undefined) {
			services.triedInVain.set(intent.id, parked.problem.kind);
		}
	}
	const saved = ended.filter(({ phase }) => phase === 'saved');
	await deliver(services, saved, place);
	const dispose = () => place?.dispose();
	const open = reportProblems(services, ended, again => runJobs(services, again, place), dispose);
	if (!open) {
		dispose();
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
	const credits = formatCredits(jobs.reduce((sum, { intent }) => sum + intent.credits, 0));
	return jobs.length === 1
		? `Image “${subject}” · ${credits}`
		: `${jobs.length} images “${subject}” · ${credits}`;
}
