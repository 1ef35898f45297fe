import * as z from 'zod/mini';
import { parseJson } from '../text/parseJson.ts';

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const replacementSchema = z.object({
	id: z.uuid(),
	/** Milliseconds since the epoch. */
	at: z.number(),
	/** The workspace folder of all three files, and these; URIs. */
	folder: z.string(),
	/** The file whose content was kept. */
	original: z.string(),
	/** Where the new content is: the same file, or one with another extension. */
	replaced: z.string(),
	/** The file that had the new content before, and no longer exists. */
	edited: z.string(),
	originalSha256: sha256,
	newSha256: sha256,
	/** What the new content was made with. */
	prompt: z.string(),
	credits: z.number(),
});

/** An image that replaced another one, whose content is kept until it is dismissed. */
export type Replacement = z.infer<typeof replacementSchema>;

/** Undefined if the text is not a replacement. */
export function parseReplacement(text: string): Replacement | undefined {
	return replacementSchema.safeParse(parseJson(text)).data;
}
