import type { ClientTimeouts } from '../../api/client.ts';
import type { Http } from '../../api/fetch.ts';
import type { Clock } from '../../clock/clock.ts';
import type { DailyLedger, DailyUse } from '../dailyLedger.ts';
import type { Intent, JobTarget } from '../intent.ts';
import type { Job } from '../job.ts';
import type { Journal } from '../journal/journal.ts';
import type { JobPorts, JobReferences, JobSink } from '../ports.ts';
import type { Problem } from '../problem.ts';

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
