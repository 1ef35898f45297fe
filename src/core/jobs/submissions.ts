import type { Job } from './job.ts';
import type { JobLog } from './service/jobService.ts';
import { policy } from '../policy.ts';
import type { Clock } from '../clock/clock.ts';

/** A request that was started. */
export interface Started {
	/** As they were written down, before anything was sent. */
	readonly jobs: readonly Job[];
	/** The jobs in their final state, once every one of them has ended or is parked. */
	readonly ended: Promise<readonly Job[]>;
}

/** The steps of a request, in this order. */
export interface SubmissionSteps {
	/** Writes the jobs down; undefined when the user declines. */
	readonly open: () => Promise<readonly Job[] | undefined>;
	/** Drives them until each has ended or is parked. */
	readonly run: (jobs: readonly Job[]) => Promise<readonly Job[]>;
	/** Keeps for later what is not part of the jobs. Not awaited; a failure is only logged. */
	readonly keep: () => Promise<void>;
}

export type Submissions = ReturnType<typeof createSubmissions>;

/** Carries out the user's requests in this window. */
export function createSubmissions(clock: Clock, log: JobLog) {
	/** The requests of the last second. */
	const recent = new Map<string, Promise<Started | undefined>>();

	async function carryOut({ open, run, keep }: SubmissionSteps): Promise<Started | undefined> {
		const jobs = await open();
		if (jobs === undefined) {
			return undefined;
		}
		// Nothing that is not part of a job may come between writing it down and running it.
		const ended = run(jobs);
		void keepQuietly(keep);
		return { jobs, ended };
	}

	async function keepQuietly(keep: SubmissionSteps['keep']): Promise<void> {
		try {
			await keep();
		} catch (error) {
			log.error('The prompt could not be kept for the next time', error);
		}
	}

	return {
		/**
		 * Resolves as soon as the jobs are on their way; undefined when the user declines. The same request again within
		 * a second is a double click, and shares the first one's result, unless that has already failed.
		 *
		 * @param key equal for equal requests.
		 */
		start(key: string, steps: SubmissionSteps): Promise<Started | undefined> {
			const before = recent.get(key);
			if (before !== undefined) {
				return before;
			}
			const forget = () => {
				// A later request with the same key may be here now.
				if (recent.get(key) === result) {
					recent.delete(key);
				}
			};
			const result = carryOut(steps);
			recent.set(key, result);
			void clock.sleep(policy.doubleClick).then(forget);
			void forgetUnspent(result, forget);
			return result;
		},
	};
}

/**
 * A request that was declined or failed can be repeated immediately: no one double-clicks on a failure, which the caller
 * reports. A job that another window has taken over is not among those that ended here, and may still succeed there.
 */
async function forgetUnspent(result: Promise<Started | undefined>, forget: () => void): Promise<void> {
	let started: Started | undefined;
	try {
		started = await result;
	} catch {
		// Forgotten below.
	}
	const ended = started && (await started.ended.catch(() => []));
	const failed = ended?.filter(({ phase }) => phase === 'failed' || phase === 'cancelled');
	if (failed?.length === started?.jobs.length) {
		forget();
	}
}
