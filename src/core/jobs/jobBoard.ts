import type { Job } from './job.ts';
import { isOpen } from './jobActions.ts';
import type { JobNotice } from './jobNotice.ts';
import { resumesSoon } from './recovery.ts';
import type { Journal } from './journal/journal.ts';
import type { JobService } from './service/jobService.ts';
import type { Clock } from '../clock/clock.ts';

/** A job, and whether a window works on it. */
export interface ListedJob {
	readonly job: Job;
	/** `resuming`: its window is gone, or seems to be, and the job resumes here within moments. */
	readonly running: 'here' | 'elsewhere' | 'resuming' | 'no';
	/** What a job that runs here is waiting for, beyond its phase. */
	readonly notice?: JobNotice;
}

export type JobBoard = ReturnType<typeof createJobBoard>;

/** A folder's timestamp may not show what is written within this time after it; milliseconds. */
const timeGrain = 2000;

/**
 * All jobs of all windows, in their current state.
 *
 * @param isOpenHere whether this window may go on with a job by itself: its folder is open, and trusted.
 */
export function createJobBoard(
	journal: Journal,
	jobs: Pick<JobService, 'running'> & Partial<Pick<JobService, 'noticeOf'>>,
	clock: Clock,
	isOpenHere: (job: Job) => boolean = () => true,
) {
	const openedAt = clock.now();
	const known = new Map<string, { readonly at: number; readonly job: Job }>();

	async function readChanged(id: string, at: number): Promise<Job | undefined> {
		const before = known.get(id);
		if (before?.at === at) {
			return before.job;
		}
		const job = await journal.read(id);
		if (job !== undefined && clock.now() - at > timeGrain) {
			known.set(id, { at, job });
		}
		return job;
	}

	async function stateOf(id: string, at: number): Promise<ListedJob | undefined> {
		const job = await readChanged(id, at);
		if (job === undefined) {
			return undefined;
		}
		// A job that this window holds and doesn't work on waits for the user.
		if (!isOpen(job) || (await journal.holds(id))) {
			return { job, running: 'no' };
		}
		if (await journal.isTaken(id)) {
			return { job, running: (await isLeft(job)) ? 'resuming' : 'elsewhere' };
		}
		return { job, running: resumesSoon(job, clock.now(), isOpenHere(job)) ? 'resuming' : 'no' };
	}

	/** Whether the job belongs to a window older than this one that has given no sign of life since: it was reloaded. */
	async function isLeft(job: Job): Promise<boolean> {
		const isEarlier = job.intent.createdAt < openedAt && resumesSoon(job, clock.now(), isOpenHere(job));
		return isEarlier && isOpenHere(job) && !(await journal.isHeard(job.intent.id));
	}

	async function listWith(finished: () => Promise<readonly Job[]>): Promise<readonly ListedJob[]> {
		const live = new Map(jobs.running().map(job => [job.intent.id, job]));
		const changes = await journal.changes(new Set(live.keys()));
		for (const id of known.keys()) {
			if (!changes.has(id)) {
				known.delete(id);
			}
		}
		const listed = [...live.values()].map((job): ListedJob => {
			const notice = jobs.noticeOf?.(job.intent.id);
			return { job, running: 'here', ...(notice && { notice }) };
		});
		for (const [id, at] of changes) {
			const other = await stateOf(id, at);
			if (other !== undefined) {
				listed.push(other);
			}
		}
		const inFolders = new Set(listed.map(({ job }) => job.intent.id));
		for (const job of await finished()) {
			if (!inFolders.has(job.intent.id)) {
				listed.push({ job, running: 'no' });
			}
		}
		return listed.sort(
			(a, b) =>
				b.job.intent.createdAt - a.job.intent.createdAt || (a.job.intent.id < b.job.intent.id ? -1 : 1),
		);
	}

	return {
		/** Newest first. Cheap to ask again: only what was written since is read. */
		list: (): Promise<readonly ListedJob[]> => listWith(() => journal.finished()),
		/** The same without the jobs that were saved and are over: cheap the first time, too. */
		listOpen: (): Promise<readonly ListedJob[]> => listWith(() => journal.finishedOpen()),
	};
}
