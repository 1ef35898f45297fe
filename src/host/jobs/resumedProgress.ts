import { isTerminal } from '../../core/jobs/job.ts';
import type { ListedJob } from '../../core/jobs/jobBoard.ts';
import { standingOf } from '../../core/jobs/standing.ts';
import type { Services } from '../services.ts';
import { isForThisWindow } from './jobsHere.ts';
import { withJobProgress } from './progress.ts';
import { titleOf } from './runJobs.ts';

/** How often to check whether the jobs are done, in milliseconds. */
const lookEvery = 500;

const showing = new WeakSet<Services>();

/**
 * Shows the progress of the jobs that this window resumes, as it would for jobs that it started: from the moment they
 * are found, which may be before their previous window is known to be gone. Resolves when none is left. Cancel
 * cancels them.
 */
export async function showResumed(services: Services): Promise<void> {
	if (showing.has(services)) {
		return;
	}
	showing.add(services);
	try {
		const found = (await services.board.listOpen()).filter(isResumed);
		if (found.length > 0) {
			await follow(services, found);
		}
	} finally {
		showing.delete(services);
	}
}

async function follow(services: Services, found: readonly ListedJob[]): Promise<void> {
	const { board, jobs, clock } = services;
	const ids = new Set(found.map(({ job }) => job.intent.id));
	const states = new Map(found.map(entry => [entry.job.intent.id, entry]));
	const options = {
		title: titleOf(found.map(({ job }) => job)),
		count: found.length,
		jobs: found.map(({ job }) => job),
		noticeOf: (id: string) =>
			states.get(id)?.running === 'resuming' ? ({ type: 'resuming' } as const) : jobs.noticeOf(id),
	};
	await withJobProgress(options, async (cancel, report) => {
		cancel.addEventListener('abort', () => {
			for (const { job } of states.values()) {
				void jobs.cancel(job).catch((error: unknown) => {
					services.log.error(`Job ${job.intent.id} could not be cancelled`, error);
				});
			}
		});
		let left = found.length;
		while (left > 0) {
			await clock.sleep(lookEvery);
			const listed = (await board.listOpen()).filter(({ job }) => ids.has(job.intent.id));
			left = listed.filter(isOnItsWay).length;
			for (const entry of listed) {
				states.set(entry.job.intent.id, entry);
				report(entry.job);
			}
		}
	});
}

/** Whether this window resumes a job that it didn't start. */
function isResumed(entry: ListedJob): boolean {
	return isForThisWindow(entry.job) && standingOf(entry) === 'resuming';
}

function isOnItsWay({ job, running }: ListedJob): boolean {
	return (running === 'here' || running === 'resuming') && !isTerminal(job.phase);
}
