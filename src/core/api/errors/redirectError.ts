/**
 * A redirect that is not followed: any redirect of an API call (the key must not travel to another place),
 * or one of a download that leads where downloads may not go.
 */
export class RedirectError extends Error {
	override readonly name = 'RedirectError';
	/** The status that was seen; undefined where only the redirect itself is known. */
	readonly status: number | undefined;

	constructor(message: string, status?: number) {
		super(message);
		this.status = status;
	}
}
