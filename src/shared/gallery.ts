import * as z from 'zod/mini';
import { fields } from './messages.ts';
import { aspectRatios, outputFormats, qualities } from './model.ts';

const { count, pixels, requestId, ownId, source, time } = fields;

/** Images that one message may name. */
const mostAssets = 10_000;
/** More than any screen shows at once. */
const mostShown = 500;

/** An image of which it is known how it was made, as the record has it; what its file says comes with `assetFacts`. */
const asset = z.strictObject({
	id: ownId,
	name: z.string(),
	/** The path that the user knows it by. */
	path: z.string(),
	/** Without the project's style. */
	prompt: z.string(),
	style: z.optional(z.string()),
	quality: z.optional(z.enum(qualities)),
	aspectRatio: z.optional(z.enum(aspectRatios)),
	outputFormat: z.optional(z.enum(outputFormats)),
	/** All of its parameters, in one line. */
	parameters: z.string(),
	credits: count,
	createdAt: time,
	/** A free placeholder, which waits to be rendered. */
	placeholder: z.boolean(),
	/** Images that it was made from, however they are named. */
	references: z.array(z.string()),
	/** Those of them that are in the gallery. */
	madeFrom: z.array(ownId),
	/** Whether it can be seen by anyone at a permanent address. */
	hasPublicUrl: z.boolean(),
});

/** What the file of an asset says. */
const assetFacts = z.strictObject({
	id: ownId,
	/**
	 * `changed`: somebody has worked on it since it was made. `gone`: there is no such file. `restorable`: nor is
	 * there, but its content is kept.
	 */
	status: z.enum(['whole', 'changed', 'gone', 'restorable']),
	thumbnail: z.optional(source),
	width: z.optional(pixels),
	height: z.optional(pixels),
});

/** A record that cannot be read as a whole, and the button that helps (`openRecord`). */
const recordProblem = z.strictObject({ message: z.string(), step: z.optional(z.string()) });

const assetAction = z.enum([
	'open',
	'reveal',
	'insertLink',
	'copyPath',
	'copyMarkdown',
	'copyPublicUrl',
	'edit',
	'addReference',
	'finalize',
	'regenerate',
	'restore',
]);

/** What is shown of the gallery; `facts` come later, for the assets that are seen. */
export const galleryState = {
	/** In no order; the newest come first. */
	assets: z.array(asset),
	recordProblems: z.array(recordProblem),
};

export const toGallery = [
	/** Assets that are new or have changed, ids of those that are gone, and all that is wrong with the records. */
	z.strictObject({
		type: z.literal('assets'),
		changed: z.array(asset),
		removed: z.array(ownId),
		recordProblems: z.array(recordProblem),
	}),
	z.strictObject({ type: z.literal('assetFacts'), facts: z.array(assetFacts) }),
] as const;

export const fromGallery = [
	/** These are seen now: their facts are wanted. */
	z.strictObject({ type: z.literal('showAssets'), assets: z.array(ownId).check(z.maxLength(mostShown)) }),
	z.strictObject({ type: z.literal('asset'), id: requestId, asset: ownId, action: assetAction }),
	/** Takes the files away, for as long as they can come back. */
	z.strictObject({
		type: z.literal('deleteAssets'),
		id: requestId,
		assets: z.array(ownId).check(z.minLength(1), z.maxLength(mostAssets)),
	}),
	/** Makes them anew at high quality, each in its own place. @param credits what the button said */
	z.strictObject({
		type: z.literal('finalizeAssets'),
		id: requestId,
		assets: z.array(ownId).check(z.minLength(1), z.maxLength(mostAssets)),
		credits: count,
	}),
	/** Opens the record that cannot be read, at its line; by its place in `recordProblems`. */
	z.strictObject({ type: z.literal('openRecord'), id: requestId, problem: count }),
] as const;

export type Asset = z.infer<typeof asset>;
export type AssetFacts = z.infer<typeof assetFacts>;
export type AssetAction = z.infer<typeof assetAction>;
export type RecordProblem = z.infer<typeof recordProblem>;
