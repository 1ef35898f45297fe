import { AddressError } from '../addresses/addressError.ts';
import { ConnectionError } from '../api/errors/connectionError.ts';
import { HttpError } from '../api/errors/httpError.ts';
import { RedirectError } from '../api/errors/redirectError.ts';
import { StorageError } from '../api/errors/storageError.ts';
import { ReferenceGoneError } from '../references/referenceGoneError.ts';
import { StateError } from '../state/stateFiles.ts';
import { policy } from '../policy.ts';
import { whyOf } from './failure.ts';
import type { Problem } from './problem.ts';
import { judgeSubmit } from './submitVerdict.ts';

/**
 * What it means when the input images could not be prepared. Nothing was spent in any case. `retry`: the same may
 * work in a moment. `park`: something has to happen first. `fail`: it would fail again.
 */
export interface UploadVerdict {
	readonly type: 'retry' | 'park' | 'fail';
	readonly problem: Problem;
	readonly retryAfterMs?: number;
}

/** Judges an error from preparing the input images. */
export function judgeUpload(error: unknown): UploadVerdict {
	if (error instanceof ReferenceGoneError) {
		return { type: 'fail', problem: { kind: 'referenceGone', name: error.reference } };
	}
	if (error instanceof StateError) {
		return { type: 'park', problem: { kind: 'storage', ...whyOf(error) } };
	}
	const problem: Problem = { kind: 'upload', ...whyOf(error) };
	if (error instanceof StorageError) {
		return judgeStorage(error.cause, problem);
	}
	if (error instanceof AddressError) {
		return { type: 'park', problem };
	}
	if (error instanceof RedirectError) {
		return { type: 'fail', problem: { kind: 'redirected' } };
	}
	const verdict = judgeSubmit(error);
	switch (verdict.type) {
		case 'unknown':
			return { type: 'retry', problem };
		case 'resend':
			return { ...verdict, type: 'retry' };
		case 'park':
			return verdict;
		case 'fail':
			// If only the upload is refused, the request for the image may still be fine.
			return verdict.problem.kind === 'refused' ? { type: 'park', problem } : verdict;
	}
}

/** Statuses below 500 after which a new ticket or a short wait may help: the old ticket expired, or the store is busy. */
const passing: ReadonlySet<number> = new Set([403, 408, 409, 429]);

function judgeStorage(cause: unknown, problem: Problem): UploadVerdict {
	if (
		cause instanceof RedirectError ||
		(cause instanceof ConnectionError && cause.failure === 'certificate')
	) {
		return { type: 'park', problem };
	}
	if (!(cause instanceof HttpError)) {
		return { type: 'retry', problem };
	}
	const { status, retryAfterMs } = cause;
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	const isLong = (retryAfterMs ?? 0) > policy.retryAfterCap;
	return { type: (status >= 500 || passing.has(status)) && !isLong ? 'retry' : 'park', problem, ...wait };
}
