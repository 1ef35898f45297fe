import { isTerminal, type Job } from './job.ts';
import type { JobPorts } from './ports.ts';
import type { Problem } from './problem.ts';
import { reduceJob, type JobEvent } from './reducer.ts';

/** One job on its way through the runner: where it stands, and what it is driven with. */
export interface Run {
	readonly ports: JobPorts;
	/** Aborted when the user cancels. */
	readonly cancel: AbortSignal;
	job: Job;
	/** This run asked the service to cancel, which did not end the job: from now on its end is waited for. */
	cancelAsked: boolean;
}

export function createRun(job: Job, ports: JobPorts, cancel: AbortSignal): Run {
	return { ports, cancel, job, cancelAsked: false };
}

/** Writes an event down, then lets it count. */
export async function record(run: Run, event: JobEvent): Promise<void> {
	await run.ports.journal.record(run.job.intent.id, event);
	run.job = reduceJob(run.job, event);
	run.ports.onChange?.(run.job);
}

/** Stops the job until something outside of it has changed. */
export async function park(run: Run, problem: Problem, retryAfterMs?: number): Promise<void> {
	const until = retryAfterMs === undefined ? {} : { until: run.ports.clock.now() + retryAfterMs };
	await record(run, { type: 'parked', parking: { problem, ...until } });
}

/** Whether there is nothing left for the runner to do now. */
export function isAtRest(run: Run): boolean {
	return isTerminal(run.job.phase) || run.job.parked !== undefined;
}

/** Whether the user has cancelled by now. */
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
