import { createClient, type ClientTimeouts } from '../api/client.ts';
import type { Http } from '../api/fetch.ts';
import { limitClient } from './limitedClient.ts';
import type { DailyLedger, DailyUse } from './dailyLedger.ts';
import { awaitsChoice, isTerminal, mayHaveCost, type Job } from './job.ts';
import type { Intent, JobTarget } from './intent.ts';
import { type Journal } from './journal/journal.ts';
import { fingerprintOf } from './journal/fingerprint.ts';
import { JobExistsError } from './journal/jobExistsError.ts';
import { LeaseLostError } from './journal/leaseLostError.ts';
import { createLimiter } from '../limiter.ts';
import { policy } from '../policy.ts';
import type { JobPorts, JobReferences, JobSink } from './ports.ts';
import type { Clock } from '../clock/clock.ts';
import type { Problem } from './problem.ts';
import { noteUnsentEnd } from './noteUnsentEnd.ts';
import { newJob, reduceJob, type JobEvent } from './reducer.ts';
import { answerLost } from './run.ts';
import { runJob } from './runner.ts';
import { stageImage } from './stageImage.ts';
import { StateError } from '../state/stateFiles.ts';
import { UserError } from '../userError.ts';
import { describeJob } from './describeJob.ts';

/** What is written to the log of a window. */
export interface JobLog {
	info(message: string): void;
	warn(message: string): void;
	/** With the stack and the causes of an error. */
	error(message: string, error?: unknown): void;
}

/** The API keys of the user, each bound to the origin that it was entered for. */
export interface KeyStore {
	/** Rejects where the store cannot be read: a keyring that is locked, for one. */
	get(origin: string): Promise<string | undefined>;
	/** Asks the user for a key, and keeps it; undefined where none is given. `why` explains the question. */
	ask(origin: string, why?: string): Promise<string | undefined>;
}

export interface JobServiceOptions {
	readonly http: Http;
	readonly timeouts: ClientTimeouts;
	readonly clock: Clock;
	readonly apiKeys: KeyStore;
	readonly journal: Journal;
	readonly ledger: DailyLedger;
	readonly sink: JobSink;
	readonly references: JobReferences;
	readonly finish?: JobPorts['finish'];
	readonly log: JobLog;
	/** How many jobs may run at a time. */
	readonly parallelJobs: () => number;
}

export interface DriveOptions {
	/** Aborted when the user cancels. */
	readonly cancel?: AbortSignal;
	readonly onChange?: (job: Job) => void;
	/**
	 * Whether the user wants this now, and may be asked for a key. In the background a job waits for one instead, and a
	 * cancel that was asked of a window which is gone still counts.
	 */
	readonly ask: boolean;
}

const sentAgain = () => new UserError('It was sent again, or dismissed, already.', { type: 'showJobs' });

/** A job that this window works on. */
interface Live {
	job: Job;
	readonly cancel: AbortController;
	/** Earlier cancel requests have been dropped or obeyed; a new one is meant for this run. */
	isUnderWay: boolean;
}

