import { AddressError } from '../addresses/addressError.ts';
import { ConnectionError } from '../api/errors/connectionError.ts';
import { HttpError } from '../api/errors/httpError.ts';
import { InterruptedError } from '../api/errors/interruptedError.ts';
import { MalformedAnswerError } from '../api/errors/malformedAnswerError.ts';
import { RedirectError } from '../api/errors/redirectError.ts';
import { RequestTimeoutError } from '../api/errors/requestTimeoutError.ts';
import { StorageError } from '../api/errors/storageError.ts';
import { BodyTooLargeError } from '../api/readBody.ts';
import { AssetError, toAssetError } from '../assets/assetError.ts';
import { CodecError } from '../images/codecError.ts';
import { StateError } from '../state/stateFiles.ts';
import type { Failure } from './journal/failureSchema.ts';
import { messageOf } from '../text/messageOf.ts';

/** Why something failed. */
export interface Why {
	/** In English, for the log. */
	readonly detail: string;
	readonly because: Failure;
}

export function whyOf(error: unknown): Why {
	return { detail: messageOf(error), because: failureOf(error) };
}

function failureOf(error: unknown): Failure {
	if (error instanceof ConnectionError) {
		return { code: 'offline', failure: error.failure, host: error.host };
	}
	if (error instanceof InterruptedError) {
		return { code: 'broken', host: error.host };
	}
	if (error instanceof RequestTimeoutError) {
		return { code: 'late', host: error.host, ms: error.timeoutMs };
	}
	if (error instanceof RedirectError) {
		return { code: 'redirected' };
	}
	if (error instanceof BodyTooLargeError) {
		return { code: 'tooLarge', limit: error.ceiling };
	}
	if (error instanceof MalformedAnswerError) {
		return { code: 'malformed' };
	}
	if (error instanceof HttpError) {
		const { status, reason } = error;
		return { code: 'http', status, ...(reason !== undefined && { said: reason }) };
	}
	if (error instanceof StorageError) {
		const because = failureOf(error.cause);
		const isOwn = because.code === 'foreign' || because.code === 'http';
		return isOwn ? { code: 'notTaken', host: error.host, said: messageOf(error.cause) } : because;
	}
	if (error instanceof AddressError) {
		return { code: 'address', fault: error.fault };
	}
	if (error instanceof CodecError) {
		return { code: 'image', error: error.code };
	}
	if (error instanceof AssetError) {
		const { code, path, reason, cause } = error;
		return {
			code: 'file',
			error: code,
			...(path !== undefined && { path }),
			...(reason !== undefined && { reason }),
			...(code === 'failed' && { said: messageOf(cause) }),
		};
	}
	if (error instanceof StateError && error.code === 'held') {
		return { code: 'held' };
	}
	if (error instanceof StateError && error.cause !== undefined) {
		return { code: 'storage', error: toAssetError(error.cause, '').code, said: messageOf(error.cause) };
	}
	return { code: 'foreign' };
}
