import * as z from 'zod/mini';
import { aspectRatios, backgrounds, moderations, outputFormats, qualities } from '../../shared/model.ts';
import { policy } from '../policy.ts';
import { referenceSchema } from '../references/referenceSchema.ts';
import { fileName, moment, side, uri, uriPath } from './journal/factSchemas.ts';

const pixelSize = z.object({ width: side, height: side });

const flag = z.exactOptional(z.literal(true));

/** Where the image goes. */
export const targetSchema = z.object({
	/** The URI of the workspace folder. */
	workspaceFolder: uri,
	/** Absolute, as the path of a URI of that folder's scheme. */
	folder: uriPath,
	/** With or without an extension. As asked for: a taken name is numbered, and the bytes decide the extension. */
	name: fileName,
});

/** The same picture in another size or format, which the file's name says. */
const variantSchema = z.object({
	/** Absolute, as the path of a URI of the workspace folder's scheme. */
	path: uriPath,
	/** In pixels; without one, the size of the image. */
	size: z.exactOptional(pixelSize),
	/** In pixels, where the height follows from the picture's shape. */
	width: z.exactOptional(side),
});

/** A place in a document, so that it is found again after a reload. */
const linkSchema = z.object({
	/** A URI. */
	document: uri,
	mode: z.enum(['insert', 'replace']),
	anchor: z.object({ text: z.string(), before: z.string(), after: z.string() }),
});

/** What is to be made and where it goes: complete before a credit is spent, and never changed afterwards. */
export const intentSchema = z.object({
	/** A UUID of ours; also the idempotency key of its create call. */
	id: z.uuid(),
	/** Milliseconds since the epoch. */
	createdAt: moment,
	/** A UUID shared by the jobs that one action started. */
	action: z.string(),
	/** The user's own words, without a preset's and the project's. */
	prompt: z.string(),
	/** What a preset added to it, and the project's style: the request holds all three together. */
	suffix: z.exactOptional(z.string()),
	style: z.exactOptional(z.string()),
	/** The URI of the image that is edited: the first of the references. */
	source: z.exactOptional(uri),
	/** The URI of the image that was made this way before, and whose place this one may take. */
	remakes: z.exactOptional(uri),
	request: z.object({
		prompt: z.string(),
		quality: z.enum(qualities),
		aspectRatio: z.enum(aspectRatios),
		outputFormat: z.enum(outputFormats),
		outputCompression: z.int().check(z.minimum(0), z.maximum(100)),
		background: z.enum(backgrounds),
		moderation: z.enum(moderations),
		outputFolder: z.string(),
		isPublic: z.boolean(),
		webhookUrl: z.string(),
	}),
	/** Input images, at most 16 (`policy.reference.count`); the first one is the image to edit. */
	references: z.exactOptional(
		z.readonly(z.array(referenceSchema).check(z.maxLength(policy.reference.count))),
	),
	/** Other jobs use the same images, so that uploading each of them once is cheaper than with every call. */
	sharesReferences: flag,
	/** Pixels that the image is brought to: cut in the middle, then made larger or smaller. */
	size: z.exactOptional(pixelSize),
	/** The document names the file already: it has the format that was asked for, whatever the service sends. */
	exactFormat: flag,
	/** It takes the place of the image that it remakes once it is saved, where nobody has changed that one. */
	inPlace: flag,
	/** Files that show the same picture in other sizes or formats; made from the image once it is saved, for nothing. */
	variants: z.exactOptional(z.readonly(z.array(variantSchema))),
	/** One of several of one request: its image stays staged until the user chooses it. */
	variation: flag,
	/** What the service will charge. */
	credits: z.number().check(z.nonnegative()),
	target: targetSchema,
	/** Where the image is to be linked, once it is saved. */
	link: z.exactOptional(linkSchema),
	/** Where the service is. A key is only ever used with the origin that it was entered for. */
	apiBaseUrl: z.url(),
});

export type Intent = Readonly<z.infer<typeof intentSchema>>;
export type JobTarget = Readonly<z.infer<typeof targetSchema>>;
export type ImageVariant = Readonly<z.infer<typeof variantSchema>>;
export type LinkTarget = Readonly<z.infer<typeof linkSchema>>;