/** Runs jobs with the user's key, a few at a time, each in one window only. */
export interface JobService {
	/**
	 * Sets the credits aside and writes the jobs down; nothing is sent yet. All of them, or none where the day's
	 * limit leaves no room: then it resolves to what stands against it.
	 *
	 * @throws StateError
	 */
	open(intents: readonly Intent[]): Promise<readonly Job[] | DailyUse>;
	/**
	 * Takes a job on from where it stands until it ends or is parked; undefined where another window has it. It
	 * stays this window's until `settle`.
	 */
	drive(job: Job, options: DriveOptions): Promise<Job | undefined>;
	/** Makes a job that a window left behind this window's; undefined where somebody has it, here or elsewhere. */
	takeUp(id: string): Promise<Job | undefined>;
	/** Lets others have a job that nothing more is done about here. */
	putBack(id: string): Promise<void>;
	/** Stops a job until the user decides; undefined where another window has it. */
	park(job: Job, problem: Problem): Promise<Job | undefined>;
	/** Gives what is not saved yet another place; undefined where another window has the job. */
	retarget(job: Job, target: JobTarget): Promise<Job | undefined>;
	/** The user wants this variation: it is saved when it is driven on; undefined where another window has it. */
	choose(job: Job): Promise<Job | undefined>;
	/** Whether a job that came to rest here still stands as it did then: nobody has taken it on again in this window. */
	isLatest(job: Job): boolean;
	/** Those that still stand as they came to rest here: neither this window nor another one has taken them on since. */
	standing(jobs: readonly Job[]): Promise<readonly Job[]>;
	/** The user has been told how a job stands: gives it back, unless it was taken on again meanwhile. */
	settle(job: Job): Promise<void>;
	/** Cancels a job, whichever window works on it, or none; then resolves to the job as it stands. */
	cancel(job: Job): Promise<Job | undefined>;
	/**
	 * Opens a job that takes the place of one that ended, which is dismissed. There is one successor of each job, by its
	 * id, so however often and wherever it is asked for, one is sent.
	 *
	 * @throws UserError where the job has a successor, or was dismissed; StateError
	 */
	renew(job: Job, successor: Intent): Promise<Job | DailyUse>;
	/**
	 * The user wants to hear no more of a job; credits that nobody can account for stop counting.
	 *
	 * @throws UserError where that cannot be noted, or another window works on the job: it stays on the list.
	 */
	dismiss(job: Job): Promise<void>;
	/**
	 * Takes a job that ended for this window alone, gives it stands to the task, and gives it back.
	 *
	 * @throws UserError where this window or another one does something about it already.
	 */
	exclusively<T>(job: Job, task: (job: Job) => Promise<T>): Promise<T>;
	/** Whether this very window started the job. */
	isOwn(id: string): boolean;
	/** The jobs that this window works on, as they stand. */
	running(): readonly Job[];
	/** Called whenever a job that this window works on has changed. */
	readonly onDidChangeRunning: (listener: () => void) => { dispose(): void };
	/** Gives every job to other windows, unless an answer is still to come. */
	dispose(): Promise<void>;
}

