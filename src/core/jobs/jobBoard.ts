import type { Job } from './job.ts';
import { isOpen } from './jobActions.ts';
import type { Journal } from './journal/journal.ts';
import type { JobService } from './service/jobService.ts';
import type { Clock } from '../clock/clock.ts';

/** A job, and whether a window works on it. */
export interface ListedJob {
	readonly job: Job;
	readonly running: 'here' | 'elsewhere' | 'no';
}

/** All jobs, of all windows, as they stand now. */
export interface JobBoard {
	/** The newest first. Cheap to ask again: only what was written since is read. */
	list(): Promise<readonly ListedJob[]>;
}

/** A folder's time says nothing about what is written within this time after it; milliseconds. */
const timeGrain = 2000;

export function createJobBoard(journal: Journal, jobs: Pick<JobService, 'running'>, clock: Clock): JobBoard {
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
		// What this window has, and does not work on, waits for the user.
		const isElsewhere = isOpen(job) && !(await journal.holds(id)) && (await journal.isTaken(id));
		return { job, running: isElsewhere ? 'elsewhere' : 'no' };
	}

	return {
		async list() {
			const live = new Map(jobs.running().map(job => [job.intent.id, job]));
			const changes = await journal.changes(new Set(live.keys()));
			for (const id of known.keys()) {
				if (!changes.has(id)) {
					known.delete(id);
				}
			}
			const listed: ListedJob[] = [...live.values()].map(job => ({ job, running: 'here' }));
			for (const [id, at] of changes) {
				const other = await stateOf(id, at);
				if (other !== undefined) {
					listed.push(other);
				}
			}
			const inFolders = new Set(listed.map(({ job }) => job.intent.id));
			for (const job of await journal.finished()) {
				if (!inFolders.has(job.intent.id)) {
					listed.push({ job, running: 'no' });
				}
			}
			return listed.sort(
				(a, b) =>
					b.job.intent.createdAt - a.job.intent.createdAt || (a.job.intent.id < b.job.intent.id ? -1 : 1),
			);
		},
	};
}
