import type { Uri } from 'vscode';
import { formatCredits } from '../../core/credits/prices.ts';
import type { Job } from '../../core/jobs/job.ts';
import { announce } from '../results/deliver.ts';
import { createHarvest, type Harvest } from '../jobs/harvest.ts';
import { reportProblems } from '../jobs/reportProblems.ts';
import { runJobs } from '../jobs/runJobs.ts';
import type { Services } from '../services.ts';
import { reportError } from '../ui/messages.ts';
import { withJobProgress } from '../jobs/progress.ts';

/** A job that makes the image of a placeholder, and is on its way. */
export interface Rendering {
	readonly job: Job;
	readonly ended: Promise<readonly Job[]>;
}

/** Shows how jobs are going, and tells what became of all of them. Resolves to the files that are images now. */
export async function followRenderings(
	services: Services,
	renderings: readonly Rendering[],
	{ delivered }: Harvest,
): Promise<Uri[]> {
	if (renderings.length === 0) {
		return [];
	}
	const ended = await showProgress(services, renderings);
	announce(services, delivered);
	reportProblems(
		services,
		ended,
		jobs => {
			const harvest = createHarvest();
			const again = jobs.map(job => ({ job, ended: runJobs(services, [job], harvest.options) }));
			return followRenderings(services, again, harvest);
		},
		() => undefined,
	);
	return delivered.flatMap(({ uri, placing }) => (placing?.type === 'placed' ? uri : []));
}

/** One notification for all of them; its Cancel reaches each. */
function showProgress(services: Services, renderings: readonly Rendering[]): Promise<Job[]> {
	const jobs = renderings.map(({ job }) => job);
	const ids = new Set(jobs.map(({ intent }) => intent.id));
	const running = () => services.jobs.running().filter(({ intent }) => ids.has(intent.id));
	const credits = formatCredits(jobs.reduce((sum, { intent }) => sum + intent.credits, 0));
	const title = jobs.length === 1 ? `1 placeholder · ${credits}` : `${jobs.length} placeholders · ${credits}`;
	return withJobProgress(title, jobs, async (cancel, report) => {
		const subscription = services.jobs.onDidChangeRunning(() => {
			running().forEach(report);
		});
		cancel.addEventListener('abort', () => {
			for (const job of running()) {
				services.jobs.cancel(job).catch((error: unknown) => {
					reportError(services.log, error);
				});
			}
		});
		try {
			return await Promise.all(
				renderings.map(async ({ job, ended }) => {
					const [end = job] = await ended;
					report(end);
					return end;
				}),
			);
		} finally {
			subscription.dispose();
		}
	});
}
