import { createClient } from '../../core/api/client.ts';
import type { Http } from '../../core/api/fetch.ts';
import { isTerminal, type Job, type JobIntent, type JobTarget } from '../../core/jobs/job.ts';
import { createLimiter } from '../../core/jobs/limiter.ts';
import type { Clock, JobJournal, JobPorts, JobSink } from '../../core/jobs/ports.ts';
import { newJob, reduceJob, type JobEvent } from '../../core/jobs/reducer.ts';
import { runJob } from '../../core/jobs/runner.ts';
import { stageImage } from '../../core/jobs/stageImage.ts';
import type { ApiKeys } from '../storage/apiKeys.ts';
import type { Log } from '../ui/log.ts';

export interface JobServiceOptions {
	readonly http: Http;
	readonly clock: Clock;
	readonly apiKeys: ApiKeys;
	readonly journal: JobJournal;
	readonly sink: JobSink;
	readonly log: Log;
	/** How many jobs may run at a time. */
	readonly parallelJobs: () => number;
}

export interface DriveOptions {
	/** Aborted when the user cancels. */
	readonly cancel: AbortSignal;
	readonly onChange?: (job: Job) => void;
}

/** Runs jobs with the user's key, a few at a time. */
export interface JobService {
	/** Writes the job down; nothing is sent yet. */
	open(intent: JobIntent): Promise<Job>;
	/**
	 * Takes a job on from where it stands until it ends or is parked, asking for the key where it is missing or
	 * refused.
	 *
	 * @throws what the journal throws.
	 */
	drive(job: Job, options: DriveOptions): Promise<Job>;
	/** Gives what is not saved yet another place. */
	retarget(job: Job, target: JobTarget): Promise<Job>;
}

export function createJobService(options: JobServiceOptions): JobService {
	const { http, clock, apiKeys, journal, sink, log } = options;
	const limiter = createLimiter(options.parallelJobs);

	function portsFor(job: Job, apiKey: string, onChange: DriveOptions['onChange']): JobPorts {
		const baseUrl = new URL(job.intent.apiBaseUrl);
		return {
			api: createClient({ http, baseUrl, apiKey, now: () => clock.now() }),
			clock,
			journal,
			sink,
			verify: stageImage,
			onChange: changed => {
				log.info(`Job ${changed.intent.id}: ${describe(changed)}`);
				onChange?.(changed);
			},
			onTrouble: (troubled, error) => {
				const reason = error instanceof Error ? error.message : String(error);
				log.warn(`Job ${troubled.intent.id}: ${reason}; it is tried again`);
			},
		};
	}

	async function record(job: Job, event: JobEvent): Promise<Job> {
		await journal.record(job.intent.id, event);
		return reduceJob(job, event);
	}

	/** Runs the job; where the service refuses the key, asks for another one and goes on with the same job. */
	async function driveWithKey(start: Job, { cancel, onChange }: DriveOptions): Promise<Job> {
		const { origin } = new URL(start.intent.apiBaseUrl);
		let job = start;
		let refused: string | undefined;
		for (;;) {
			// Another job may have asked for a new key meanwhile.
			const stored = await apiKeys.get(origin);
			const why = refused === undefined ? undefined : 'The service refused the API key.';
			const key = stored === refused || stored === undefined ? await apiKeys.ask(origin, why) : stored;
			if (key === undefined) {
				const problem = job.parked?.problem ?? ({ kind: 'key' } as const);
				return job.parked ? job : record(job, { type: 'parked', parking: { problem } });
			}
			job = await runJob(job, portsFor(job, key, onChange), cancel);
			if (job.parked?.problem.kind !== 'key' || cancel.aborted) {
				return job;
			}
			refused = key;
		}
	}

	return {
		async open(intent) {
			await journal.open(intent);
			return newJob(intent);
		},
		async drive(job, driveOptions) {
			const { cancel } = driveOptions;
			try {
				return await limiter.run(() => driveWithKey(job, driveOptions), cancel);
			} catch (error) {
				if (cancel.aborted && error === cancel.reason) {
					// Cancelled before its turn: what the service has not taken is not sent; what it has, it cancels.
					return job.predictionId === undefined
						? await record(job, { type: 'cancelled' })
						: await driveWithKey(job, driveOptions);
				}
				throw error;
			}
		},
		retarget: (job, target) => record(job, { type: 'retargeted', target }),
	};
}

function describe(job: Job): string {
	const parts: string[] = [job.phase];
	if (job.predictionId !== undefined) {
		parts.push(`prediction ${job.predictionId}`);
	}
	if (job.cancelling && !isTerminal(job.phase)) {
		parts.push('cancelling');
	}
	const problem = job.parked?.problem ?? job.problem;
	if (problem !== undefined) {
		parts.push(JSON.stringify(problem));
	}
	for (const { uri } of job.saved ?? []) {
		parts.push(uri);
	}
	return parts.join(', ');
}
