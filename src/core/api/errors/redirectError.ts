/**
 * A redirect that is not followed: any redirect of an API call (the key must not go elsewhere), or a redirect of a
 * download to where downloads may not go.
 */
export class RedirectError extends Error {
	override readonly name = 'RedirectError';
	/** The redirect's status; undefined where only the redirect itself is known. */
	readonly status: number | undefined;

	constructor(message: string, status?: number) {
		super(message);
		this.status = status;
	}
}
