import * as z from 'zod/mini';
import { fields, longestPrompt } from './messages.ts';
import { qualities } from './model.ts';

const { count, pixels, requestId } = fields;
const sideName = z.enum(['before', 'after']);

const image = z.strictObject({
	/** An address that the webview may load. */
	src: z.string(),
	name: z.string(),
	/** In pixels. */
	width: pixels,
	height: pixels,
	bytes: count,
	/** What it was made at, if that is known. */
	quality: z.optional(z.enum(qualities)),
});

const reviewState = z.strictObject({
	before: image,
	after: image,
	prompt: z.string(),
	/** What the after image has cost. */
	credits: count,
	/** What Retry costs. */
	retryCredits: count,
	/** The original's file holds the after image now. */
	replaced: z.boolean(),
	canReplace: z.boolean(),
	/** One sentence that the user should know of, shown as it is. */
	note: z.optional(z.string()),
});

/** The actions of which one at a time runs. */
const action = z.enum(['keep', 'replace', 'undoReplace', 'retry', 'discard']);

const toReview = z.discriminatedUnion('type', [
	/** All there is to show, and the request that runs, which a page made anew does not know of. */
	z.strictObject({
		type: z.literal('state'),
		state: reviewState,
		running: z.optional(z.strictObject({ id: requestId, action })),
	}),
	/** There is nothing to show; `ready` asks again, which cannot help where the image is gone. */
	z.strictObject({
		type: z.literal('unavailable'),
		message: z.string(),
		gone: z.optional(z.literal(true)),
	}),
	/** The request is done. */
	z.strictObject({ type: z.literal('result'), id: requestId }),
	/** The request was not done; why, in words for the user. */
	z.strictObject({ type: z.literal('failed'), id: requestId, message: z.string() }),
]);

const fromReview = z.discriminatedUnion('type', [
	/** The page is there, for the first time or again: send all of the state. */
	z.strictObject({ type: z.literal('ready') }),
	z.strictObject({ type: z.literal('keep'), id: requestId }),
	z.strictObject({ type: z.literal('replace'), id: requestId }),
	z.strictObject({ type: z.literal('undoReplace'), id: requestId }),
	z.strictObject({
		type: z.literal('retry'),
		id: requestId,
		prompt: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestPrompt)),
	}),
	z.strictObject({ type: z.literal('discard'), id: requestId }),
	z.strictObject({ type: z.literal('openFile'), id: requestId, side: sideName }),
	/** Close the tab and change nothing. */
	z.strictObject({ type: z.literal('close'), id: requestId }),
]);

export type ReviewImage = z.infer<typeof image>;
export type ReviewState = z.infer<typeof reviewState>;
export type ReviewAction = z.infer<typeof action>;
export type ReviewSide = z.infer<typeof sideName>;

/** What the host says to the page. */
export type ToReview = z.infer<typeof toReview>;

/** What the page says to the host. Whatever has an `id` gets a `result` or a `failed` with it. */
export type FromReview = z.infer<typeof fromReview>;
export type ReviewRequest = Exclude<FromReview, { type: 'ready' }>;

/** The message, or undefined for one that is not of the protocol. */
export function parseToReview(value: unknown): ToReview | undefined {
	return toReview.safeParse(value).data;
}

/** The message, or undefined for one that is not of the protocol. */
export function parseFromReview(value: unknown): FromReview | undefined {
	return fromReview.safeParse(value).data;
}
