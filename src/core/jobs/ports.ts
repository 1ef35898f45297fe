import type { Clock } from '../clock/clock.ts';
import type { PredictionClient, ResolvedReferences } from '../api/client.ts';
import type { Job, SavedImage, StagedImage } from './job.ts';
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
	 * @throws LeaseLostError when the job is another window's by now, StateError when it cannot be written. An
	 * `accepted` is written down all the same before a LeaseLostError.
	 */
	record(id: string, event: JobEvent): Promise<void>;
	/**
	 * Removes a job that was never accepted, and of which nothing is to come.
	 *
	 * @throws LeaseLostError when it is another window's by now; StateError
	 */
	discard(id: string): Promise<void>;
	/** The bytes of a staged image as they were kept; undefined where they are gone. */
	staged(id: string, index: number): Promise<Uint8Array | undefined>;
}

/** The user's own limit for a day. */
export interface JobBudget {
	/**
	 * Sets the job's credits aside before they are spent; once for each job and day. Resolves to what stands
	 * against it where the limit leaves no room.
	 *
	 * @throws StateError
	 */
	reserve(intent: Intent): Promise<{ readonly limit: number; readonly spent: number } | undefined>;
	/** Gives them back: the job was not accepted, or nobody wants to hear of it any more. */
	release(id: string): Promise<void>;
}

/** Whom input images are uploaded as. */
export interface ReferenceSender {
	readonly api: PredictionClient;
	/** Of the key that `api` sends. */
	readonly keyFingerprint: string;
}

/** Gets the input images of a job to where its create call can use them. */
export interface JobReferences {
	/**
	 * Decides how they get to the service, and uploads those that go by its storage, which costs nothing. Undefined
	 * where the job has none. May be asked again: what was uploaded, and is still good, is used again.
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
	 * written; `earlierTarget` is what it got in an attempt that was broken off, and may have succeeded.
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
	/** Brings an image to the size and the format that the job wants; the image itself where it has them. */
	readonly finish?: (intent: Intent, image: StagedImage) => Promise<StagedImage>;
	/** Called after every event with the job as it now stands. */
	readonly onChange?: (job: Job) => void;
	/** Called with what a status call, a download or a note in the journal failed with, when the job goes on all the same. */
	readonly onTrouble?: (job: Job, error: unknown) => void;
}
