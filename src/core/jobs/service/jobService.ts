import type { ClientTimeouts } from '../../api/client.ts';
import type { Http } from '../../api/fetch.ts';
import type { Clock } from '../../clock/clock.ts';
import type { DailyLedger, DailyUse } from '../dailyLedger.ts';
import type { Intent, JobTarget } from '../intent.ts';
import type { Job } from '../job.ts';
import type { JobNotice } from '../jobNotice.ts';
import type { Journal } from '../journal/journal.ts';
import type { JobPorts, JobReferences, JobSink } from '../ports.ts';
import type { Problem } from '../problem.ts';

/** The log of a window. */
export interface JobLog {
	info(message: string): void;
	warn(message: string): void;
	/** With the stack and the causes of an error. */
	error(message: string, error?: unknown): void;
}

/** The API keys of the user, each bound to the origin that it was entered for. */
export interface KeyStore {
	/** Rejects where the store cannot be read, for example because a keyring is locked. */
	get(origin: string): Promise<string | undefined>;
	/** Asks the user for a key, and keeps it; undefined where none is given. */
	ask(origin: string, isRefused?: boolean): Promise<string | undefined>;
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
	 * Whether the user wants this now, and may be asked for a key. In the background a job waits for a key instead,
	 * and a cancel that was requested of a window that is gone still counts.
	 */
	readonly ask: boolean;
}

/** Runs jobs with the user's key, a few at a time, each in one window only. */
export interface JobService {
	/**
	 * Sets the credits aside and writes the jobs down; nothing is sent yet. All of them, or none where the day's
	 * limit leaves no room: then it resolves to what counts against it.
	 *
	 * @throws StateError; JobExistsError or LeaseLostError where there is such a job already
	 */
	open(intents: readonly Intent[]): Promise<readonly Job[] | DailyUse>;
	/**
	 * Drives a job from its current state until it ends or is parked; undefined where this window is working on it
	 * already, or another one has it. This window keeps it until `markNotified`.
	 */
	drive(job: Job, options: DriveOptions): Promise<Job | undefined>;
	/** Takes a job that another window left behind; undefined where this window or another one has it. */
	adopt(id: string): Promise<Job | undefined>;
	/** Releases a job that this window is done with. */
	putBack(id: string): Promise<void>;
	/** Stops a job until the user decides; undefined where another window has it. */
	park(job: Job, problem: Problem): Promise<Job | undefined>;
	/** Gives what is not saved yet another target; undefined where another window has the job. */
	retarget(job: Job, target: JobTarget): Promise<Job | undefined>;
	/** The user wants this variation: it is saved when the job is driven again; undefined where another window has it. */
	choose(job: Job): Promise<Job | undefined>;
	/** Whether a job that came to rest here is unchanged: this window has not resumed it since. */
	isLatest(job: Job): boolean;
	/** Those that are unchanged since they came to rest here: neither this window nor another one has resumed them. */
	standing(jobs: readonly Job[]): Promise<readonly Job[]>;
	/** The user has been notified of a job's state: releases it, unless it was resumed meanwhile. */
	markNotified(job: Job): Promise<void>;
	/** Cancels a job, whichever window works on it; if none does, resolves to the job's new state. */
	cancel(job: Job): Promise<Job | undefined>;
	/**
	 * Opens a job that replaces one that ended, and dismisses that one. Each job has only one successor, by its id,
	 * so however often and wherever this is called, one is sent.
	 *
	 * @throws RefusedError where the job has a successor, or was dismissed; StateError
	 */
	renew(job: Job, successor: Intent): Promise<Job | DailyUse>;
	/**
	 * Takes a job off the list; credits that may not have been spent stop counting.
	 *
	 * @throws RefusedError where that cannot be noted, or another window works on the job: it stays on the list.
	 */
	dismiss(job: Job): Promise<void>;
	/**
	 * Takes exclusive hold of a job that ended, runs the task with its current state, and gives it back.
	 *
	 * @throws RefusedError where this window or another one is working on it already.
	 */
	exclusively<T>(job: Job, task: (job: Job) => Promise<T>): Promise<T>;
	/** Whether this very window started the job. */
	isOwn(id: string): boolean;
	/** The jobs that this window works on, in their current state. */
	running(): readonly Job[];
	/** What a job that this window works on is waiting for, beyond its phase. */
	noticeOf(id: string): JobNotice | undefined;
	/** Fires whenever this window has changed a job. */
	readonly onDidChangeRunning: (listener: () => void) => { dispose(): void };
	/** Releases every job to other windows, except those that still wait for the answer to their create call. */
	dispose(): Promise<void>;
}
