import { AddressError, type AddressFault } from '../addresses/addressError.ts';
import { ConnectionError, type ConnectionFailure } from '../api/errors/connectionError.ts';
import { InterruptedError } from '../api/errors/interruptedError.ts';
import { MalformedAnswerError } from '../api/errors/malformedAnswerError.ts';
import { RedirectError } from '../api/errors/redirectError.ts';
import { RequestTimeoutError } from '../api/errors/requestTimeoutError.ts';
import { StorageError } from '../api/errors/storageError.ts';
import { BodyTooLargeError } from '../api/readBody.ts';
import { AssetError, toAssetError, type AssetErrorCode, type BadPathReason } from '../assets/assetError.ts';
import { CodecError, type CodecErrorCode } from '../images/codecError.ts';
import { StateError } from '../state/stateFiles.ts';

/** What an error says, in codes and values. The host words it; `said` is third-party text, as is a `path`. */
export type Failure =
	/** No connection was made. */
	| { readonly code: 'offline'; readonly failure: ConnectionFailure; readonly host: string }
	/** The connection broke before the answer was complete. */
	| { readonly code: 'broken'; readonly host: string }
	| { readonly code: 'late'; readonly host: string; readonly ms: number }
	/** To where nothing is sent to or loaded from. */
	| { readonly code: 'redirected' }
	/** The answer makes no sense. */
	| { readonly code: 'malformed' }
	/** Larger than `limit` bytes. */
	| { readonly code: 'tooLarge'; readonly limit: number }
	/** The service's object store did not take a file. */
	| { readonly code: 'notTaken'; readonly host: string; readonly said: string }
	| { readonly code: 'address'; readonly fault: AddressFault }
	| { readonly code: 'image'; readonly error: CodecErrorCode }
	| {
			readonly code: 'file';
			readonly error: AssetErrorCode;
			readonly path?: string;
			readonly reason?: BadPathReason;
			readonly said?: string;
	  }
	/** The extension's own storage failed. */
	| { readonly code: 'storage'; readonly error: AssetErrorCode; readonly said: string }
	/** Another window holds a file of the extension's own storage. */
	| { readonly code: 'held' }
	/** The words of `detail` are those of the service or the system. */
	| { readonly code: 'foreign' };

/** Why something failed. */
export interface Why {
	/** In English, for the log. */
	readonly detail: string;
	readonly because: Failure;
}

export function whyOf(error: unknown): Why {
	return { detail: messageOf(error), because: failureOf(error) };
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
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
	if (error instanceof MalformedAnswerError) {
		return error.cause instanceof BodyTooLargeError ? failureOf(error.cause) : { code: 'malformed' };
	}
	if (error instanceof BodyTooLargeError) {
		return { code: 'tooLarge', limit: error.ceiling };
	}
	if (error instanceof StorageError) {
		const because = failureOf(error.cause);
		const isForeign = because.code === 'foreign';
		return isForeign ? { code: 'notTaken', host: error.host, said: messageOf(error.cause) } : because;
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
