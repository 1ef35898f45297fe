import * as z from 'zod/mini';
import { failed, fields, parserOf, ready } from './messages.ts';

const { pixels, requestId } = fields;
const percent = z.number().check(z.gte(0), z.lte(100));
const place = z.number().check(z.gte(0), z.lt(1));

/** What the user can change about a cut-out. */
export const cutOutOptions = z.strictObject({
	/** How far a color may be from the background's and still count as background, in levels of 255; 0–100. */
	tolerance: percent,
	/** 100: edges are as soft as they were measured; 0: each pixel stays or goes. */
	softness: percent,
	/** How much of the background's color is removed from what stays half transparent, in percent. */
	spill: percent,
	/** Pixels left around the subject; null keeps the whole size. */
	trim: z.nullable(z.int().check(z.gte(0), z.lte(1000))),
	/** Points whose patch or hole is flipped, as fractions of the width and the height. */
	flips: z.array(z.strictObject({ x: place, y: place })).check(z.maxLength(64)),
});

export type CutOutOptions = z.infer<typeof cutOutOptions>;

export const usualCutOut: CutOutOptions = { tolerance: 20, softness: 100, spill: 100, trim: null, flips: [] };

const cutOutState = z.strictObject({
	name: z.string(),
	/** In pixels. */
	width: pixels,
	height: pixels,
	/** Notes for the user, shown as they are. */
	notes: z.array(z.string()),
});

/** The image as it would be, perhaps smaller. */
const preview = z.strictObject({
	/** A PNG. */
	bytes: z.custom<Uint8Array<ArrayBuffer>>(value => value instanceof Uint8Array),
	/** Why it needs a look, in words for the user. */
	doubt: z.optional(z.string()),
});

const toCutOut = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('state'), state: cutOutState }),
	z.strictObject({ type: z.literal('unavailable'), message: z.string() }),
	z.strictObject({ type: z.literal('result'), id: requestId, preview: z.optional(preview) }),
	failed,
]);

const fromCutOut = z.discriminatedUnion('type', [
	ready,
	z.strictObject({ type: z.literal('preview'), id: requestId, options: cutOutOptions }),
	z.strictObject({ type: z.literal('saveBeside'), id: requestId, options: cutOutOptions }),
	z.strictObject({ type: z.literal('replace'), id: requestId, options: cutOutOptions }),
	/** Closes the tab and changes nothing. */
	z.strictObject({ type: z.literal('close'), id: requestId }),
]);

export type CutOutState = z.infer<typeof cutOutState>;
export type CutOutPreview = z.infer<typeof preview>;
export type ToCutOut = z.infer<typeof toCutOut>;
export type FromCutOut = z.infer<typeof fromCutOut>;
export type CutOutRequest = Exclude<FromCutOut, { type: 'ready' }>;

export const parseToCutOut = parserOf(toCutOut);
export const parseFromCutOut = parserOf(fromCutOut);
