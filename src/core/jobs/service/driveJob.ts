import { createClient } from '../../api/client.ts';
import { createLimiter } from '../../limiter.ts';
import { requireStateError } from '../../state/stateFiles.ts';
import { describeJob } from '../describeJob.ts';
import { whyOf } from '../failure.ts';
import type { Job } from '../job.ts';
import type { JobNotice } from '../jobNotice.ts';
import { fingerprintOf } from '../journal/fingerprint.ts';
import { limitClient } from '../limitedClient.ts';
import { noteUnsentEnd } from '../noteUnsentEnd.ts';
import type { JobPorts } from '../ports.ts';
import { reduceJob } from '../reducer.ts';
import { answerLost } from '../run.ts';
import { runJob, saveStaged } from '../runner.ts';
import { stageImage } from '../stageImage.ts';
import type { Bookkeeping } from './bookkeeping.ts';
import type { DriveOptions, JobServiceOptions } from './jobService.ts';
import { notifyQuietly } from './liveJobs.ts';
import { messageOf } from '../../text/messageOf.ts';

/** Drives a job of this window from its current state until it ends or is parked. */
type DriveJob = (job: Job, options: DriveOptions, cancel: AbortSignal) => Promise<Job>;

/**
 * @param changed called whenever a job has changed.
 * @param noticed called with what a job waits for.
 */
export function createDriveJob(
	options: JobServiceOptions,
	{ note, park, giveBackCredits }: Bookkeeping,
	changed: (job: Job) => void,
	noticed: (id: string, notice: JobNotice | undefined) => void,
): DriveJob {
	const { http, timeouts, clock, apiKeys, journal, ledger, sink, references, log } = options;
	const jobLimiter = createLimiter(options.parallelJobs);
	const requestLimiter = createLimiter(options.parallelJobs);

	function portsFor(job: Job, apiKey: string, onChange: DriveOptions['onChange']): JobPorts {
		const baseUrl = new URL(job.intent.apiBaseUrl);
		const { id } = job.intent;
		return {
			api: limitClient(
				createClient({ http, baseUrl, apiKey, now: () => clock.now(), timeouts }),
				requestLimiter,
			),
			clock,
			journal,
			budget: ledger,
			sink,
			references,
			keyFingerprint: fingerprintOf(apiKey),
			verify: stageImage,
			...(options.finish && { finish: options.finish }),
			onChange: now => {
				log.info(`Job ${id}: ${describeJob(now)}`);
				changed(now);
				notifyQuietly(log, () => onChange?.(now));
			},
			onNotice: notice => {
				noticed(id, notice);
			},
			onTrouble: (_job, error) => {
				log.warn(`Job ${id}: ${messageOf(error)}; it goes on all the same`);
			},
		};
	}

	/** The key store's answer, or the error where it cannot be read or written. */
	function keyFrom(answer: Promise<string | undefined>): Promise<string | Error | undefined> {
		return answer.catch((error: unknown) => {
			log.error('The secret storage failed', error);
			return error instanceof Error ? error : new Error(String(error));
		});
	}

	async function askForKey({ intent: { id, apiBaseUrl } }: Job, isRefused: boolean) {
		noticed(id, { type: 'key' });
		try {
			return await keyFrom(apiKeys.ask(new URL(apiBaseUrl).origin, isRefused));
		} finally {
			noticed(id, undefined);
		}
	}

	/** Runs the job; if the service refuses the key, asks for another one and continues with the same job. */
	async function driveWithKey(
		start: Job,
		{ onChange, ask }: DriveOptions,
		cancel: AbortSignal,
	): Promise<Job> {
		const { origin } = new URL(start.intent.apiBaseUrl);
		// An image that is paid for and loaded is saved even if there is no longer a key.
		let job =
			start.phase === 'ready' ? await saveStaged(start, portsFor(start, '', onChange), cancel) : start;
		if (start.phase === 'ready' && job.phase !== 'accepted') {
			return job;
		}
		let refused: string | undefined;
		for (;;) {
			// Another job may have asked for a new key meanwhile.
			const stored = await keyFrom(apiKeys.get(origin));
			const usable = stored === refused ? undefined : stored;
			const key = usable ?? (ask ? await askForKey(job, refused !== undefined) : undefined);
			if (key instanceof Error) {
				return park(job, { kind: 'keyStore', ...whyOf(key.cause ?? key) });
			}
			if (key === undefined) {
				return job.parked ? job : park(job, { kind: 'key' });
			}
			job = await runJob(job, portsFor(job, key, onChange), cancel);
			if (job.parked?.problem.kind !== 'key' || cancel.aborted) {
				return job;
			}
			refused = key;
		}
	}

	/** Cancelled before its turn. The user reads "cancelled" only once that is on the disk. */
	async function cancelUnsent(job: Job): Promise<Job> {
		try {
			await noteUnsentEnd(journal, job, { type: 'cancelled' });
		} catch (error) {
			requireStateError(error);
			return reduceJob(job, {
				type: 'parked',
				parking: { problem: { kind: 'unnoted', ...whyOf(error) } },
			});
		}
		await giveBackCredits(job.intent.id);
		return reduceJob(job, { type: 'cancelled' });
	}

	/** A job that the service hasn't accepted waits for its turn; an accepted one continues immediately. */
	return async (job, driveOptions, cancel) => {
		if (job.phase === 'sent') {
			// No key is needed to find out that the outcome is unknown.
			const resumed = job.parked === undefined ? job : await note(job, { type: 'resumed' });
			return note(resumed, answerLost);
		}
		if (job.phase !== 'intent') {
			return driveWithKey(job, driveOptions, cancel);
		}
		try {
			return await jobLimiter.run(() => driveWithKey(job, driveOptions, cancel), cancel);
		} catch (error) {
			if (cancel.aborted && error === cancel.reason) {
				return cancelUnsent(job);
			}
			throw error;
		}
	};
}
