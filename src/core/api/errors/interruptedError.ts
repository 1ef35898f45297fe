/**
 * The connection broke after it had been made. The service may have received the request and acted on it;
 * for a request that spends credits this means that nobody knows.
 */
export class InterruptedError extends Error {
	override readonly name = 'InterruptedError';

	constructor(host: string, cause: unknown) {
		super(`The connection to ${host} broke before the answer was complete`, { cause });
	}
}
