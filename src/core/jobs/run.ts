import { requireStateError, StateError } from '../state/stateFiles.ts';
import { whyOf } from './failure.ts';
import { awaitsChoice, isTerminal, type Job } from './job.ts';
import { noteUnsentEnd } from './noteUnsentEnd.ts';
import type { JobPorts } from './ports.ts';
import type { Problem } from './problem.ts';
import { reduceJob, type JobEvent } from './reducer.ts';

/** One job on its way through the runner: its current state, and what it is driven with. */
export interface Run {
	readonly ports: JobPorts;
	/** Aborted when the user cancels. */
	readonly cancel: AbortSignal;
	job: Job;
	/** This run asked the service to cancel, which did not end the job: from now on the run waits for its end. */
	cancelAsked: boolean;
}

export function createRun(job: Job, ports: JobPorts, cancel: AbortSignal): Run {
	return { ports, cancel, job, cancelAsked: false };
}

/** Only a journal returns a job as `sent`: the window that sent it closed before the answer came. */
export const answerLost: JobEvent = {
	type: 'unknown',
	problem: { kind: 'noAnswer', detail: 'The window closed before an answer came' },
};

/** Events that must be written down before they are acted on: they spend credits, or make a file. */
const mustBeWritten: ReadonlySet<JobEvent['type']> = new Set(['sending', 'loaded', 'staged', 'targeted']);

/**
 * Writes an event down, then applies it. If the disk refuses, the job goes on with what it knows as far as that is
 * safe: saving a paid image without a record is better than not saving it.
 *
 * @throws LeaseLostError; StateError for an event that must be written down first.
 */
export async function record(run: Run, event: JobEvent): Promise<void> {
	try {
		await run.ports.journal.record(run.job.intent.id, event);
	} catch (error) {
		if (!(error instanceof StateError) || mustBeWritten.has(event.type)) {
			throw error;
		}
		run.ports.onTrouble?.(run.job, error);
	}
	run.job = reduceJob(run.job, event);
	run.ports.onChange?.(run.job);
}

/**
 * Cancels a job that was never accepted. If that cannot be recorded, the job is parked instead: a user who reads
 * "cancelled" relies on it.
 */
export async function cancelUnsent(run: Run): Promise<void> {
	const event = { type: 'cancelled' } as const;
	try {
		await noteUnsentEnd(run.ports.journal, run.job, event, error => {
			run.ports.onTrouble?.(run.job, error);
		});
		run.job = reduceJob(run.job, event);
	} catch (error) {
		requireStateError(error);
		run.ports.onTrouble?.(run.job, error);
		const problem: Problem = { kind: 'unnoted', ...whyOf(error) };
		run.job = reduceJob(run.job, { type: 'parked', parking: { problem } });
	}
	run.ports.onChange?.(run.job);
}

/** Whether the current key is not the one that the prediction was made with. */
export function hasOtherKey({ job, ports }: Run): boolean {
	const { keyFingerprint = '' } = job;
	return keyFingerprint !== '' && keyFingerprint !== ports.keyFingerprint;
}

/** Stops the job until something outside of it has changed. */
export async function park(run: Run, problem: Problem, retryAfterMs?: number): Promise<void> {
	const since = run.ports.clock.now();
	const times = retryAfterMs === undefined ? {} : { since, until: since + retryAfterMs };
	await record(run, { type: 'parked', parking: { problem, ...times } });
}

/** Whether there is nothing left for the runner to do now. */
export function isAtRest(run: Run): boolean {
	return isTerminal(run.job.phase) || run.job.parked !== undefined || awaitsChoice(run.job);
}

/** Whether the user has cancelled. */
export function isCancelled(run: Run): boolean {
	return run.cancel.aborted;
}

/** Sleeps, and returns whether the time passed without the signal being aborted. */
export async function pause(run: Run, ms: number, signal: AbortSignal | undefined): Promise<boolean> {
	try {
		await run.ports.clock.sleep(ms, signal);
		return true;
	} catch (error) {
		if (signal?.aborted) {
			return false;
		}
		throw error;
	}
}
