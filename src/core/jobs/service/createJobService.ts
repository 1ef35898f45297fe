import { requireStateError } from '../../state/stateFiles.ts';
import { RefusedError } from '../../refusal.ts';
import type { DailyUse } from '../dailyLedger.ts';
import type { Intent } from '../intent.ts';
import { awaitsChoice, isTerminal, mayHaveCost, type Job } from '../job.ts';
import { JobExistsError } from '../journal/jobExistsError.ts';
import { noteUnsentEnd } from '../noteUnsentEnd.ts';
import { newJob, type JobEvent } from '../reducer.ts';
import { createBookkeeping } from './bookkeeping.ts';
import { createDriveJob } from './driveJob.ts';
import type { DriveOptions, JobService, JobServiceOptions } from './jobService.ts';
import { ignoreLostLease } from './ignoreLostLease.ts';
import { createLiveJobs } from './liveJobs.ts';
import { isThereAlready, openJobs } from './openJobs.ts';
import { createRestingJobs } from './restingJobs.ts';
import { createTurns } from '../turns.ts';
import { createUnsentJobs } from './unsentJobs.ts';

const alreadyHandled = () => new RefusedError({ code: 'alreadyHandled' }, { type: 'showJobs' });

export function createJobService(options: JobServiceOptions): JobService {
	const { clock, journal, ledger, log } = options;
	const live = createLiveJobs(journal, clock, log);
	const resting = createRestingJobs();
	const unsent = createUnsentJobs(journal, ledger, clock, log);
	const bookkeeping = createBookkeeping(journal, ledger, log);
	const { note, park, giveBackCredits } = bookkeeping;
	const driveJob = createDriveJob(
		options,
		bookkeeping,
		job => {
			live.update(job);
		},
		(id, notice) => {
			live.note(id, notice);
		},
	);
	/** Serializes taking a job within this window: a lease only keeps windows apart. */
	const inTurn = createTurns();
	const own = new Set<string>();
	/** Opened here and not driven yet: a cancel that was requested meanwhile counts. */
	const fresh = new Set<string>();
	/** Jobs that an operation other than a run is working on. */
	const busy = new Set<string>();

	const isInHand = (id: string) => live.has(id) || busy.has(id);

	async function claim(id: string): Promise<Job | undefined> {
		const job = await journal.claim(id);
		if (job !== undefined) {
			resting.outdate(id);
		}
		return job;
	}

	/**
	 * Takes the job for this window and returns its current state, whatever the caller last saw of it; undefined
	 * where another window has it.
	 */
	function take({ intent: { id } }: Job): Promise<Job | undefined> {
		return inTurn(id, async () =>
			(await journal.holds(id)) ? (resting.get(id) ?? journal.read(id)) : claim(id),
		);
	}

	/** Drops a cancel request from before the user wanted the job again; one that was not seen yet still counts. */
	async function checkEarlierCancel(
		id: string,
		{ ask }: DriveOptions,
		cancel: AbortController,
	): Promise<void> {
		if (ask && !fresh.delete(id)) {
			unsent.want(id);
			await journal.forgetCancel(id);
		} else if (unsent.isUnnoted(id) || unsent.isUnwanted(id) || (await journal.isCancelRequested(id))) {
			cancel.abort();
		}
	}

	async function drive(job: Job, driveOptions: DriveOptions): Promise<Job | undefined> {
		const { id } = job.intent;
		if (isInHand(id)) {
			return undefined;
		}
		const entry = live.add(job, driveOptions.ask ? undefined : { type: 'resuming' });
		const { cancel } = entry;
		const signal = driveOptions.cancel
			? AbortSignal.any([cancel.signal, driveOptions.cancel])
			: cancel.signal;
		try {
			const taken = await take(job).catch(ignoreLostLease(log));
			if (taken === undefined) {
				return undefined;
			}
			resting.outdate(id);
			live.update(taken);
			await checkEarlierCancel(id, driveOptions, cancel);
			live.markUnderWay(entry);
			unsent.forgetNote(id);
			const end = await driveJob(taken, driveOptions, signal).catch(ignoreLostLease(log));
			if (end?.parked?.problem.kind === 'unnoted') {
				await unsent.keepToNote(id);
			}
			if (end !== undefined) {
				resting.rest(end);
			}
			return end;
		} catch (error) {
			// Unexpected: another try, here or in another window, starts from the job as it is on disk.
			await journal.release(id).catch(() => undefined);
			throw error;
		} finally {
			live.remove(id);
		}
	}

	async function cancelAtRest(job: Job): Promise<Job | undefined> {
		try {
			const end = await drive(job, { cancel: AbortSignal.abort(), ask: false });
			// Any window that has it meanwhile, this one included, looks for this request.
			await (end === undefined ? journal.requestCancel(job.intent.id) : markNotified(end));
			return end;
		} catch (error) {
			requireStateError(error);
			await unsent.keepUnsent(job).catch(() => undefined);
			throw new RefusedError({ code: 'cancelNotNoted' }, undefined, error);
		}
	}

	/** @throws RefusedError where the job is being worked on already. */
	async function busyWith<T>(id: string, task: () => Promise<T>): Promise<T> {
		if (isInHand(id)) {
			throw new RefusedError({ code: 'inHand' }, { type: 'showJobs' });
		}
		busy.add(id);
		try {
			return await task();
		} finally {
			busy.delete(id);
			live.fireChange();
		}
	}

	function exclusively<T>(job: Job, task: (job: Job) => Promise<T>): Promise<T> {
		const { id } = job.intent;
		return busyWith(id, async () => {
			const taken = await take(job);
			if (taken === undefined) {
				throw new RefusedError({ code: 'inOtherWindow' }, { type: 'showJobs' });
			}
			try {
				return await task(taken);
			} finally {
				await journal.release(id).catch((error: unknown) => {
					log.error(`Job ${id} could not be given back`, error);
				});
			}
		});
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

	/** The user goes on with a job that came to rest: its earlier state no longer counts. */
	function resumeWith(job: Job, event: JobEvent): Promise<Job | undefined> {
		const { id } = job.intent;
		return busyWith(id, async () => {
			try {
				const taken = await take(job);
				const next = taken && (await note(taken, event));
				if (next !== undefined) {
					resting.outdate(id);
					resting.rest(next);
				}
				return next;
			} catch (error) {
				resting.forget(id);
				await journal.release(id).catch(() => undefined);
				throw error;
			}
		});
	}

	const isLatest = (job: Job) => !isInHand(job.intent.id) && resting.stands(job);

	async function standing(jobs: readonly Job[]): Promise<readonly Job[]> {
		const held = new Set<Job>();
		for (const job of jobs) {
			// If the disk does not say, no one else can take it either.
			if (await journal.holds(job.intent.id).catch(() => true)) {
				held.add(job);
			}
		}
		return jobs.filter(job => held.has(job) && isLatest(job));
	}

	async function markNotified(job: Job): Promise<void> {
		const { id } = job.intent;
		try {
			if (unsent.isUnnoted(id) || !isLatest(job)) {
				return;
			}
			if (isTerminal(job.phase) || awaitsChoice(job)) {
				await note(job, { type: 'notified' }).catch(ignoreLostLease(log));
			}
			resting.forget(id);
			await journal.release(id);
		} catch (error) {
			log.error(`Job ${id} could not be released`, error);
		}
	}

	async function open(intents: readonly Intent[]): Promise<readonly Job[] | DailyUse> {
		intents.forEach(({ id }) => busy.add(id));
		try {
			const opened = await openJobs({ journal, ledger, unsent, log }, intents);
			if (!('limit' in opened)) {
				intents.forEach(({ id }) => {
					own.add(id);
					fresh.add(id);
				});
			}
			return opened;
		} finally {
			intents.forEach(({ id }) => busy.delete(id));
		}
	}

	async function renew(job: Job, successor: Intent): Promise<Job | DailyUse> {
		return exclusively(job, async taken => {
			if (taken.dismissed === true) {
				throw alreadyHandled();
			}
			const opened = await open([successor]).catch(async (error: unknown) => {
				if (!isThereAlready(error)) {
					throw error;
				}
				// While another window has the successor, it may not be written down yet.
				await (error instanceof JobExistsError && dismissTaken(taken));
				throw alreadyHandled();
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
		adopt: async id => (isInHand(id) || unsent.isUnnoted(id) ? undefined : inTurn(id, () => claim(id))),
		async putBack(id) {
			if (!isInHand(id) && !unsent.isUnnoted(id)) {
				resting.forget(id);
				await journal.release(id);
			}
		},
		async park(job, problem) {
			const taken = await take(job);
			return taken && park(taken, problem);
		},
		retarget: (job, target) => resumeWith(job, { type: 'retargeted', target }),
		choose: job => resumeWith(job, { type: 'chosen' }),
		isLatest,
		standing,
		markNotified,
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
				requireStateError(error);
				await unsent.keepUnsent(job).catch(() => undefined);
				throw new RefusedError({ code: 'dismissalNotNoted' }, undefined, error);
			}
		},
		exclusively,
		isOwn: id => own.has(id),
		running: () => live.all().map(({ job }) => job),
		noticeOf: id => live.get(id)?.notice,
		onDidChangeRunning: listener => live.onDidChange(listener),
		async dispose() {
			live.dispose();
			const ready = live.all().filter(({ job }) => job.phase !== 'sent');
			await Promise.all([unsent.dispose(), ...ready.map(({ job }) => journal.release(job.intent.id))]);
		},
	};
}
