import {
	awaitsChoice,
	type ImageFacts,
	type Job,
	type Parking,
	type SavedImage,
	type StagedImage,
} from './job.ts';
import type { Intent, JobTarget } from './intent.ts';
import type { Problem } from './problem.ts';

/**
 * What can happen to a job. A journal writes each one down before it counts; replaying them through the
 * reducer gives the job back.
 */
export type JobEvent =
	/** The create call is about to go out for the `send`-th time, counted from 1, with the key of this fingerprint. */
	| { readonly type: 'sending'; readonly send: number; readonly keyFingerprint: string }
	/** It is proved that the last send was not accepted: nothing was received, or the service said no. */
	| { readonly type: 'notAccepted' }
	| { readonly type: 'accepted'; readonly predictionId: string; readonly at: number }
	| { readonly type: 'running' }
	/** Another of several outputs is here; the last one comes with `staged`. */
	| { readonly type: 'loaded'; readonly index: number; readonly image: StagedImage }
	/** All outputs are here: with their bytes, unless they were `loaded` before. `more` are those that are not loaded. */
	| {
			readonly type: 'staged';
			readonly images: readonly (ImageFacts & Partial<Pick<StagedImage, 'bytes'>>)[];
			readonly publicUrl?: string;
			readonly more?: readonly string[];
	  }
	/** The final name (a URI) of the `index`-th image, just before it is written. */
	| { readonly type: 'targeted'; readonly index: number; readonly uri: string }
	/** Another of the staged images is in its file; `images` are all of them so far. */
	| { readonly type: 'saved'; readonly images: readonly SavedImage[] }
	/** The staged bytes are no longer what they were and must be loaded again. */
	| { readonly type: 'unstaged' }
	| { readonly type: 'failed'; readonly problem: Problem }
	| { readonly type: 'cancelling' }
	| { readonly type: 'cancelled'; readonly problem?: Problem }
	| { readonly type: 'unknown'; readonly problem: Problem }
	| { readonly type: 'parked'; readonly parking: Parking }
	| { readonly type: 'resumed' }
	/** The user chose another place for what is not saved yet. */
	| { readonly type: 'retargeted'; readonly target: JobTarget }
	/** The user wants this variation, even where it was dismissed before. */
	| { readonly type: 'chosen' }
	| { readonly type: 'notified' }
	/** The user took it off the list, at this time in milliseconds since the epoch. */
	| { readonly type: 'dismissed'; readonly at?: number };

export function newJob(intent: Intent): Job {
	return { intent, phase: 'intent', sends: 0 };
}

/** The job after an event. Pure; the old job stays as it is. */
export function reduceJob(job: Job, event: JobEvent): Job {
	switch (event.type) {
		case 'sending':
			return { ...job, phase: 'sent', sends: event.send, keyFingerprint: event.keyFingerprint };
		case 'notAccepted':
			return { ...job, phase: 'intent' };
		case 'accepted':
			// An id that turns up late clears an unknown job, too.
			return {
				...without(job, 'problem'),
				phase: 'accepted',
				predictionId: event.predictionId,
				acceptedAt: event.at,
			};
		case 'running':
			return { ...job, phase: 'running' };
		case 'loaded': {
			const { bytes: _, ...facts } = event.image;
			return { ...job, loaded: [...(job.loaded ?? []).slice(0, event.index), facts] };
		}
		case 'staged':
			return {
				...without(job, 'loaded'),
				phase: 'ready',
				staged: event.images.map(({ bytes: _, ...facts }) => facts),
				...(event.publicUrl !== undefined && { publicUrl: event.publicUrl }),
				...(event.more !== undefined && { more: event.more }),
			};
		case 'targeted':
			return { ...job, target: { index: event.index, uri: event.uri } };
		case 'saved':
			return event.images.length < (job.staged?.length ?? 0)
				? { ...without(job, 'target'), saved: event.images }
				: // The bytes are in their files now.
					{ ...without(job, 'staged', 'target'), phase: 'saved', saved: event.images };
		case 'unstaged':
			return { ...without(job, 'staged', 'more'), phase: 'accepted' };
		case 'failed':
			return { ...job, phase: 'failed', problem: event.problem };
		case 'cancelling':
			return { ...job, cancelling: true };
		case 'cancelled':
			return { ...job, phase: 'cancelled', ...(event.problem && { problem: event.problem }) };
		case 'unknown':
			return { ...job, phase: 'unknown', problem: event.problem };
		case 'parked':
			// A staged variation waits to be chosen, whatever was in the way before.
			return awaitsChoice(job) ? job : { ...job, parked: event.parking };
		case 'resumed':
			return without(job, 'parked');
		case 'retargeted':
			// What an earlier attempt may have saved stays known: it is looked for first.
			return { ...job, intent: { ...job.intent, target: event.target } };
		case 'chosen':
			// Whether it gets its file has to be reported again.
			return { ...without(job, 'dismissed', 'dismissedAt', 'notified'), chosen: true };
		case 'notified':
			return { ...job, notified: true };
		case 'dismissed':
			return { ...job, dismissed: true, ...(event.at !== undefined && { dismissedAt: event.at }) };
	}
}

type Passing =
	'loaded' | 'staged' | 'more' | 'parked' | 'problem' | 'target' | 'dismissed' | 'dismissedAt' | 'notified';

function without<K extends Passing>(job: Job, ...keys: readonly K[]): Omit<Job, K> {
	const rest = { ...job };
	for (const key of keys) {
		Reflect.deleteProperty(rest, key);
	}
	return rest;
}
