import type { Clock } from '../../clock/clock.ts';
import type { Leases } from '../../state/leases.ts';
import type { StateFiles } from '../../state/stateFiles.ts';
import type { Job } from '../job.ts';
import type { JobJournal } from '../ports.ts';

/** The journal of every window, on the disk. A window changes a job only while it holds its lease. */
export interface Journal extends JobJournal {
	/** Every job that is not over, and some that are, as they stand on the disk. What cannot be read is left out. */
	list(): Promise<Job[]>;
	/** The jobs that are over, and that the user may still want to see. */
	finished(): Promise<readonly Job[]>;
	/** Those that are not yet over and told, and not held by this window; cheap where there are none. */
	pending(): Promise<Job[]>;
	/**
	 * The ids of those in `list`, and when anything about each was last written (milliseconds since the epoch).
	 *
	 * @param except ids that are not looked at.
	 */
	changes(except?: ReadonlySet<string>): Promise<ReadonlyMap<string, number>>;
	/** One job as it stands on the disk; undefined where it cannot be read. */
	read(id: string): Promise<Job | undefined>;
	/** Takes a job for this window, and reads it; undefined while another window has it. */
	claim(id: string): Promise<Job | undefined>;
	/** Whether this window still has the job. */
	holds(id: string): Promise<boolean>;
	/**
	 * Gives a job back to whoever wants it next; one that is over is put away. As long as the disk does not take what the
	 * user was told of it, this window keeps it, so that no other one goes by what the disk says.
	 */
	release(id: string): Promise<void>;
	/** Whether a window that is alive has the job. */
	isTaken(id: string): Promise<boolean>;
	/** Asks the window that has the job to cancel it. */
	requestCancel(id: string): Promise<void>;
	isCancelRequested(id: string): Promise<boolean>;
	/** The jobs that somebody asked to cancel, by their ids. */
	cancelRequests(): Promise<ReadonlySet<string>>;
	/** A cancel that was asked for before counts no more. */
	forgetCancel(id: string): Promise<void>;
	/** Removes what ended more than a week ago. Unknown jobs stay until they are dismissed. */
	sweep(): Promise<void>;
}

export interface JournalOptions {
	readonly files: StateFiles;
	readonly leases: Leases;
	readonly clock: Clock;
	/** Called for an entry that cannot be read, once it was set aside in `folder`. */
	readonly onDamaged: (folder: string, detail: string) => void;
	/** Called for an entry that cannot be read for now; the others go on. */
	readonly onUnreadable?: (id: string, error: unknown) => void;
}
