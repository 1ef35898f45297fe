import { EventEmitter, type Event } from 'vscode';
import { createClient, type ClientTimeouts } from '../../core/api/client.ts';
import type { Http } from '../../core/api/fetch.ts';
import { limitClient } from '../../core/api/limitedClient.ts';
import type { DailyLedger, DailyUse } from '../../core/credits/dailyLedger.ts';
import {
	awaitsChoice,
	isTerminal,
	mayHaveCost,
	type Job,
	type JobIntent,
	type JobTarget,
} from '../../core/jobs/job.ts';
import { type Journal } from '../../core/jobs/journal/journal.ts';
import { fingerprintOf } from '../../core/jobs/journal/fingerprint.ts';
import { LeaseLostError } from '../../core/jobs/journal/leaseLostError.ts';
import { createLimiter } from '../../core/jobs/limiter.ts';
import { policy } from '../../core/jobs/policy.ts';
import type { Clock, JobPorts, JobReferences, JobSink } from '../../core/jobs/ports.ts';
import type { Problem } from '../../core/jobs/problem.ts';
import { newJob, reduceJob, type JobEvent } from '../../core/jobs/reducer.ts';
import { runJob } from '../../core/jobs/runner.ts';
import { stageImage } from '../../core/jobs/stageImage.ts';
import { StateError } from '../../core/state/stateFiles.ts';
import type { ApiKeys } from '../storage/apiKeys.ts';
import type { Log } from '../ui/log.ts';
import { describeJob } from './describeJob.ts';

export interface JobServiceOptions {
	readonly http: Http;
	readonly timeouts: ClientTimeouts;
	readonly clock: Clock;
	readonly apiKeys: ApiKeys;
	readonly journal: Journal;
	readonly ledger: DailyLedger;
	readonly sink: JobSink;
	readonly references: JobReferences;
	readonly finish: JobPorts['finish'];
	readonly log: Log;
	/** How many jobs may run at a time. */
	readonly parallelJobs: () => number;
}

export interface DriveOptions {
	/** Aborted when the user cancels. */
	readonly cancel?: AbortSignal;
	readonly onChange?: (job: Job) => void;
	/** Whether the user may be asked for a key; in the background a job waits for one instead. */
	readonly ask: boolean;
}

/** A job that this window works on. */
interface Live {
	job: Job;
	readonly cancel: AbortController;
}

/** Runs jobs with the user's key, a few at a time, each in one window only. */
export interface JobService {
	/**
	 * Sets the credits aside and writes the jobs down; nothing is sent yet. All of them, or none where the day's
	 * limit leaves no room: then it resolves to what stands against it.
	 *
	 * @throws StateError
	 */
	open(intents: readonly JobIntent[]): Promise<readonly Job[] | DailyUse>;
	/**
	 * Takes a job on from where it stands until it ends or is parked; undefined where another window has it. It
	 * stays this window's until `settle`.
	 */
	drive(job: Job, options: DriveOptions): Promise<Job | undefined>;
	/** Stops a job until the user decides; undefined where another window has it. */
	park(job: Job, problem: Problem): Promise<Job | undefined>;
	/** Gives what is not saved yet another place; undefined where another window has the job. */
	retarget(job: Job, target: JobTarget): Promise<Job | undefined>;
	/** The user wants this variation: it is saved when it is driven on; undefined where another window has it. */
	choose(job: Job): Promise<Job | undefined>;
	/** The user has been told how a job stands: it is nobody's now. */
	settle(job: Job): Promise<void>;
	/** Cancels a job, whichever window works on it, or none. */
	cancel(job: Job): Promise<void>;
	/** The user wants to hear no more of a job; credits that nobody can account for stop counting. */
	dismiss(job: Job): Promise<void>;
	/** Whether this very window started the job. */
	isOwn(id: string): boolean;
	/** The jobs that this window works on, as they stand. */
	running(): readonly Job[];
	readonly onDidChangeRunning: Event<void>;
	/** Gives every job to other windows, unless an answer is still to come. */
	dispose(): Promise<void>;
}

