/**
 * A redirect that is not followed: any redirect of an API call (the key must not travel to another place),
 * or one of a download that leads where downloads may not go.
 */
export class RedirectError extends Error {
	override readonly name = 'RedirectError';
}
