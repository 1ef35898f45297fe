import { policy } from '../../policy.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Job } from '../job.ts';
import type { JobNotice } from '../jobNotice.ts';
import type { Journal } from '../journal/journal.ts';
import type { JobLog } from './jobService.ts';

/** A job that this window works on. */
export interface LiveJob {
	job: Job;
	/** What it is waiting for, as far as that isn't in `job`. */
	notice?: JobNotice | undefined;
	readonly cancel: AbortController;
	/** Earlier cancel requests have been dropped or obeyed; a new one is meant for this run. */
	isUnderWay: boolean;
}

/** The jobs that this window works on. */
export interface LiveJobs {
	has(id: string): boolean;
	get(id: string): LiveJob | undefined;
	all(): readonly LiveJob[];
	add(job: Job, notice?: JobNotice): LiveJob;
	remove(id: string): void;
	/** Sets the job's new state. */
	update(job: Job): void;
	/** The job waits for this now, or, where undefined, for nothing. */
	note(id: string, notice: JobNotice | undefined): void;
	/** Notifies listeners that a job changed that isn't being worked on. */
	fireChange(): void;
	/** From now on, a cancel that another window requests is meant for this run. */
	markUnderWay(entry: LiveJob): void;
	readonly onDidChange: (listener: () => void) => { dispose(): void };
	/** Stops notifying listeners. */
	dispose(): void;
}

export function createLiveJobs(journal: Journal, clock: Clock, log: JobLog): LiveJobs {
	const live = new Map<string, LiveJob>();
	const listeners = new Set<() => void>();
	let watching: Promise<void> | undefined;

	function fireChange(): void {
		for (const listener of [...listeners]) {
			undisturbed(log, listener);
		}
	}

	/** Cancels the jobs of this window that another window has requested to cancel; ends with the last job. */
	async function watchForCancels(): Promise<void> {
		while (live.size > 0) {
			await clock.sleep(policy.lease.heartbeat);
			// Taken before the look: a request that it finds may be meant for an earlier run of a job that starts
			// meanwhile.
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
		add(job, notice) {
			const entry: LiveJob = { job, notice, cancel: new AbortController(), isUnderWay: false };
			live.set(job.intent.id, entry);
			return entry;
		},
		remove(id) {
			live.delete(id);
			fireChange();
		},
		update(job) {
			const entry = live.get(job.intent.id);
			if (entry !== undefined) {
				if (entry.job.phase !== job.phase) {
					entry.notice = undefined;
				}
				entry.job = job;
			}
			fireChange();
		},
		note(id, notice) {
			const entry = live.get(id);
			if (entry !== undefined && entry.notice !== notice) {
				entry.notice = notice;
				fireChange();
			}
		},
		fireChange,
		markUnderWay(entry) {
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
