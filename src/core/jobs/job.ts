import type { PixelSize } from '../images/pixelSize.ts';
import type { OutputFormat } from '../../shared/model.ts';
import type { PredictionRequest } from '../api/predictionRequest.ts';
import type { Reference } from '../references/reference.ts';
import type { Anchor } from '../documents/trackedRange.ts';
import type { Problem } from './problem.ts';

/** What is to be made and where it goes: complete before a credit is spent, and never changed afterwards. */
export interface Intent {
	/** A UUID of ours; also the idempotency key of its create call. */
	readonly id: string;
	/** Milliseconds since the epoch. */
	readonly createdAt: number;
	/** A UUID shared by the jobs that one action started. */
	readonly action: string;
	/** The user's own words, without a preset's and the project's. */
	readonly prompt: string;
	/** What a preset added to it, and the project's style: the request holds all three together. */
	readonly suffix?: string;
	readonly style?: string;
	/** The URI of the image that is edited: the first of the references. */
	readonly source?: string;
	/** The URI of the image that was made this way before, and whose place this one may take. */
	readonly remakes?: string;
	readonly request: PredictionRequest;
	/** Input images, at most 16 (`policy.reference.count`); the first one is the image to edit. */
	readonly references?: readonly Reference[];
	/** Other jobs use the same images, so that uploading each of them once is cheaper than with every call. */
	readonly sharesReferences?: true;
	/** Pixels that the image is brought to: cut in the middle, then made larger or smaller. */
	readonly size?: PixelSize;
	/** The document names the file already: it has the format that was asked for, whatever the service sends. */
	readonly exactFormat?: true;
	/** Files that show the same picture in other sizes or formats; made from the image once it is saved, for nothing. */
	readonly variants?: readonly ImageVariant[];
	/** It takes the place of the image that it remakes as soon as it is saved, where nobody has changed that one. */
	readonly inPlace?: true;
	/** One of several of one request: its image stays staged until the user chooses it. */
	readonly variation?: true;
	/** What the service will charge. */
	readonly credits: number;
	readonly target: JobTarget;
	/** Where the image is to be linked, once it is saved. */
	readonly link?: LinkTarget;
	/** Where the service is. A key is only ever used with the origin that it was entered for. */
	readonly apiBaseUrl: string;
}

/** The same picture in another size or format, which the file's name says. */
export interface ImageVariant {
	/** Absolute, as the path of a URI of the workspace folder's scheme. */
	readonly path: string;
	/** In pixels; without one, the size of the image. */
	readonly size?: PixelSize;
	/** In pixels, where the height follows from the picture's shape. */
	readonly width?: number;
}

/** A place in a document, so that it is found again after a reload. */
export interface LinkTarget {
	/** A URI. */
	readonly document: string;
	readonly mode: 'insert' | 'replace';
	readonly anchor: Anchor;
}

/** Where the image goes. The name is a wish: a taken one is numbered, and the bytes decide the extension. */
export interface JobTarget {
	/** The URI of the workspace folder. */
	readonly workspaceFolder: string;
	/** Absolute, as the path of a URI of that folder's scheme. */
	readonly folder: string;
	/** With or without an extension. */
	readonly name: string;
}

/** One output whose bytes were verified. */
export interface ImageFacts {
	readonly format: OutputFormat;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	/** Lower-case hexadecimal. */
	readonly sha256: string;
}

/** The same with its bytes. */
export interface StagedImage extends ImageFacts {
	readonly bytes: Uint8Array;
}

/** One file that was written. */
export interface SavedImage extends ImageFacts {
	/** A URI. */
	readonly uri: string;
}

/** Ends of a job: nothing more happens to it by itself. */
export const terminalPhases = ['saved', 'failed', 'cancelled', 'unknown'] as const;

export type TerminalPhase = (typeof terminalPhases)[number];

/**
 * Where a job stands. `intent`: nothing was sent. `sent`: the create call went out, and no answer came yet.
 * `accepted`: the service has it. `running`: the service works on it. `ready`: its verified bytes are staged
 * here. `unknown`: it may have been accepted and charged, and nobody can say.
 */
export type JobPhase = 'intent' | 'sent' | 'accepted' | 'running' | 'ready' | TerminalPhase;

/** A job that waits for something outside of it. */
export interface Parking {
	readonly problem: Problem;
	/** Milliseconds since the epoch at which it may go on by itself. */
	readonly until?: number;
}

export interface Job {
	readonly intent: Intent;
	readonly phase: JobPhase;
	/** Times that the create call went out. */
	readonly sends: number;
	/** Given by the service when it accepted the job. */
	readonly predictionId?: string;
	/** Milliseconds since the epoch. */
	readonly acceptedAt?: number;
	/** Of the API key that it was sent with: another one may belong to another account. */
	readonly keyFingerprint?: string;
	/** The first of several outputs, whose verified bytes the journal holds; the others are still to be loaded. */
	readonly loaded?: readonly ImageFacts[];
	/** The outputs whose verified bytes the journal holds. */
	readonly staged?: readonly ImageFacts[];
	/** The addresses of further outputs, beyond `policy.output.save`, which are not loaded. */
	readonly more?: readonly string[];
	/** The permanent address of the result, where one was asked for. */
	readonly publicUrl?: string;
	/** The final name that a staged image was about to get, and may have got. */
	readonly target?: { readonly index: number; readonly uri: string };
	readonly saved?: readonly SavedImage[];
	/** Why it failed, was given up, or is unknown. */
	readonly problem?: Problem;
	readonly parked?: Parking;
	/** The user wants this variation: it is to be saved. */
	readonly chosen?: boolean;
	/** The user has asked to cancel. A result that was made all the same is saved. */
	readonly cancelling?: boolean;
	/** The user has seen how it ended, and its link is where it should be. */
	readonly told?: boolean;
	/** The user wants to hear no more of it. */
	readonly dismissed?: boolean;
	/** Milliseconds since the epoch. */
	readonly dismissedAt?: number;
}

export function isTerminal(phase: JobPhase): phase is TerminalPhase {
	return (terminalPhases as readonly JobPhase[]).includes(phase);
}

/** The URI of the image that the result is compared with, and may take the place of. */
export function reviewedOf({ intent }: Job): string | undefined {
	return intent.remakes ?? intent.source;
}

/** Whether a variation is made and staged, and nobody has chosen it. */
export function awaitsChoice({ intent, phase, chosen }: Job): boolean {
	return phase === 'ready' && intent.variation === true && chosen !== true;
}

/** Whether the service has taken the job, and so has charged for it, whatever became of it. */
export function wasAccepted(job: Job): boolean {
	return job.predictionId !== undefined;
}

/** Whether credits were spent, or may have been. */
export function mayHaveCost(job: Job): boolean {
	return wasAccepted(job) || job.phase === 'sent' || job.phase === 'unknown';
}

/** What the service charges for jobs together. */
export function creditsOf(jobs: readonly Job[]): number {
	return jobs.reduce((sum, { intent }) => sum + intent.credits, 0);
}