export function createJobService(options: JobServiceOptions): JobService {
	const { http, timeouts, clock, apiKeys, journal, ledger, sink, references, log } = options;
	const jobLimiter = createLimiter(options.parallelJobs);
	const requestLimiter = createLimiter(options.parallelJobs);
	const live = new Map<string, Live>();
	const own = new Set<string>();
	const changed = new EventEmitter<void>();
	let watching: Promise<void> | undefined;

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
				const entry = live.get(id);
				if (entry !== undefined) {
					entry.job = now;
				}
				log.info(`Job ${id}: ${describeJob(now)}`);
				onChange?.(now);
				changed.fire();
			},
			onTrouble: (_job, error) => {
				const reason = error instanceof Error ? error.message : String(error);
				log.warn(`Job ${id}: ${reason}; it goes on all the same`);
			},
		};
	}

	/** Outside of the runner; where the disk refuses, the window goes on with what it knows. */
	async function record(job: Job, event: JobEvent): Promise<Job> {
		try {
			await journal.record(job.intent.id, event);
		} catch (error) {
			if (!(error instanceof StateError)) {
				throw error;
			}
			log.error(`Job ${job.intent.id}: ${event.type} could not be noted`, error);
		}
		return reduceJob(job, event);
	}

	/** Runs the job; where the service refuses the key, asks for another one and goes on with the same job. */
	async function driveWithKey(
		start: Job,
		{ onChange, ask }: DriveOptions,
		cancel: AbortSignal,
	): Promise<Job> {
		const { origin } = new URL(start.intent.apiBaseUrl);
		let job = start;
		let refused: string | undefined;
		for (;;) {
			// Another job may have asked for a new key meanwhile.
			const stored = await apiKeys.get(origin);
			const why = refused === undefined ? undefined : 'The service refused the API key.';
			const usable = stored === refused ? undefined : stored;
			const key = usable ?? (ask ? await apiKeys.ask(origin, why) : undefined);
			if (key === undefined) {
				const problem = job.parked?.problem ?? ({ kind: 'key' } as const);
				return job.parked ? job : await record(job, { type: 'parked', parking: { problem } });
			}
			job = await runJob(job, portsFor(job, key, onChange), cancel);
			if (job.parked?.problem.kind !== 'key' || cancel.aborted) {
				return job;
			}
			refused = key;
		}
	}

	/** What the service has not taken waits for its turn; what it has goes on at once. */
	async function driveInTurn(job: Job, driveOptions: DriveOptions, cancel: AbortSignal): Promise<Job> {
		if (job.phase !== 'intent') {
			return driveWithKey(job, driveOptions, cancel);
		}
		try {
			return await jobLimiter.run(() => driveWithKey(job, driveOptions, cancel), cancel);
		} catch (error) {
			if (cancel.aborted && error === cancel.reason) {
				// Cancelled before its turn: it is not sent.
				await ledger.release(job.intent.id);
				return record(job, { type: 'cancelled' });
			}
			throw error;
		}
	}

	/** Cancels the jobs of this window that another one was asked to cancel; ends with the last job. */
	async function watchForCancels(): Promise<void> {
		while (live.size > 0) {
			await clock.sleep(policy.lease.heartbeat);
			for (const [id, { cancel }] of live) {
				if (!cancel.signal.aborted && (await journal.isCancelRequested(id).catch(() => false))) {
					cancel.abort();
				}
			}
		}
		watching = undefined;
	}

	/** Makes the job this window's, and gives it as it stands; undefined where another window has it. */
	async function take(job: Job): Promise<Job | undefined> {
		const { id } = job.intent;
		return (await journal.holds(id)) ? job : journal.claim(id);
	}

	/** Nothing to worry about: the job goes on in another window. */
	function leftToOthers(error: unknown): undefined {
		if (!(error instanceof LeaseLostError)) {
			throw error;
		}
		log.info(error.message);
	}

	async function drive(job: Job, driveOptions: DriveOptions): Promise<Job | undefined> {
		const { id } = job.intent;
		if (live.has(id)) {
			return undefined;
		}
		const cancel = new AbortController();
		const entry = { job, cancel };
		live.set(id, entry);
		const signal = driveOptions.cancel
			? AbortSignal.any([cancel.signal, driveOptions.cancel])
			: cancel.signal;
		try {
			const taken = await take(job).catch(leftToOthers);
			if (taken === undefined) {
				return undefined;
			}
			entry.job = taken;
			changed.fire();
			watching ??= watchForCancels().catch((error: unknown) => {
				log.error('Cancelling from other windows stopped working', error);
			});
			return await driveInTurn(taken, driveOptions, signal).catch(leftToOthers);
		} catch (error) {
			// Nobody foresaw this: another try, here or in another window, finds the job as it is on the disk.
			await journal.release(id).catch(() => undefined);
			throw error;
		} finally {
			live.delete(id);
			changed.fire();
		}
	}

	async function settle(job: Job): Promise<void> {
		try {
			if ((isTerminal(job.phase) || awaitsChoice(job)) && (await journal.holds(job.intent.id))) {
				await record(job, { type: 'told' });
			}
			await journal.release(job.intent.id);
		} catch (error) {
			log.error(`Job ${job.intent.id} could not be settled`, error);
		}
	}

	return {
		async open(intents) {
			const full = await ledger.reserveAll(intents);
			if (full !== undefined) {
				return full;
			}
			try {
				await Promise.all(intents.map(intent => journal.open(intent)));
			} catch (error) {
				// Whoever is told that it failed does not expect to find it sent later.
				const undo = intents.flatMap(({ id }) => [ledger.release(id), journal.discard(id)]);
				for (const result of await Promise.allSettled(undo)) {
					if (result.status === 'rejected') {
						log.error('A job that could not be started could not be removed', result.reason);
					}
				}
				throw error;
			}
			intents.forEach(({ id }) => own.add(id));
			return intents.map(newJob);
		},
		drive,
		async park(job, problem) {
			const taken = await take(job);
			return taken && record(taken, { type: 'parked', parking: { problem } });
		},
		async retarget(job, target) {
			const taken = await take(job);
			return taken && record(taken, { type: 'retargeted', target });
		},
		async choose(job) {
			const taken = await take(job);
			return taken && record(taken, { type: 'chosen' });
		},
		settle,
		async cancel(job) {
			const { id } = job.intent;
			const here = live.get(id);
			if (here !== undefined) {
				here.cancel.abort();
			} else if (await journal.isTaken(id)) {
				await journal.requestCancel(id);
			} else {
				const end = await drive(job, { cancel: AbortSignal.abort(), ask: false });
				await (end && settle(end));
			}
		},
		async dismiss(job) {
			const taken = await take(job);
			if (taken !== undefined) {
				await record(taken, { type: 'dismissed', at: clock.now() });
				await journal.release(job.intent.id);
				if (taken.phase === 'unknown' || !mayHaveCost(taken)) {
					await ledger.release(job.intent.id);
				}
			}
		},
		isOwn: id => own.has(id),
		running: () => [...live.values()].map(({ job }) => job),
		onDidChangeRunning: changed.event,
		async dispose() {
			changed.dispose();
			const ready = [...live].filter(([, { job }]) => job.phase !== 'sent');
			await Promise.all(ready.map(([id]) => journal.release(id)));
		},
	};
}
