import { policy } from '../../policy.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Job } from '../job.ts';
import type { JobNotice } from '../jobNotice.ts';
import type { Journal } from '../journal/journal.ts';
import type { JobLog } from './jobService.ts';

/** A job that this window works on. */
interface LiveJob {
	job: Job;
	/** What it is waiting for, as far as that isn't in `job`. */
	notice?: JobNotice | undefined;
	readonly cancel: AbortController;
	/** Earlier cancel requests have been dropped or obeyed; a new one is meant for this run. */
	isUnderWay: boolean;
}

/** The jobs that this window works on. */
export function createLiveJobs(journal: Journal, clock: Clock, log: JobLog) {
	const live = new Map<string, LiveJob>();
	const listeners = new Set<() => void>();
	let watching: Promise<void> | undefined;

	function fireChange(): void {
		for (const listener of [...listeners]) {
			notifyQuietly(log, listener);
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
		has: (id: string): boolean => live.has(id),
		get: (id: string): LiveJob | undefined => live.get(id),
		all: (): readonly LiveJob[] => [...live.values()],
		add(job: Job, notice?: JobNotice): LiveJob {
			const entry: LiveJob = { job, notice, cancel: new AbortController(), isUnderWay: false };
			live.set(job.intent.id, entry);
			return entry;
		},
		remove(id: string) {
			live.delete(id);
			fireChange();
		},
		/** Sets the job's new state. */
		update(job: Job) {
			const entry = live.get(job.intent.id);
			if (entry !== undefined) {
				if (entry.job.phase !== job.phase) {
					entry.notice = undefined;
				}
				entry.job = job;
			}
			fireChange();
		},
		/** The job waits for this now, or, where undefined, for nothing. */
		note(id: string, notice: JobNotice | undefined) {
			const entry = live.get(id);
			if (entry !== undefined && entry.notice !== notice) {
				entry.notice = notice;
				fireChange();
			}
		},
		/** Notifies listeners that a job changed that isn't being worked on. */
		fireChange,
		/** From now on, a cancel that another window requests is meant for this run. */
		markUnderWay(entry: LiveJob) {
			entry.isUnderWay = true;
			watching ??= watchForCancels().catch((error: unknown) => {
				log.error('Cancelling from other windows stopped working', error);
			});
		},
		onDidChange(listener: () => void): { dispose(): void } {
			listeners.add(listener);
			return {
				dispose() {
					listeners.delete(listener);
				},
			};
		},
		/** Stops notifying listeners. */
		dispose() {
			listeners.clear();
		},
	};
}

/** Calls a listener of a job's changes: one that throws must not break the job it watches. */
export function notifyQuietly(log: JobLog, watch: () => void): void {
	try {
		watch();
	} catch (error) {
		log.error('A change of a job could not be shown', error);
	}
}
