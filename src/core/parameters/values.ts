import * as z from 'zod/mini';
import { largestSide, parseSize } from '../images/pixelSize.ts';
import {
	aspectRatios,
	backgrounds,
	maxCount,
	moderations,
	outputFormats,
	qualities,
} from '../../shared/model.ts';

export const linkModes = ['insert', 'replace', 'none'] as const;

/** What happens in the editor: the link is added, takes the place of the selection, or is left out. */
export type LinkMode = (typeof linkModes)[number];

/** One checked value each; settings, presets and arguments all use these. */
export const values = {
	quality: z.enum(qualities),
	aspectRatio: z.enum(aspectRatios),
	outputFormat: z.enum(outputFormats),
	outputCompression: z.int().check(z.minimum(0), z.maximum(100)),
	background: z.enum(backgrounds),
	moderation: z.enum(moderations),
	/** The service takes at most 256 characters, without `..`. */
	outputFolder: z.string().check(
		z.maxLength(256),
		z.refine(folder => !folder.includes('..'), 'must not contain ".."'),
	),
	isPublic: z.boolean(),
	webhookUrl: z
		.string()
		.check(
			z.refine(
				url => url === '' || (URL.canParse(url) && url.startsWith('https://')),
				'must be an https:// address',
			),
		),
	link: z.enum(linkModes),
	count: z.int().check(z.minimum(1), z.maximum(maxCount)),
	/** `WxH` in pixels. */
	size: z
		.string()
		.check(
			z.refine(
				size => parseSize(size) !== undefined,
				`must be like "1200x630", with sides up to ${largestSide} and 16 megapixels at most`,
			),
		),
	text: z.string(),
};

/** What presets and arguments may both say of an image; all of it optional. */
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
};

/**
 * The first thing that is wrong, in words for the user: `"quality" must be one of low, medium, high, auto.`
 * `prefix` stands before the field's name.
 */
export function describeIssue(error: z.core.$ZodError, prefix = ''): string {
	const [issue] = error.issues;
	if (issue === undefined) {
		return 'A value is not valid.';
	}
	const name = `"${prefix}${issue.path.map(String).join('.')}"`;
	switch (issue.code) {
		case 'invalid_value':
			return `${name} must be one of ${issue.values.map(String).join(', ')}.`;
		case 'invalid_type':
			return `${name} must be ${article(issue.expected)}.`;
		case 'too_small':
			return `${name} must be at least ${String(issue.minimum)}.`;
		case 'too_big':
			return issue.origin === 'string'
				? `${name} must have at most ${String(issue.maximum)} characters.`
				: `${name} must be at most ${String(issue.maximum)}.`;
		case 'unrecognized_keys':
			return `There is no ${issue.keys.map(key => `"${prefix}${key}"`).join(', ')} here.`;
		default:
			return `${name} ${issue.message}.`;
	}
}

/** What a user calls them. */
const words: Readonly<Record<string, string | undefined>> = {
	int: 'integer',
	record: 'object',
	array: 'list',
};

function article(type: string): string {
	const word = words[type] ?? type;
	return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}
