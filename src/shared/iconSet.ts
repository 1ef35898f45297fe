import * as z from 'zod/mini';
import { failed, fields, parserOf, ready } from './messages.ts';

const { pixels, requestId } = fields;

const iconFile = z.strictObject({
	/** As VS Code shows it. */
	path: z.string(),
	purpose: z.enum(['any', 'opaque', 'maskable']),
	/** Whether it replaces an existing file. */
	replaces: z.boolean(),
	/** Every size in the file, as PNG. */
	previews: z.readonly(
		z.array(
			z.strictObject({
				side: pixels,
				bytes: z.custom<Uint8Array<ArrayBuffer>>(value => value instanceof Uint8Array),
			}),
		),
	),
});

const textFile = z.strictObject({
	path: z.string(),
	change: z.enum(['created', 'merged', 'linked']),
});

const iconSetState = z.strictObject({
	/** The name of the image. */
	name: z.string(),
	/** If not, its middle is used or, where its border has one color, it is padded with that. */
	isSquare: z.boolean(),
	icons: z.readonly(z.array(iconFile)),
	/** Text files that change as well. `linked` is the page, which changes only if the user says so. */
	texts: z.readonly(z.array(textFile)),
});

const toIconSet = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('state'), state: iconSetState }),
	z.strictObject({ type: z.literal('unavailable'), message: z.string() }),
	z.strictObject({ type: z.literal('result'), id: requestId }),
	failed,
]);

const fromIconSet = z.discriminatedUnion('type', [
	ready,
	/** Writes the files, then closes the tab. */
	z.strictObject({ type: z.literal('create'), id: requestId, links: z.boolean() }),
	z.strictObject({ type: z.literal('close'), id: requestId }),
]);

export type IconSetState = z.infer<typeof iconSetState>;
export type ToIconSet = z.infer<typeof toIconSet>;
export type FromIconSet = z.infer<typeof fromIconSet>;

export const parseToIconSet = parserOf(toIconSet);
export const parseFromIconSet = parserOf(fromIconSet);
