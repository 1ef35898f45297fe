import * as z from 'zod/mini';

/** In UTF-16 units. Prompts are validated before they are sent; this only rejects what can't be one. */
export const longestPrompt = 100_000;

/** Values that the protocols of several webviews have in common. */
export const fields = {
	count: z.int().check(z.nonnegative()),
	pixels: z.int().check(z.positive()),
	/** The id of a request; the `result` or `failed` that answers it has the same id. */
	requestId: z.string().check(z.minLength(1), z.maxLength(40)),
	prompt: z.string().check(z.maxLength(longestPrompt)),
	/** The format of our ids of jobs, images, references and workspace folders. Never a path or a URL. */
	ownId: z.string().check(z.regex(/^[\w.-]{1,80}$/)),
	/** An address that the webview may load. */
	source: z.string(),
	/** Milliseconds since the epoch. */
	time: z.number().check(z.nonnegative()),
};

/** The page has loaded, for the first time or again: asks for the full state. */
export const ready = z.strictObject({ type: z.literal('ready') });

/** The request failed; why, in words for the user. */
export const failed = z.strictObject({
	type: z.literal('failed'),
	id: fields.requestId,
	message: z.string(),
});

/**
 * A function that returns a message, or undefined for anything that isn't part of the protocol.
 *
 * @__NO_SIDE_EFFECTS__
 */
export function parserOf<T extends z.ZodMiniType>(schema: T) {
	return (value: unknown): z.infer<T> | undefined => schema.safeParse(value).data;
}

/** All that may be logged about a dropped message: its type, shortened. */
export function typeOfMessage(value: unknown): string {
	const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
	return typeof type === 'string' ? JSON.stringify(type.slice(0, 40)) : 'without a type';
}
