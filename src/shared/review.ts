import * as z from 'zod/mini';
import { failed, fields, longestPrompt, parserOf, ready } from './messages.ts';
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
	/** The quality it was made at, if known. */
	quality: z.optional(z.enum(qualities)),
});

const reviewState = z.strictObject({
	before: image,
	after: image,
	prompt: z.string(),
	/** What the after image cost. */
	credits: count,
	/** What sending the prompt again costs. */
	retryPrice: count,
	/** The original's file holds the after image now. */
	replaced: z.boolean(),
	canReplace: z.boolean(),
	/** One sentence for the user, shown as it is. */
	note: z.optional(z.string()),
});

/** Actions of which only one runs at a time. */
const action = z.enum(['keep', 'replace', 'undoReplace', 'retry', 'discard', 'restore']);

const toReview = z.discriminatedUnion('type', [
	/** The full state, and the running request, which a recreated page doesn't know about. */
	z.strictObject({
		type: z.literal('state'),
		state: reviewState,
		running: z.optional(z.strictObject({ id: requestId, action })),
	}),
	/** There is nothing to show; `ready` asks again, which can't help if the image is gone. */
	z.strictObject({
		type: z.literal('unavailable'),
		message: z.string(),
		gone: z.optional(z.literal(true)),
		/** `restore` brings it back. */
		restorable: z.optional(z.literal(true)),
	}),
	/** The request is done. */
	z.strictObject({ type: z.literal('result'), id: requestId }),
	failed,
]);

const fromReview = z.discriminatedUnion('type', [
	ready,
	z.strictObject({ type: z.literal('keep'), id: requestId }),
	z.strictObject({ type: z.literal('replace'), id: requestId }),
	z.strictObject({ type: z.literal('undoReplace'), id: requestId }),
	z.strictObject({
		type: z.literal('retry'),
		id: requestId,
		prompt: z.string().check(z.trim(), z.minLength(1), z.maxLength(longestPrompt)),
	}),
	z.strictObject({ type: z.literal('discard'), id: requestId }),
	/** Brings back the deleted image. */
	z.strictObject({ type: z.literal('restore'), id: requestId }),
	z.strictObject({ type: z.literal('openFile'), id: requestId, side: sideName }),
	/** Closes the tab and changes nothing. */
	z.strictObject({ type: z.literal('close'), id: requestId }),
]);

export type ReviewImage = z.infer<typeof image>;
export type ReviewState = z.infer<typeof reviewState>;
export type ReviewAction = z.infer<typeof action>;
export type ReviewSide = z.infer<typeof sideName>;

/** What the host sends to the page. */
export type ToReview = z.infer<typeof toReview>;

/** What the page sends to the host. Each message with an `id` is answered by a `result` or a `failed` with the same. */
export type FromReview = z.infer<typeof fromReview>;
export type ReviewRequest = Exclude<FromReview, { type: 'ready' }>;

export const parseToReview = parserOf(toReview);
export const parseFromReview = parserOf(fromReview);
