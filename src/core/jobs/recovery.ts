import { awaitsChoice, isTerminal, mayHaveCost, type Job, type Parking } from './job.ts';
import { policy } from '../policy.ts';

/** What a window does with a job that it finds in the journal, and that no window works on. */
export type Recovery =
	/** It goes on by itself, from where it stands. */
	| { readonly type: 'drive' }
	/** The same, once this moment has come (milliseconds since the epoch). */
	| { readonly type: 'driveAt'; readonly at: number }
	/** It ended, or waits for a choice, and nobody has told the user yet. */
	| { readonly type: 'tell' }
	/** It was never sent, and too long ago to be sent unasked: it is parked for the user to decide. */
	| { readonly type: 'interrupt' }
	/** Nothing: it is over, or waits for the user. */
	| { readonly type: 'leave' };

/**
 * Decides by what going on may cost: what the service has taken goes on at once, because it is paid for; what
 * was never sent goes on only where it is still fresh, or where the service itself asked to wait.
 */
export function recoveryOf(job: Job, now: number): Recovery {
	if (job.dismissed === true) {
		return { type: 'leave' };
	}
	if (isTerminal(job.phase)) {
		return { type: job.told === true ? 'leave' : 'tell' };
	}
	if (awaitsChoice(job)) {
		return { type: job.told === true ? 'leave' : 'tell' };
	}
	if (job.parked === undefined) {
		const tooOld = job.phase === 'intent' && now - job.intent.createdAt > policy.journal.sendUnasked;
		return { type: tooOld ? 'interrupt' : 'drive' };
	}
	const wait = waitOf(job.parked, now);
	if (wait !== undefined && wait > 0) {
		return { type: 'driveAt', at: now + wait };
	}
	return { type: mayHaveCost(job) || wait !== undefined ? 'drive' : 'leave' };
}

/**
 * Milliseconds until a stopped job may go on by itself; undefined where it waits for something else than time. Once the
 * clock was set back nobody knows how long it has waited: it may go on now, and the service asks to wait again if need be.
 */
export function waitOf({ since, until }: Parking, now: number): number | undefined {
	if (until === undefined) {
		return undefined;
	}
	return since !== undefined && now < since ? 0 : Math.max(0, until - now);
}
