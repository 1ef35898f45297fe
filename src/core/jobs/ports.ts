import type { Clock } from '../clock/clock.ts';
import type { PredictionClient, ResolvedReferences } from '../api/client.ts';
import type { Job, SavedImage, StagedImage } from './job.ts';
import type { JobNotice } from './jobNotice.ts';
import type { Intent } from './intent.ts';
import type { JobEvent } from './reducer.ts';

/**
 * Where a job's life is written down. An event counts only once `record` has resolved: the runner awaits it
 * before it acts on the event, so that what was paid for can be found again.
 */
export interface JobJournal {
	/** @throws StateError */
	open(intent: Intent): Promise<void>;
	/**
	 * @throws LeaseLostError when another window has the job now, StateError when the event cannot be written. An
	 * `accepted` is still written down before a LeaseLostError.
	 */
	record(id: string, event: JobEvent): Promise<void>;
	/**
	 * Removes a job that was never accepted and that nothing more will come of.
	 *
	 * @throws LeaseLostError when another window has it now; StateError
	 */
	discard(id: string): Promise<void>;
	/** The bytes of a staged image as they were kept; undefined where they are gone. */
	staged(id: string, index: number): Promise<Uint8Array | undefined>;
}

/** The user's own daily limit. */
export interface JobBudget {
	/**
	 * Sets the job's credits aside before they are spent; once per job and day. Where the limit leaves no room,
	 * resolves to what counts against it.
	 *
	 * @throws StateError
	 */
	reserve(
		intent: Intent,
	): Promise<{ readonly limit: number; readonly spent: number; readonly by?: 'agent' } | undefined>;
	/** Whether this window has set the job's credits aside for today. */
	isReserved(id: string): boolean;
	/** Gives them back: the job was not accepted, or the user dismissed it. */
	release(id: string): Promise<void>;
}

/** The account that input images are uploaded with. */
export interface ReferenceSender {
	readonly api: PredictionClient;
	/** Of the key that `api` sends. */
	readonly keyFingerprint: string;
}

/** Makes a job's input images available to its create call. */
export interface JobReferences {
	/**
	 * Decides how they get to the service, and uploads those that go through its storage, which costs nothing.
	 * Undefined where the job has none. May be called again: uploads that are still good are reused.
	 *
	 * @throws anything that `judgeUpload` judges, or the signal's reason.
	 */
	resolve(
		intent: Intent,
		sender: ReferenceSender,
		signal: AbortSignal,
	): Promise<ResolvedReferences | undefined>;
}

/** Writes images into the workspace. */
export interface JobSink {
	/**
	 * Saves one image without overwriting anything. `onTarget` is awaited with the final URI just before it is
	 * written; `earlierTarget` is the URI from an attempt that was interrupted, and may have succeeded.
	 *
	 * @throws AssetError; the bytes stay staged
	 */
	save(
		intent: Intent,
		image: StagedImage,
		onTarget: (uri: string) => Promise<void>,
		earlierTarget?: string,
	): Promise<SavedImage>;
}

export interface JobPorts {
	readonly api: PredictionClient;
	readonly clock: Clock;
	readonly journal: JobJournal;
	readonly budget: JobBudget;
	readonly sink: JobSink;
	readonly references: JobReferences;
	/** Of the key that `api` sends. */
	readonly keyFingerprint: string;
	/** Checks an image's structure to its last byte. @throws Error with what is wrong. */
	readonly verify: (bytes: Uint8Array) => StagedImage;
	/** Brings an image to the size and format that the job wants; returns the image itself where it has both. */
	readonly finish?: (intent: Intent, image: StagedImage) => Promise<StagedImage>;
	/** Called after every event with the job's new state. */
	readonly onChange?: (job: Job) => void;
	/** Called when the job begins to wait for something, and with undefined once the service has answered. */
	readonly onNotice?: (notice: JobNotice | undefined) => void;
	/** Called with the error of a status call, a download or a journal write when the job goes on regardless. */
	readonly onTrouble?: (job: Job, error: unknown) => void;
}
