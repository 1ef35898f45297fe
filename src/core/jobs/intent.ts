import * as z from 'zod/mini';
import { iconPurposes } from '../images/icons/drawIcon.ts';
import { keyNames } from '../images/cutOut/keyChoice.ts';
import { requestParameters } from '../parameters/values.ts';
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

/** The same image in another size or format, which the file name says. */
const variantSchema = z.object({
	/** Absolute, as the path of a URI of the workspace folder's scheme. */
	path: uriPath,
	/** In pixels; without one, the size of the image. */
	size: z.exactOptional(pixelSize),
	/** In pixels, where the height follows from the image's shape. */
	width: z.exactOptional(side),
	/** How an icon is drawn, and the sides of the images in an ICO, in pixels. */
	icon: z.exactOptional(
		z.object({
			purpose: z.enum(iconPurposes),
			sizes: z.exactOptional(z.readonly(z.array(side).check(z.maxLength(8)))),
		}),
	),
});

/** A place in a document, described so that it can be found again after a reload. */
const linkSchema = z.object({
	/** A URI. */
	document: uri,
	mode: z.enum(['insert', 'replace']),
	anchor: z.object({ text: z.string(), before: z.string(), after: z.string() }),
});

/**
 * What to make and where it goes: complete before a credit is spent, and never rewritten. A later target is an event
 * of its own (`retargeted`).
 */
export const intentSchema = z.object({
	/** A UUID of ours; also the idempotency key of its create call. */
	id: z.uuid(),
	/** Milliseconds since the epoch. */
	createdAt: moment,
	/** A UUID shared by the jobs that one action started. */
	action: z.string(),
	/** The user's own words, without the preset's suffix and the project's style. */
	prompt: z.string(),
	/** What a preset added to it, and the project's style: the request holds all three together. */
	suffix: z.exactOptional(z.string()),
	style: z.exactOptional(z.string()),
	/** The URI of the image that is edited: the first of the references. */
	source: z.exactOptional(uri),
	/** The URI of the image that was made this way before, and that this one may replace. */
	remakes: z.exactOptional(uri),
	request: z.object({
		prompt: z.string(),
		...requestParameters,
		outputFolder: z.string(),
		isPublic: z.boolean(),
		webhookUrl: z.string(),
	}),
	/** Input images, at most 16 (`policy.reference.count`); the first one is the image to edit. */
	references: z.exactOptional(
		z.readonly(z.array(referenceSchema).check(z.maxLength(policy.reference.count))),
	),
	/** How many of the references, counted from the end, belong to the project's style rather than to this image. */
	styleReferences: z.exactOptional(z.int().check(z.positive())),
	/** Other jobs use the same images, so uploading each of them once is cheaper than sending them with every call. */
	sharesReferences: flag,
	/** The image's final size in pixels: it is cropped around the middle, then scaled up or down. */
	size: z.exactOptional(pixelSize),
	/** The document already names the file: it gets the format that was asked for, whatever the service sends. */
	exactFormat: flag,
	/** The background, which has this key's color, is made transparent; the file then has this format. */
	cutOut: z.exactOptional(z.object({ key: z.enum(keyNames), format: z.enum(['png', 'webp']) })),
	/** Once saved, it replaces the image that it remakes, unless that one has changed. */
	inPlace: flag,
	/** Files with the same image in other sizes or formats; made from the saved image, free of charge. */
	variants: z.exactOptional(z.readonly(z.array(variantSchema))),
	/** One of several of one request: its image stays staged until the user chooses it. */
	variation: flag,
	/** Requested by an agent, not the user; its credits count against the agents' limit as well. */
	by: z.exactOptional(z.literal('agent')),
	/** What the service will charge. */
	credits: z.number().check(z.nonnegative()),
	target: targetSchema,
	/** Where to link the image once it is saved. */
	link: z.exactOptional(linkSchema),
	/** Where the service is. A key is only ever used with the origin that it was entered for. */
	apiBaseUrl: z.url(),
});

export type Intent = Readonly<z.infer<typeof intentSchema>>;
export type JobTarget = Readonly<z.infer<typeof targetSchema>>;
export type ImageVariant = Readonly<z.infer<typeof variantSchema>>;
export type LinkTarget = Readonly<z.infer<typeof linkSchema>>;
