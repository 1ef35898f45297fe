/** The one model this extension speaks to, and the values each of its inputs takes (core.today's model page). */
export const modelId = 'openai/gpt-image-2';

export const qualities = ['low', 'medium', 'high', 'auto'] as const;
export const aspectRatios = ['1:1', '3:2', '2:3'] as const;
export const outputFormats = ['webp', 'png', 'jpeg'] as const;
export const backgrounds = ['auto', 'opaque'] as const;
export const moderations = ['auto', 'low'] as const;

export type Quality = (typeof qualities)[number];
export type AspectRatio = (typeof aspectRatios)[number];
export type OutputFormat = (typeof outputFormats)[number];
export type Background = (typeof backgrounds)[number];
export type Moderation = (typeof moderations)[number];

/** The most images per request; each is a separate prediction. */
export const maxCount = 8;

/** The pixels of each aspect ratio (OpenAI's image API reference, the sizes of the gpt-image models). */
export const pixels: Readonly<Record<AspectRatio, { readonly width: number; readonly height: number }>> = {
	'1:1': { width: 1024, height: 1024 },
	'3:2': { width: 1536, height: 1024 },
	'2:3': { width: 1024, height: 1536 },
};