export function createJobService(options: JobServiceOptions): JobService {
	const { http, timeouts, clock, apiKeys, journal, ledger, sink, references, log } = options;
	const jobLimiter = createLimiter(options.parallelJobs);
	const requestLimiter = createLimiter(options.parallelJobs);
	const live = new Map<string, Live>();
	const own = new Set<string>();
	/** How the jobs came to rest that were taken on last here. */
	const latest = new Map<string, Job>();
	/** What was in `latest` until the job was taken on again: whoever still has it tells nobody of it. */
	const outdated = new WeakSet<Job>();
	/** Opened here, and not driven yet: a cancel that was asked for meanwhile counts. */
	const fresh = new Set<string>();
	/** What the user decided about jobs that were never sent, and the disk would not note; none of them is sent by itself. */
	const unnoted = new Set<string>();
	/** Jobs that must stay unsent although their lease could not be taken. */
	const unwanted = new Set<string>();
	/** Jobs that something is done about right now. */
	const busy = new Set<string>();
	/** Takes of one job in this window run one after the other: a lease only keeps windows apart. */
	const taking = new Map<string, Promise<unknown>>();
	const listeners = new Set<() => void>();
	let watching: Promise<void> | undefined;
	let noting: Promise<void> | undefined;
	let ending = false;

	function tellChange(): void {
		for (const listener of [...listeners]) {
			undisturbed(listener);
		}
	}

	/** A listener that throws must not break the job it watches. */
	function undisturbed(watch: () => void): void {
		try {
			watch();
		} catch (error) {
			log.error('A change of a job could not be shown', error);
		}
	}

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
				undisturbed(() => onChange?.(now));
				tellChange();
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

	const park = (job: Job, problem: Problem) => record(job, { type: 'parked', parking: { problem } });

	/** What the key store answers; the error where it cannot be read or written. */
	function keyFrom(answer: Promise<string | undefined>): Promise<string | Error | undefined> {
		return answer.catch((error: unknown) => {
			log.error('The secret storage failed', error);
			return error instanceof Error ? error : new Error(String(error));
		});
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
			const stored = await keyFrom(apiKeys.get(origin));
			const why = refused === undefined ? undefined : 'The service refused the API key.';
			const usable = stored === refused ? undefined : stored;
			const key = usable ?? (ask ? await keyFrom(apiKeys.ask(origin, why)) : undefined);
			if (key instanceof Error) {
				return park(job, { kind: 'keyStore', detail: key.message });
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

	/** What the service has not taken waits for its turn; what it has goes on at once. */
	async function driveInTurn(job: Job, driveOptions: DriveOptions, cancel: AbortSignal): Promise<Job> {
		if (job.phase === 'sent') {
			// No key is needed to find out that nobody knows.
			const resumed = job.parked === undefined ? job : await record(job, { type: 'resumed' });
			return record(resumed, answerLost);
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
	}

	/** If this fails, today's limit is slightly too strict. Harmless: no message depends on it. */
	async function giveBackCredits(id: string): Promise<void> {
		await ledger.release(id).catch((error: unknown) => {
			log.error(`Job ${id}: its credits could not be given back`, error);
		});
	}

	/** Cancelled before its turn. The user reads "cancelled" only once that is on the disk. */
	async function cancelUnsent(job: Job): Promise<Job> {
		try {
			await noteUnsentEnd(journal, job, { type: 'cancelled' });
		} catch (error) {
			if (!(error instanceof StateError)) {
				throw error;
			}
			return reduceJob(job, {
				type: 'parked',
				parking: { problem: { kind: 'unnoted', detail: error.message } },
			});
		}
		await giveBackCredits(job.intent.id);
		return reduceJob(job, { type: 'cancelled' });
	}

	/** Notes what the disk would not take before; until then this window keeps the job, so that nobody sends it. */
	async function noteWhatWasDecided(): Promise<void> {
		for (const id of unnoted) {
			try {
				await journal.discard(id);
				unnoted.delete(id);
				await ledger.release(id);
			} catch (error) {
				if (error instanceof LeaseLostError) {
					unnoted.delete(id);
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

	async function inTurn<T>(id: string, task: () => Promise<T>): Promise<T> {
		const mine = (taking.get(id) ?? Promise.resolve()).then(task, task);
		taking.set(id, mine);
		try {
			return await mine;
		} finally {
			if (taking.get(id) === mine) {
				taking.delete(id);
			}
		}
	}

	function outdate(id: string): void {
		const before = latest.get(id);
		if (before !== undefined) {
			outdated.add(before);
			latest.delete(id);
		}
	}

	/** A job that was over already comes back as it went: there is news of it again. */
	function comeToRest(id: string, job: Job): void {
		outdated.delete(job);
		latest.set(id, job);
	}

	async function claim(id: string): Promise<Job | undefined> {
		const job = await journal.claim(id);
		if (job !== undefined) {
			outdate(id);
		}
		return job;
	}

	/**
	 * Makes the job this window's, and gives it stands now, whatever the caller last saw of it; undefined where
	 * another window has it.
	 */
	function take({ intent: { id } }: Job): Promise<Job | undefined> {
		return inTurn(id, async () =>
			(await journal.holds(id)) ? (latest.get(id) ?? journal.read(id)) : claim(id),
		);
	}

	const isInHand = (id: string) => live.has(id) || busy.has(id);

	/** Nothing to worry about: the job goes on in another window. */
	function leftToOthers(error: unknown): undefined {
		if (!(error instanceof LeaseLostError)) {
			throw error;
		}
		log.info(error.message);
	}

	/** A cancel that was asked for before the user wanted the job again is over; one that nobody saw yet still counts. */
	async function mindEarlierCancel(
		id: string,
		{ ask }: DriveOptions,
		cancel: AbortController,
	): Promise<void> {
		if (ask && !fresh.delete(id)) {
			unwanted.delete(id);
			await journal.forgetCancel(id);
		} else if (unwanted.has(id) || (await journal.isCancelRequested(id))) {
			cancel.abort();
		}
	}

	async function drive(job: Job, driveOptions: DriveOptions): Promise<Job | undefined> {
		const { id } = job.intent;
		if (isInHand(id)) {
			return undefined;
		}
		const cancel = new AbortController();
		const entry: Live = { job, cancel, isUnderWay: false };
		live.set(id, entry);
		const signal = driveOptions.cancel
			? AbortSignal.any([cancel.signal, driveOptions.cancel])
			: cancel.signal;
		try {
			const taken = await take(job).catch(leftToOthers);
			if (taken === undefined) {
				return undefined;
			}
			outdate(id);
			entry.job = taken;
			tellChange();
			await mindEarlierCancel(id, driveOptions, cancel);
			entry.isUnderWay = true;
			watching ??= watchForCancels().catch((error: unknown) => {
				log.error('Cancelling from other windows stopped working', error);
			});
			unnoted.delete(id);
			const end = await driveInTurn(taken, driveOptions, signal).catch(leftToOthers);
			if (end?.parked?.problem.kind === 'unnoted') {
				await keepToNote(id);
			}
			if (end !== undefined) {
				comeToRest(id, end);
			}
			return end;
		} catch (error) {
			// Nobody foresaw this: another try, here or in another window, finds the job as it is on the disk.
			await journal.release(id).catch(() => undefined);
			throw error;
		} finally {
			live.delete(id);
			tellChange();
		}
	}

	/** This window keeps what it could not note until it can; should it be gone by then, a cancel speaks for it. */
	async function keepToNote(id: string): Promise<void> {
		unnoted.add(id);
		noting ??= keepNoting();
		await journal.requestCancel(id).catch(() => undefined);
	}

	/** Where it cannot be removed, this window keeps it until it can. */
	async function removeUnsent(id: string): Promise<void> {
		try {
			await journal.discard(id).catch(leftToOthers);
		} catch (error) {
			await keepToNote(id);
			throw error;
		}
	}

	async function undoOpening(intents: readonly Intent[]): Promise<void> {
		const undo = intents.flatMap(({ id }) => [ledger.release(id), removeUnsent(id)]);
		for (const result of await Promise.allSettled(undo)) {
			if (result.status === 'rejected') {
				log.error('A job that could not be started could not be removed', result.reason);
			}
		}
	}

	/**
	 * Keeps a job that was never sent from being sent by itself, where the disk does not even give the right to change
	 * it: an empty file fits on a full disk, and every window looks for it first.
	 *
	 * @throws StateError where that cannot be written either; then this window alone remembers it.
	 */
	async function keepUnsent(job: Job): Promise<void> {
		if (!mayHaveCost(job)) {
			unwanted.add(job.intent.id);
			await journal.requestCancel(job.intent.id);
		}
	}

	async function cancelAtRest(job: Job): Promise<Job | undefined> {
		try {
			const end = await drive(job, { cancel: AbortSignal.abort(), ask: false });
			// Whoever has it meanwhile, here or in another window, looks for this.
			await (end === undefined ? journal.requestCancel(job.intent.id) : settle(end));
			return end;
		} catch (error) {
			if (!(error instanceof StateError)) {
				throw error;
			}
			await keepUnsent(job).catch(() => undefined);
			throw new UserError(`The cancel could not be noted. ${error.message}`, undefined, error);
		}
	}

	function requireFree(id: string): void {
		if (isInHand(id)) {
			throw new UserError('Something is done about this image already.', { type: 'showJobs' });
		}
	}

	async function exclusively<T>(job: Job, task: (job: Job) => Promise<T>): Promise<T> {
		const { id } = job.intent;
		requireFree(id);
		busy.add(id);
		try {
			const taken = await take(job);
			if (taken === undefined) {
				throw new UserError('Another window works on this image.', { type: 'showJobs' });
			}
			try {
				return await task(taken);
			} finally {
				await journal.release(id).catch((error: unknown) => {
					log.error(`Job ${id} could not be given back`, error);
				});
			}
		} finally {
			busy.delete(id);
		}
	}

	/** @throws StateError where it cannot be noted. */
	async function dismissTaken(job: Job): Promise<void> {
		const { id } = job.intent;
		const event: JobEvent = { type: 'dismissed', at: clock.now() };
		await (mayHaveCost(job) ? journal.record(id, event) : noteUnsentEnd(journal, job, event));
		if (job.phase === 'unknown' || !mayHaveCost(job)) {
			await giveBackCredits(id);
		}
	}

	/** The user goes on with a job that came to rest: from now on it is not settled as it stood then. */
	async function takeOn(job: Job, event: JobEvent): Promise<Job | undefined> {
		const { id } = job.intent;
		requireFree(id);
		busy.add(id);
		try {
			const taken = await take(job);
			const next = taken && (await record(taken, event));
			if (next !== undefined) {
				outdate(id);
				comeToRest(id, next);
			}
			return next;
		} catch (error) {
			latest.delete(id);
			await journal.release(id).catch(() => undefined);
			throw error;
		} finally {
			busy.delete(id);
		}
	}

	function isLatest(job: Job): boolean {
		const { id } = job.intent;
		return !isInHand(id) && !outdated.has(job) && (latest.get(id) ?? job) === job;
	}

	async function standing(jobs: readonly Job[]): Promise<readonly Job[]> {
		const held = new Set<Job>();
		for (const job of jobs) {
			// Where the disk does not say, nobody else can take it either.
			if (await journal.holds(job.intent.id).catch(() => true)) {
				held.add(job);
			}
		}
		return jobs.filter(job => held.has(job) && isLatest(job));
	}

	async function settle(job: Job): Promise<void> {
		try {
			if (unnoted.has(job.intent.id) || !isLatest(job)) {
				return;
			}
			if (isTerminal(job.phase) || awaitsChoice(job)) {
				await record(job, { type: 'told' }).catch(leftToOthers);
			}
			latest.delete(job.intent.id);
			await journal.release(job.intent.id);
		} catch (error) {
			log.error(`Job ${job.intent.id} could not be settled`, error);
		}
	}

	/** Whether a job was not opened because there is one, which may be under way. */
	const isThereAlready = (error: unknown) =>
		error instanceof JobExistsError || error instanceof LeaseLostError;

	async function open(intents: readonly Intent[]): Promise<readonly Job[] | DailyUse> {
		intents.forEach(({ id }) => busy.add(id));
		try {
			return await openAll(intents);
		} finally {
			intents.forEach(({ id }) => busy.delete(id));
		}
	}

	async function openAll(intents: readonly Intent[]): Promise<readonly Job[] | DailyUse> {
		const full = await ledger.reserveAll(intents);
		if (full !== undefined) {
			return full;
		}
		const opened = await Promise.allSettled(intents.map(intent => journal.open(intent)));
		const failure = opened.find(result => result.status === 'rejected');
		if (failure !== undefined) {
			// Whoever is told that it failed does not expect to find it sent later. What was there before stays.
			const ours = intents.filter((_, index) => {
				const result = opened[index];
				return result?.status === 'fulfilled' || !isThereAlready(result?.reason);
			});
			await undoOpening(ours);
			throw failure.reason;
		}
		intents.forEach(({ id }) => {
			own.add(id);
			fresh.add(id);
		});
		return intents.map(newJob);
	}

	async function renew(job: Job, successor: Intent): Promise<Job | DailyUse> {
		return exclusively(job, async taken => {
			if (taken.dismissed === true) {
				throw sentAgain();
			}
			const opened = await open([successor]).catch(async (error: unknown) => {
				if (!isThereAlready(error)) {
					throw error;
				}
				// While a window has its successor, that one may not be written down yet.
				await (error instanceof JobExistsError && dismissTaken(taken));
				throw sentAgain();
			});
			if ('limit' in opened) {
				return opened;
			}
			await dismissTaken(taken).catch((error: unknown) => {
				// It stays on the list; its successor has the only id that it can be sent again with.
				log.error(`Job ${taken.intent.id} could not be dismissed`, error);
			});
			return newJob(successor);
		});
	}

	return {
		open,
		drive,
		takeUp: async id => (isInHand(id) ? undefined : inTurn(id, () => claim(id))),
		async putBack(id) {
			if (!isInHand(id)) {
				latest.delete(id);
				await journal.release(id);
			}
		},
		async park(job, problem) {
			const taken = await take(job);
			return taken && record(taken, { type: 'parked', parking: { problem } });
		},
		retarget: (job, target) => takeOn(job, { type: 'retargeted', target }),
		choose: job => takeOn(job, { type: 'chosen' }),
		isLatest,
		standing,
		settle,
		async cancel(job) {
			const { id } = job.intent;
			const here = live.get(id);
			if (here !== undefined) {
				here.cancel.abort();
				return undefined;
			}
			if (await journal.isTaken(id)) {
				await journal.requestCancel(id);
				return undefined;
			}
			return cancelAtRest(job);
		},
		renew,
		async dismiss(job) {
			try {
				await exclusively(job, dismissTaken);
			} catch (error) {
				if (!(error instanceof StateError)) {
					throw error;
				}
				await keepUnsent(job).catch(() => undefined);
				throw new UserError(
					`It could not be noted that this was dismissed, so it stays on the list. ${error.message}`,
					undefined,
					error,
				);
			}
		},
		exclusively,
		isOwn: id => own.has(id),
		running: () => [...live.values()].map(({ job }) => job),
		onDidChangeRunning(listener) {
			listeners.add(listener);
			return {
				dispose() {
					listeners.delete(listener);
				},
			};
		},
		async dispose() {
			ending = true;
			listeners.clear();
			const ready = [...live].filter(([, { job }]) => job.phase !== 'sent');
			await Promise.all([noteWhatWasDecided(), ...ready.map(([id]) => journal.release(id))]);
		},
	};
}
