/** A 2xx answer that cannot be read: cut short, not JSON, too large, or missing an essential field. */
export class MalformedAnswerError extends Error {
	override readonly name = 'MalformedAnswerError';
	/** The beginning of the answer, at most 300 characters, for the log. */
	readonly excerpt: string;

	constructor(message: string, answer: string, cause?: unknown) {
		super(message, { cause });
		this.excerpt = answer.slice(0, 300);
	}
}
