/** The answer was not complete in time. The service may have acted on the request all the same. */
export class RequestTimeoutError extends Error {
	override readonly name = 'RequestTimeoutError';
	/** How long was waited, in milliseconds. */
	readonly timeoutMs: number;

	constructor(host: string, timeoutMs: number) {
		super(`${host} did not answer within ${Math.round(timeoutMs / 1000)} s`);
		this.timeoutMs = timeoutMs;
	}
}
