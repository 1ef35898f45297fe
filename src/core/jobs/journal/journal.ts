import type { Clock } from '../../clock/clock.ts';
import type { Leases } from '../../state/leases.ts';
import type { StateFiles } from '../../state/stateFiles.ts';
import type { Job } from '../job.ts';
import type { JobJournal } from '../ports.ts';

/** The journal of all windows, on disk. A window changes a job only while it holds the job's lease. */
export interface Journal extends JobJournal {
	/** Every job that is not over, and some that are, as they are on disk. What cannot be read is left out. */
	list(): Promise<Job[]>;
	/** The jobs that are over, and that the user may still want to see. */
	finished(): Promise<readonly Job[]>;
	/** Those of them that aren't saved; cheap at any time. */
	finishedOpen(): Promise<readonly Job[]>;
	/** Jobs that still have to end or to be reported, and that this window doesn't hold; cheap where there are none. */
	pending(): Promise<Job[]>;
	/**
	 * The ids of those in `list`, and when anything about each was last written (milliseconds since the epoch).
	 *
	 * @param except ids to skip.
	 */
	changes(except?: ReadonlySet<string>): Promise<ReadonlyMap<string, number>>;
	/** One job as it is on disk; undefined where it cannot be read. */
	read(id: string): Promise<Job | undefined>;
	/** Takes a job for this window, and reads it; undefined while another window has it. */
	claim(id: string): Promise<Job | undefined>;
	/** Whether this window still has the job. */
	holds(id: string): Promise<boolean>;
	/**
	 * Gives a job back for any window to take; one that is over is archived. As long as the disk refuses to note what
	 * the user has read about it, this window keeps it, so that no other one acts on what the disk says.
	 */
	release(id: string): Promise<void>;
	/** Whether a live window has the job. */
	isTaken(id: string): Promise<boolean>;
	/** Whether the window that has the job has given a sign of life since this one first asked about it. */
	isHeard(id: string): Promise<boolean>;
	/** Asks the window that has the job to cancel it. */
	requestCancel(id: string): Promise<void>;
	isCancelRequested(id: string): Promise<boolean>;
	/** The ids of the jobs that have a cancel request. */
	cancelRequests(): Promise<ReadonlySet<string>>;
	/** Drops an earlier cancel request. */
	forgetCancel(id: string): Promise<void>;
	/** Removes what ended more than a week ago. Unknown jobs stay until they are dismissed. */
	sweep(): Promise<void>;
}

export interface JournalOptions {
	readonly files: StateFiles;
	readonly leases: Leases;
	readonly clock: Clock;
	/** Called for an entry that cannot be read, once it has been set aside in `folder`. */
	readonly onDamaged: (folder: string, detail: string) => void;
	/** Called for an entry that cannot be read for now; the others go on. */
	readonly onUnreadable?: (id: string, error: unknown) => void;
}
