import * as z from 'zod/mini';
import { parseWith } from './arguments.ts';
import { values } from './values.ts';

const renderArguments = z.strictObject({
	/** Relative to its workspace folder. */
	folder: z.optional(values.text),
	/** Skips the list to choose from. */
	all: z.optional(z.boolean()),
	/** By default, the one that each image is recorded with. */
	quality: z.optional(values.quality),
});

/** The argument object of Render Placeholders…. */
type RenderArguments = z.infer<typeof renderArguments>;

/** @throws UserError that names the argument. */
export function parseRenderArguments(value: unknown): RenderArguments {
	return parseWith(renderArguments, value);
}
