import * as z from 'zod/mini';
import { parseSize } from '../images/pixelSize.ts';
import {
	aspectRatios,
	backgrounds,
	maxCount,
	moderations,
	outputFormats,
	qualities,
} from '../../shared/model.ts';
import type { ValueRule } from '../valueFault.ts';

export const linkModes = ['insert', 'replace', 'none'] as const;

/** What happens in the editor: the link is inserted, replaces the selection, or is left out. */
export type LinkMode = (typeof linkModes)[number];

/** A check that reports its rule. */
export function follows(rule: ValueRule, holds: (text: string) => boolean): z.core.$ZodCheck<string> {
	return z.refine(holds, rule);
}

/** What settings, presets, arguments and the request itself allow alike. */
export const requestParameters = {
	quality: z.enum(qualities),
	aspectRatio: z.enum(aspectRatios),
	outputFormat: z.enum(outputFormats),
	outputCompression: z.int().check(z.minimum(0), z.maximum(100)),
	background: z.enum(backgrounds),
	moderation: z.enum(moderations),
};

/** One checked value each; settings, presets and arguments all use these. */
export const values = {
	...requestParameters,
	/** The service takes at most 256 characters, without `..`. */
	outputFolder: z.string().check(
		z.maxLength(256),
		follows('noParentFolder', folder => !folder.includes('..')),
	),
	isPublic: z.boolean(),
	webhookUrl: z
		.string()
		.check(follows('httpsAddress', url => url === '' || (URL.canParse(url) && url.startsWith('https://')))),
	link: z.enum(linkModes),
	count: z.int().check(z.minimum(1), z.maximum(maxCount)),
	/** `WxH` in pixels. */
	size: z.string().check(follows('pixelSize', size => parseSize(size) !== undefined)),
	text: z.string(),
};

/** What both presets and arguments may set for an image; all of it is optional. */
export const imageParameters = {
	prompt: z.optional(values.text),
	quality: z.optional(values.quality),
	aspectRatio: z.optional(values.aspectRatio),
	outputFormat: z.optional(values.outputFormat),
	outputCompression: z.optional(values.outputCompression),
	background: z.optional(values.background),
	moderation: z.optional(values.moderation),
	size: z.optional(values.size),
	folder: z.optional(values.text),
	count: z.optional(values.count),
	cutOut: z.optional(z.boolean()),
};
