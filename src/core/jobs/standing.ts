import { awaitsChoice } from './job.ts';
import { isOpen } from './jobActions.ts';
import type { ListedJob } from './jobBoard.ts';

/** How a job looks to the user, most pressing last. */
export const standings = ['running', 'resuming', 'choice', 'waiting', 'failed', 'unknown'] as const;

/**
 * `running` in any window. `resuming`: it resumes within moments. `choice`: a variation waits to be chosen. `waiting`
 * for time to pass, or for the user. `unknown`: it may have been charged, and there is no way to tell.
 */
export type Standing = (typeof standings)[number];

/** Whether a job is in progress: it runs, waits, or needs an answer. Every place that counts jobs counts these. */
export function isInProgress({ job, running }: ListedJob): boolean {
	return running !== 'no' || isOpen(job);
}

/** @param listed a job that is open, or that a window works on. */
export function standingOf({ job, running, notice }: ListedJob): Standing {
	if (running !== 'no') {
		return running === 'resuming' || notice?.type === 'resuming' ? 'resuming' : 'running';
	}
	if (job.phase === 'failed' || job.phase === 'unknown') {
		return job.phase;
	}
	return awaitsChoice(job) ? 'choice' : 'waiting';
}

/** Whether the job goes on by itself now. */
export function isUnderWay(standing: Standing): boolean {
	return standing === 'running' || standing === 'resuming';
}
