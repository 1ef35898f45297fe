/**
 * The connection broke after it was established. The service may have received the request and acted on it: if the
 * request spends credits, the outcome is unknown.
 */
export class InterruptedError extends Error {
	override readonly name = 'InterruptedError';
	readonly host: string;

	constructor(host: string, cause: unknown) {
		super(`The connection to ${host} broke before the answer was complete`, { cause });
		this.host = host;
	}
}
