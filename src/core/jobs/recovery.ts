import { awaitsChoice, isTerminal, mayHaveCost, wasAccepted, type Job, type Parking } from './job.ts';
import { policy } from '../policy.ts';

/** What a window does with a job that it finds in the journal, and that no window works on. */
export type Recovery =
	/** It resumes by itself, from its current state. */
	| { readonly type: 'drive' }
	/** The same, once this moment has come (milliseconds since the epoch). */
	| { readonly type: 'driveAt'; readonly at: number }
	/** It ended, or waits for a choice, and the user has not been notified yet. */
	| { readonly type: 'notify' }
	/** It was never sent, and is too old to be sent without asking: it is parked for the user to decide. */
	| { readonly type: 'interrupt' }
	/** Nothing: it is over, or waits for the user. */
	| { readonly type: 'leave' };

/**
 * Decides by what resuming may cost: a job that the service has accepted resumes immediately, because it is paid for;
 * one that was never sent resumes only while it is fresh, or where the service itself asked to wait.
 */
export function recoveryOf(job: Job, now: number): Recovery {
	if (job.dismissed === true) {
		return { type: 'leave' };
	}
	if (isTerminal(job.phase) || awaitsChoice(job)) {
		return { type: job.notified === true ? 'leave' : 'notify' };
	}
	if (job.parked === undefined) {
		const tooOld = job.phase === 'intent' && now - job.intent.createdAt > policy.journal.sendUnprompted;
		return { type: tooOld ? 'interrupt' : 'drive' };
	}
	const wait = waitOf(job.parked, now);
	if (wait !== undefined && wait > 0) {
		return { type: 'driveAt', at: now + wait };
	}
	return { type: mayHaveCost(job) || wait !== undefined ? 'drive' : 'leave' };
}

/**
 * Whether a job that no window works on resumes in this one within moments, without being asked for.
 *
 * @param isOpenHere whether the job's workspace folder is open in this window.
 */
export function resumesSoon(job: Job, now: number, isOpenHere: boolean): boolean {
	if (job.parked !== undefined || isTerminal(job.phase) || recoveryOf(job, now).type !== 'drive') {
		return false;
	}
	return isOpenHere || (wasAccepted(job) && job.phase !== 'ready');
}

/**
 * Milliseconds until a stopped job may go on by itself; undefined where it waits for something other than time. After
 * the clock was set back, there is no telling how long it has waited: it may go on now, and the service asks it to
 * wait again if need be.
 */
export function waitOf({ since, until }: Parking, now: number): number | undefined {
	if (until === undefined) {
		return undefined;
	}
	return since !== undefined && now < since ? 0 : Math.max(0, until - now);
}
