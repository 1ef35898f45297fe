import type { Clock } from '../../clock/clock.ts';
import { policy } from '../../policy.ts';
import { StateError } from '../../state/stateFiles.ts';
import type { DailyLedger } from '../dailyLedger.ts';
import { mayHaveCost, type Job } from '../job.ts';
import type { Journal } from '../journal/journal.ts';
import { LeaseLostError } from '../journal/leaseLostError.ts';
import type { JobLog } from './jobService.ts';
import { ignoreLostLease } from './ignoreLostLease.ts';

export type UnsentJobs = ReturnType<typeof createUnsentJobs>;

/** Keeps jobs that were never sent and are no longer wanted from being sent, even where the disk refuses to note it. */
export function createUnsentJobs(journal: Journal, ledger: DailyLedger, clock: Clock, log: JobLog) {
	/** The ids of jobs whose end the user decided on and the disk refused to note. */
	const unnoted = new Set<string>();
	const unwanted = new Set<string>();
	let noting: Promise<void> | undefined;
	let ending = false;

	/** Until it works, this window keeps the job, so that no one sends it. */
	async function noteWhatWasDecided(): Promise<void> {
		for (const id of unnoted) {
			try {
				await journal.discard(id);
				unnoted.delete(id);
				await ledger.release(id);
			} catch (error) {
				if (error instanceof LeaseLostError) {
					unnoted.delete(id);
					unwanted.add(id);
				} else if (!(error instanceof StateError)) {
					log.error(`Job ${id} could not be removed`, error);
				}
			}
		}
	}

	async function keepNoting(): Promise<void> {
		while (unnoted.size > 0 && !ending) {
			await clock.sleep(policy.lease.heartbeat);
			await noteWhatWasDecided();
		}
		noting = undefined;
	}

	async function keepToNote(id: string): Promise<void> {
		unnoted.add(id);
		noting ??= keepNoting();
		await journal.requestCancel(id).catch(() => undefined);
	}

	return {
		/** Whether this window still has to note that the job is over. */
		isUnnoted: (id: string): boolean => unnoted.has(id),
		/** Whether the job must stay unsent although its lease could not be taken. */
		isUnwanted: (id: string): boolean => unwanted.has(id),
		/** The user wants the job again. */
		want(id: string) {
			unwanted.delete(id);
		},
		/** The job is driven again: what still had to be noted about it no longer holds. */
		forgetNote(id: string) {
			unnoted.delete(id);
		},
		/**
		 * This window keeps the job until its end can be noted; if the window is gone before that, a cancel request takes
		 * effect instead.
		 */
		keepToNote,
		/**
		 * Removes a job. If that fails, this window keeps the job until it can be removed.
		 *
		 * @throws StateError
		 */
		async remove(id: string) {
			try {
				await journal.discard(id).catch(ignoreLostLease(log));
			} catch (error) {
				await keepToNote(id);
				throw error;
			}
		},
		/**
		 * Keeps a job that was never sent from being sent by itself, where the disk refuses even the lease that is needed
		 * to change it: an empty file fits on a full disk, and every window looks for it first.
		 *
		 * @throws StateError where that cannot be written either; then this window alone remembers it.
		 */
		async keepUnsent(job: Job) {
			if (!mayHaveCost(job)) {
				unwanted.add(job.intent.id);
				await journal.requestCancel(job.intent.id);
			}
		},
		/** Tries one last time to note what was decided. */
		async dispose() {
			ending = true;
			await noteWhatWasDecided();
		},
	};
}
