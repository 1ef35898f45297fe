/** The service answered with a status outside 2xx. */
export class HttpError extends Error {
	override readonly name = 'HttpError';
	readonly status: number;
	/** The service's own message as plain text; undefined when it gave none that could be read. */
	readonly reason: string | undefined;
	/** Milliseconds that the service asked to wait, from `retry-after-ms` or `retry-after`. */
	readonly retryAfterMs: number | undefined;

	constructor(status: number, reason: string | undefined, retryAfterMs: number | undefined) {
		super(`HTTP ${status}${reason === undefined ? '' : `: ${reason}`}`);
		this.status = status;
		this.reason = reason;
		this.retryAfterMs = retryAfterMs;
	}
}
