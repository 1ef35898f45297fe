import type { Job } from './job.ts';
import type { JobLog } from './service/jobService.ts';
import { policy } from '../policy.ts';
import type { Clock } from '../clock/clock.ts';

/** What an order comes to that was begun. */
export interface Started {
	/** As they were written down, before anything was sent. */
	readonly jobs: readonly Job[];
	/** The jobs as they stand once every one of them has ended or is parked. */
	readonly ended: Promise<readonly Job[]>;
}

/** What is done for an order, in this order. */
export interface SubmissionSteps {
	/** Writes the jobs down; undefined when the user thinks better of it. */
	readonly open: () => Promise<readonly Job[] | undefined>;
	/** Takes them on until each has ended or is parked. */
	readonly run: (jobs: readonly Job[]) => Promise<readonly Job[]>;
	/** Keeps for later what is no part of the jobs. Neither waited for, nor missed where it fails. */
	readonly keep: () => Promise<void>;
}

/** Carries out what the user orders in this window. */
export interface Submissions {
	/**
	 * Resolves as soon as the jobs are on their way; undefined when the user thinks better of it. The same order again
	 * within a second is a double click, and shares the first one's result, unless that has failed by then.
	 *
	 * @param key equal for equal requests.
	 */
	start(key: string, steps: SubmissionSteps): Promise<Started | undefined>;
}

export function createSubmissions(clock: Clock, log: JobLog): Submissions {
	/** The orders of the last second. */
	const recent = new Map<string, Promise<Started | undefined>>();

	async function carryOut({ open, run, keep }: SubmissionSteps, onDeclined: () => void) {
		let jobs: readonly Job[] | undefined;
		try {
			jobs = await open();
		} finally {
			if (jobs === undefined) {
				onDeclined();
			}
		}
		if (jobs === undefined) {
			return undefined;
		}
		// Nothing that is not part of a job stands between writing it down and running it.
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
		start(key, steps) {
			const before = recent.get(key);
			if (before !== undefined) {
				return before;
			}
			const forget = () => {
				// A later order of the same may have its place by now.
				if (recent.get(key) === result) {
					recent.delete(key);
				}
			};
			// An order that was declined spent nothing: asking again is no double click.
			const result = carryOut(steps, () => {
				forget();
			});
			recent.set(key, result);
			void clock.sleep(policy.doubleClick).then(forget);
			void forgetFailure(result, forget);
			return result;
		},
	};
}

/** What has come to nothing can be ordered again at once: nobody double-clicks on a failure. */
async function forgetFailure(result: Promise<Started | undefined>, forget: () => void): Promise<void> {
	try {
		const jobs = (await (await result)?.ended) ?? [];
		if (jobs.every(({ phase }) => phase === 'failed' || phase === 'cancelled')) {
			forget();
		}
	} catch {
		// It is told by whoever ordered.
	}
}
