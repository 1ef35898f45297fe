import * as z from 'zod/mini';

/** In UTF-16 units. Whoever sends a prompt checks it; here only what cannot be one is refused. */
export const longestPrompt = 100_000;

/** Values that the protocols of several webviews have in common. */
export const fields = {
	count: z.int().check(z.nonnegative()),
	pixels: z.int().check(z.positive()),
	/** Of a request, which gets a `result` or a `failed` with the same. */
	requestId: z.string().check(z.minLength(1), z.maxLength(40)),
	prompt: z.string().check(z.maxLength(longestPrompt)),
	/** What an id of ours looks like: of jobs, images, references, workspace folders. Never a path or an address. */
	ownId: z.string().check(z.regex(/^[\w.-]{1,80}$/)),
	/** An address that the webview may load. */
	source: z.string(),
	/** Milliseconds since the epoch. */
	time: z.number().check(z.nonnegative()),
};

/** All that may be told of a message that was dropped: its type, shortened. */
export function typeOfMessage(value: unknown): string {
	const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
	return typeof type === 'string' ? JSON.stringify(type.slice(0, 40)) : 'without a type';
}
