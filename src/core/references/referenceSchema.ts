import * as z from 'zod/mini';
import { outputFormats } from '../../shared/model.ts';
import type { FileReference, Reference } from './reference.ts';

export const fileReferenceSchema = z.object({
	type: z.literal('file'),
	sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
	format: z.enum(outputFormats),
	bytes: z.int(),
	width: z.int(),
	height: z.int(),
	name: z.string(),
}) satisfies z.ZodMiniType<FileReference>;

/** A reference as our own files store it. */
export const referenceSchema = z.discriminatedUnion('type', [
	fileReferenceSchema,
	z.object({ type: z.literal('url'), url: z.url() }),
]) satisfies z.ZodMiniType<Reference>;
