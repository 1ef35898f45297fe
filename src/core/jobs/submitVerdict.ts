import { ConnectionError } from '../api/errors/connectionError.ts';
import { HttpError } from '../api/errors/httpError.ts';
import { MalformedAnswerError } from '../api/errors/malformedAnswerError.ts';
import { RedirectError } from '../api/errors/redirectError.ts';
import { policy } from '../policy.ts';
import type { Problem } from './problem.ts';
import { messageOf } from '../text/messageOf.ts';

/**
 * What a failed create call means for the bill. `resend`: certainly not accepted, and worth another try.
 * `park`: certainly not accepted, and something has to happen first. `fail`: certainly not accepted, and the
 * same request would fail again. `unknown`: it may have been accepted, so it must not be sent again.
 */
type SubmitVerdict =
	| { readonly type: 'resend'; readonly problem: Problem; readonly retryAfterMs?: number }
	| { readonly type: 'park'; readonly problem: Problem; readonly retryAfterMs?: number }
	| { readonly type: 'fail'; readonly problem: Problem }
	| { readonly type: 'unknown'; readonly problem: Problem };

/** Statuses that leave open whether the request was acted on: timeout, conflict, server errors. */
function isAmbiguous(status: number): boolean {
	return status === 408 || status === 409 || status >= 500 || status < 400;
}

/**
 * Whether a redirect says that the request was not acted on: 307 and 308 ask to send it elsewhere as it is, and no
 * fetch here does. With any other, the new location may hold the answer (RFC 9110 §15.4).
 */
function isUntouchedBy({ status }: RedirectError): boolean {
	return status === 307 || status === 308;
}

/** Judges what a create call threw. Whatever is not proved to be harmless is `unknown`. */
export function judgeSubmit(error: unknown): SubmitVerdict {
	if (error instanceof ConnectionError) {
		const problem: Problem = { kind: 'offline', failure: error.failure, host: error.host };
		// A certificate problem does not go away within seconds.
		return error.failure === 'certificate' ? { type: 'fail', problem } : { type: 'resend', problem };
	}
	if (error instanceof RedirectError && isUntouchedBy(error)) {
		return { type: 'fail', problem: { kind: 'redirected' } };
	}
	if (error instanceof HttpError && !isAmbiguous(error.status)) {
		return judgeStatus(error);
	}
	return { type: 'unknown', problem: { kind: 'noAnswer', detail: detailOf(error) } };
}

function detailOf(error: unknown): string {
	if (error instanceof MalformedAnswerError) {
		return `${error.message}: ${error.excerpt}`;
	}
	if (error instanceof RedirectError && error.status !== undefined) {
		return `${error.message} (HTTP ${error.status})`;
	}
	return messageOf(error);
}

function judgeStatus({ status, reason, retryAfterMs }: HttpError): SubmitVerdict {
	const words = reason === undefined ? {} : { reason };
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	switch (status) {
		case 401:
		case 403:
			return { type: 'park', problem: { kind: 'key', ...words } };
		case 402:
			return { type: 'fail', problem: { kind: 'credits', ...words } };
		case 429: {
			const long = (retryAfterMs ?? 0) > policy.retryAfterCap;
			return { type: long ? 'park' : 'resend', problem: { kind: 'busy', ...wait }, ...wait };
		}
		default:
			return { type: 'fail', problem: { kind: 'refused', status, ...words } };
	}
}
