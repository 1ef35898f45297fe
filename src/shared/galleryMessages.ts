import * as z from 'zod/mini';
import { fields } from './messages.ts';
import { aspectRatios, outputFormats, qualities } from './model.ts';

const { count, pixels, requestId, ownId, source, time } = fields;

/** Images that one message may name. */
const mostAssets = 10_000;
/** More than any screen shows at once. */
export const mostShown = 500;

/** An image in the record, which says how it was made; facts about its file come with `assetFacts`. */
const asset = z.strictObject({
	id: ownId,
	/** The job that made it. */
	job: z.string(),
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
	/** Names of the images that it was made from. */
	references: z.array(z.string()),
	/** Those of them that are in the gallery. */
	madeFrom: z.array(ownId),
	/** Whether it can be seen by anyone at a permanent address. */
	hasPublicUrl: z.boolean(),
});

/** Facts about the file of an asset. */
const assetFacts = z.strictObject({
	id: ownId,
	/**
	 * `changed`: it was edited after it was made. `gone`: the file doesn't exist. `restorable`: it doesn't exist, but
	 * its content is kept.
	 */
	status: z.enum(['whole', 'changed', 'gone', 'restorable']),
	thumbnail: z.optional(source),
	width: z.optional(pixels),
	height: z.optional(pixels),
});

/** A record that can't be read completely, and the button that helps (`openRecord`). */
const recordProblem = z.strictObject({ message: z.string(), step: z.optional(z.string()) });

const assetAction = z.enum([
	'open',
	'reveal',
	'insertLink',
	'copyPath',
	'copyMarkdown',
	'copyPublicUrl',
	'edit',
	'cutOut',
	'createIconSet',
	'useAsStyle',
	'addReference',
	'finalize',
	'regenerate',
	'restore',
]);

/** What the gallery shows; facts follow later, for the assets in view. */
export const galleryState = {
	/** In no particular order; the page shows the newest first. */
	assets: z.array(asset),
	recordProblems: z.array(recordProblem),
};

export const toGallery = [
	/** New and changed assets, the ids of removed ones, and all problems with the records. */
	z.strictObject({
		type: z.literal('assets'),
		changed: z.array(asset),
		removed: z.array(ownId),
		recordProblems: z.array(recordProblem),
	}),
	z.strictObject({ type: z.literal('assetFacts'), facts: z.array(assetFacts) }),
] as const;

export const fromGallery = [
	/** These are in view: asks for their facts. */
	z.strictObject({ type: z.literal('showAssets'), assets: z.array(ownId).check(z.maxLength(mostShown)) }),
	/** @param again inserts a link where the same one was just inserted */
	z.strictObject({
		type: z.literal('asset'),
		id: requestId,
		asset: ownId,
		action: assetAction,
		again: z.optional(z.literal(true)),
	}),
	/** Deletes the files; they can be restored while their content is kept. */
	z.strictObject({
		type: z.literal('deleteAssets'),
		id: requestId,
		assets: z.array(ownId).check(z.minLength(1), z.maxLength(mostAssets)),
	}),
	/** Re-renders them at high quality, each in place. @param credits the price that the button showed */
	z.strictObject({
		type: z.literal('finalizeAssets'),
		id: requestId,
		assets: z.array(ownId).check(z.minLength(1), z.maxLength(mostAssets)),
		credits: count,
	}),
	/** Opens a record at the line that can't be read. @param problem its index in `recordProblems` */
	z.strictObject({ type: z.literal('openRecord'), id: requestId, problem: count }),
] as const;

export type Asset = z.infer<typeof asset>;
export type AssetFacts = z.infer<typeof assetFacts>;
export type AssetAction = z.infer<typeof assetAction>;
export type RecordProblem = z.infer<typeof recordProblem>;
