import type { Intent } from './intent.ts';
import type { OutputFormat } from '../../shared/model.ts';
import type { Problem } from './problem.ts';

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

/** The phases that end a job: nothing more happens to it by itself. */
export const terminalPhases = ['saved', 'failed', 'cancelled', 'unknown'] as const;

type TerminalPhase = (typeof terminalPhases)[number];

/**
 * How far a job has come. `intent`: nothing was sent. `sent`: the create call went out, and no answer came yet.
 * `accepted`: the service has it. `running`: the service works on it. `ready`: its verified bytes are staged here.
 * `unknown`: it may have been accepted and charged, and there is no way to tell.
 */
export type JobPhase = 'intent' | 'sent' | 'accepted' | 'running' | 'ready' | TerminalPhase;

/** Why a job waits for something outside of it. */
export interface Parking {
	readonly problem: Problem;
	/** Milliseconds since the epoch at which it may go on by itself. */
	readonly until?: number;
	/** Milliseconds since the epoch at which it was stopped; with `until` only. */
	readonly since?: number;
}

/** Why a job does not go on: what it waits for, or what ended it. */
export const problemOf = (job: Job): Problem | undefined => job.parked?.problem ?? job.problem;

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
	/** The user wants this variation: it should be saved. */
	readonly chosen?: boolean;
	/** The user has asked to cancel. A result that is made anyway is saved. */
	readonly cancelling?: boolean;
	/** The user has seen how it ended, and its link is where it should be. */
	readonly notified?: boolean;
	/** The user took it off the list. */
	readonly dismissed?: boolean;
	/** Milliseconds since the epoch. */
	readonly dismissedAt?: number;
}

export function isTerminal(phase: JobPhase): phase is TerminalPhase {
	return (terminalPhases as readonly JobPhase[]).includes(phase);
}

/** The URI of the image that the result is compared with, and may replace. */
export function reviewedOf({ intent }: Job): string | undefined {
	return intent.remakes ?? intent.source;
}

/** Whether a variation is staged and not chosen yet. */
export function awaitsChoice({ intent, phase, chosen }: Job): boolean {
	return phase === 'ready' && intent.variation === true && chosen !== true;
}

/** Whether the service has accepted the job, and so has charged for it, whatever became of it. */
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
