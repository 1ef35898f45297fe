import type { ConnectionFailure } from '../api/errors/connectionError.ts';
import type { AssetErrorCode } from '../assets/assetError.ts';
import type { Why } from './failure.ts';

/**
 * Everything that can go wrong with a job, by what the user can do about it. The message for each is written where it
 * is shown; `reason` holds the service's own, which is third-party text.
 */
export type Problem =
	/** The key is missing, or the service refuses it (401, 403). */
	| { readonly kind: 'key'; readonly reason?: string }
	/** VS Code's secret storage could not be read, for example because a keyring is locked. */
	| ({ readonly kind: 'keyStore' } & Why)
	/** It was cancelled before it was sent, and the disk refused to record that. */
	| ({ readonly kind: 'unnoted' } & Why)
	/** The prediction was made with another key, and the current one does not know it. */
	| { readonly kind: 'otherKey' }
	/** More than is left of the user's own daily limit, or of the agents'; both in credits. */
	| { readonly kind: 'dailyLimit'; readonly limit: number; readonly spent: number; readonly by?: 'agent' }
	/** The window closed before the request was sent, too long ago to send it without asking. */
	| { readonly kind: 'interrupted' }
	/** The extension's own folder cannot be written, and nothing may be sent without a record of it. */
	| ({ readonly kind: 'storage' } & Why)
	/** An input image could not be uploaded; nothing that is charged was sent. */
	| ({ readonly kind: 'upload' } & Why)
	/** The snapshot of an input image, which the user knows as `name`, is gone; nothing was sent. */
	| { readonly kind: 'referenceGone'; readonly name: string }
	/** The account has no credits left (402). */
	| { readonly kind: 'credits'; readonly reason?: string }
	/** The service refuses the request itself (400, 404, 413, 422 and the like); nothing was charged. */
	| { readonly kind: 'refused'; readonly status: number; readonly reason?: string }
	/** Too many requests (429), for longer than it makes sense to wait in place. */
	| { readonly kind: 'busy'; readonly retryAfterMs?: number }
	/** The service could not be reached; nothing was sent. */
	| { readonly kind: 'offline'; readonly failure: ConnectionFailure; readonly host: string }
	/** The service redirected the call to another place. */
	| { readonly kind: 'redirected' }
	/** The create call may have been accepted, and charged: `detail` tells the log what came instead. */
	| { readonly kind: 'noAnswer'; readonly detail: string }
	/** The service says that the prediction failed. */
	| { readonly kind: 'predictionFailed'; readonly reason?: string }
	/** The service says that the prediction succeeded, but gives no image. */
	| { readonly kind: 'noOutput'; readonly answer: string }
	/** The service does not know the prediction, or no longer does. */
	| { readonly kind: 'forgotten' }
	/** Not done after a day. */
	| { readonly kind: 'endless' }
	/** The result is made and paid for, but could not be loaded. */
	| ({ readonly kind: 'download' } & Why)
	/** The result is here, but could not be saved. */
	| ({
			readonly kind: 'save';
			readonly code: AssetErrorCode;
			/** The path that it is about, where known. */
			readonly path?: string;
	  } & Why);

/** Matches a reason that objects to what is asked for, not how: moderation, however it is worded. */
const refusal =
	/moderat|safety|polic(?:y|ies)|prohibited|inappropriate|not allowed|disallowed|nsfw|violat|violence|harmful|sexual|prompt/i;

/** Whether another prompt may help; the same one hardly will. */
export function isAboutPrompt(problem: Problem): boolean {
	return (
		problem.kind === 'predictionFailed' || (problem.kind === 'refused' && refusal.test(problem.reason ?? ''))
	);
}
