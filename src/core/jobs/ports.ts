import type { PredictionClient } from '../api/client.ts';
import type { Job, JobIntent, SavedImage, StagedImage } from './job.ts';
import type { JobEvent } from './reducer.ts';

export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** A number from [0, 1) that spreads waits. */
	random(): number;
}

/**
 * Where a job's life is written down. An event counts only once `record` has resolved: the runner awaits it
 * before it acts on the event, so that what was paid for can be found again.
 */
export interface JobJournal {
	open(intent: JobIntent): Promise<void>;
	record(id: string, event: JobEvent): Promise<void>;
}

/** Writes images into the workspace. */
export interface JobSink {
	/**
	 * Saves one image without overwriting anything. `onTarget` is awaited with the final URI just before it is
	 * written.
	 *
	 * @throws AssetError; the bytes stay staged
	 */
	save(intent: JobIntent, image: StagedImage, onTarget: (uri: string) => Promise<void>): Promise<SavedImage>;
}

export interface JobPorts {
	readonly api: PredictionClient;
	readonly clock: Clock;
	readonly journal: JobJournal;
	readonly sink: JobSink;
	/** Checks an image's structure to its last byte. @throws Error with what is wrong. */
	readonly verify: (bytes: Uint8Array) => StagedImage;
	/** Called after every event with the job as it now stands. */
	readonly onChange?: (job: Job) => void;
	/** Called with what a status call or a download failed with, when it is tried again all the same. */
	readonly onTrouble?: (job: Job, error: unknown) => void;
}
