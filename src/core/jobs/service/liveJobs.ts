import { policy } from '../../policy.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Job } from '../job.ts';
import type { Journal } from '../journal/journal.ts';
import type { JobLog } from './jobService.ts';

/** A job that this window works on. */
export interface LiveJob {
	job: Job;
	readonly cancel: AbortController;
	/** Earlier cancel requests have been dropped or obeyed; a new one is meant for this run. */
	isUnderWay: boolean;
}

/** The jobs that this window works on. */
export interface LiveJobs {
	has(id: string): boolean;
	get(id: string): LiveJob | undefined;
	all(): readonly LiveJob[];
	add(job: Job): LiveJob;
	remove(id: string): void;
	/** The job has come to stand like this. */
	update(job: Job): void;
	/** From now on a cancel that another window asks for is meant for this run. */
	beUnderWay(entry: LiveJob): void;
	readonly onDidChange: (listener: () => void) => { dispose(): void };
	/** Tells no listener of a change any more. */
	dispose(): void;
}

export function createLiveJobs(journal: Journal, clock: Clock, log: JobLog): LiveJobs {
	const live = new Map<string, LiveJob>();
	const listeners = new Set<() => void>();
	let watching: Promise<void> | undefined;

	function tellChange(): void {
		for (const listener of [...listeners]) {
			undisturbed(log, listener);
		}
	}

	/** Cancels the jobs of this window that another one was asked to cancel; ends with the last job. */
	async function watchForCancels(): Promise<void> {
		while (live.size > 0) {
			await clock.sleep(policy.lease.heartbeat);
			// Before the look: what begins during it may have been cancelled in an earlier run.
			const underWay = [...live].filter(([, { isUnderWay }]) => isUnderWay);
			const wanted = await journal.cancelRequests().catch(() => new Set<string>());
			for (const [id, { cancel }] of underWay) {
				if (wanted.has(id) && !cancel.signal.aborted) {
					cancel.abort();
				}
			}
		}
		watching = undefined;
	}

	return {
		has: id => live.has(id),
		get: id => live.get(id),
		all: () => [...live.values()],
		add(job) {
			const entry: LiveJob = { job, cancel: new AbortController(), isUnderWay: false };
			live.set(job.intent.id, entry);
			return entry;
		},
		remove(id) {
			live.delete(id);
			tellChange();
		},
		update(job) {
			const entry = live.get(job.intent.id);
			if (entry !== undefined) {
				entry.job = job;
			}
			tellChange();
		},
		beUnderWay(entry) {
			entry.isUnderWay = true;
			watching ??= watchForCancels().catch((error: unknown) => {
				log.error('Cancelling from other windows stopped working', error);
			});
		},
		onDidChange(listener) {
			listeners.add(listener);
			return {
				dispose() {
					listeners.delete(listener);
				},
			};
		},
		dispose() {
			listeners.clear();
		},
	};
}

/** Calls a listener of a job's changes: one that throws must not break the job it watches. */
export function undisturbed(log: JobLog, watch: () => void): void {
	try {
		watch();
	} catch (error) {
		log.error('A change of a job could not be shown', error);
	}
}
