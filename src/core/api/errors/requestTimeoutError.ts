/** The answer was not complete in time. The service may still have acted on the request. */
export class RequestTimeoutError extends Error {
	override readonly name = 'RequestTimeoutError';
	readonly host: string;
	/** How long the request was given, in milliseconds. */
	readonly timeoutMs: number;

	constructor(host: string, timeoutMs: number) {
		super(`${host} did not answer within ${Math.round(timeoutMs / 1000)} s`);
		this.host = host;
		this.timeoutMs = timeoutMs;
	}
}
