import type { OutputFormat } from '../api/model.ts';
import type { PredictionRequest } from '../api/predictionRequest.ts';
import type { Problem } from './problem.ts';

/** What is to be made and where it goes: complete before a credit is spent, and never changed afterwards. */
export interface JobIntent {
	/** A UUID of ours; also the idempotency key of its create call. */
	readonly id: string;
	/** Milliseconds since the epoch. */
	readonly createdAt: number;
	readonly request: PredictionRequest;
	/** What the service will charge. */
	readonly credits: number;
	readonly target: JobTarget;
	/** Where the service is. A key is only ever used with the origin that it was entered for. */
	readonly apiBaseUrl: string;
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

/** Verified bytes of one output. */
export interface StagedImage {
	readonly bytes: Uint8Array;
	readonly format: OutputFormat;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	/** Lower-case hexadecimal. */
	readonly sha256: string;
}

/** One file that was written. */
export interface SavedImage {
	/** A URI. */
	readonly uri: string;
	readonly format: OutputFormat;
	readonly width: number;
	readonly height: number;
	readonly sha256: string;
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
	readonly intent: JobIntent;
	readonly phase: JobPhase;
	/** Times that the create call went out. */
	readonly sends: number;
	/** Given by the service when it accepted the job. */
	readonly predictionId?: string;
	/** Milliseconds since the epoch. */
	readonly acceptedAt?: number;
	readonly staged?: readonly StagedImage[];
	readonly saved?: readonly SavedImage[];
	/** Why it failed, was given up, or is unknown. */
	readonly problem?: Problem;
	readonly parked?: Parking;
	/** The user has asked to cancel. A result that was made all the same is saved. */
	readonly cancelling?: boolean;
}

export function isTerminal(phase: JobPhase): phase is TerminalPhase {
	return (terminalPhases as readonly JobPhase[]).includes(phase);
}

/** Whether the service has taken the job, and so has charged for it, whatever became of it. */
export function wasAccepted(job: Job): boolean {
	return job.predictionId !== undefined;
}
