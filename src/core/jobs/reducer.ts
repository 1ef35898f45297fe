import type { Job, JobIntent, JobTarget, Parking, SavedImage, StagedImage } from './job.ts';
import type { Problem } from './problem.ts';

/**
 * What can happen to a job. A journal writes each one down before it counts; replaying them through the
 * reducer gives the job back.
 */
export type JobEvent =
	/** The create call is about to go out for the `send`-th time, counted from 1. */
	| { readonly type: 'sending'; readonly send: number }
	/** It is proved that the last send was not accepted: nothing was received, or the service said no. */
	| { readonly type: 'notAccepted' }
	| { readonly type: 'accepted'; readonly predictionId: string; readonly at: number }
	| { readonly type: 'running' }
	| { readonly type: 'staged'; readonly images: readonly StagedImage[] }
	/** The final name (a URI) of the `index`-th image, just before it is written. */
	| { readonly type: 'targeted'; readonly index: number; readonly uri: string }
	/** The next staged image is in its file. */
	| { readonly type: 'saved'; readonly image: SavedImage }
	| { readonly type: 'failed'; readonly problem: Problem }
	| { readonly type: 'cancelling' }
	| { readonly type: 'cancelled'; readonly problem?: Problem }
	| { readonly type: 'unknown'; readonly problem: Problem }
	| { readonly type: 'parked'; readonly parking: Parking }
	| { readonly type: 'resumed' }
	/** The user chose another place for what is not saved yet. */
	| { readonly type: 'retargeted'; readonly target: JobTarget };

export function newJob(intent: JobIntent): Job {
	return { intent, phase: 'intent', sends: 0 };
}

/** The job after an event. Pure; the old job stays as it is. */
export function reduceJob(job: Job, event: JobEvent): Job {
	switch (event.type) {
		case 'sending':
			return { ...job, phase: 'sent', sends: event.send };
		case 'notAccepted':
			return { ...job, phase: 'intent' };
		case 'accepted':
			return { ...job, phase: 'accepted', predictionId: event.predictionId, acceptedAt: event.at };
		case 'running':
			return { ...job, phase: 'running' };
		case 'staged':
			return { ...job, phase: 'ready', staged: event.images };
		case 'targeted':
			return job;
		case 'saved': {
			const saved = [...(job.saved ?? []), event.image];
			return saved.length < (job.staged?.length ?? 0)
				? { ...job, saved }
				: // The bytes are in their files now.
					{ ...without(job, 'staged'), phase: 'saved', saved };
		}
		case 'failed':
			return { ...job, phase: 'failed', problem: event.problem };
		case 'cancelling':
			return { ...job, cancelling: true };
		case 'cancelled':
			return { ...job, phase: 'cancelled', ...(event.problem && { problem: event.problem }) };
		case 'unknown':
			return { ...job, phase: 'unknown', problem: event.problem };
		case 'parked':
			return { ...job, parked: event.parking };
		case 'resumed':
			return without(job, 'parked');
		case 'retargeted':
			return { ...job, intent: { ...job.intent, target: event.target } };
	}
}

function without<K extends 'staged' | 'parked'>(job: Job, key: K): Omit<Job, K> {
	const { [key]: _, ...rest } = job;
	return rest;
}
