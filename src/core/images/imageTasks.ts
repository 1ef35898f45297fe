import * as z from 'zod/mini';
import { outputFormats, type OutputFormat } from '../../shared/model.ts';
import { readFrom } from './blocks.ts';
import { coverRect, crop, fitInside, wholeSize } from './geometry.ts';
import { CodecError, codecErrorCodes } from './codecError.ts';
import { profileOf, withProfile } from './colorProfile.ts';
import { detectFormat } from './imageFormat.ts';
import { describeHindrance, hindranceOf } from './hindrance.ts';
import { checkSize, type ImageCodecs } from './imageCodecs.ts';
import { drawPlaceholder } from './placeholder.ts';
import type { RgbaImage } from './rgbaImage.ts';

/** A whole number of pixels. */
const side = z.int().check(z.positive());
const quality = z.number().check(z.gte(0), z.lte(100));
const bytes = z.custom<Uint8Array<ArrayBuffer>>(value => value instanceof Uint8Array);

/** What a worker is asked for. Messages carry an id, so that no answer is taken for another's. */
const imageTask = z.discriminatedUnion('type', [
	z.object({ type: z.literal('thumbnail'), bytes, longestSide: side }),
	z.object({
		type: z.literal('convert'),
		bytes,
		width: z.optional(side),
		height: z.optional(side),
		format: z.enum(outputFormats),
		quality,
	}),
	z.object({
		type: z.literal('placeholder'),
		prompt: z.string(),
		width: side,
		height: side,
		format: z.enum(outputFormats),
		quality,
	}),
]);
/** The task is looked at by itself, so that a bad one is answered, too. */
const imageRequest = z.object({ id: z.int(), task: z.unknown() });

export const imageAnswer = z.discriminatedUnion('ok', [
	z.object({ id: z.int(), ok: z.literal(true), bytes, width: side, height: side }),
	z.object({ id: z.int(), ok: z.literal(false), code: z.enum(codecErrorCodes), message: z.string() }),
]);

export type ImageTask = z.infer<typeof imageTask>;
export type ImageAnswer = z.infer<typeof imageAnswer>;

export interface ConvertedImage {
	bytes: Uint8Array<ArrayBuffer>;
	/** In pixels. */
	width: number;
	height: number;
}

/** Of thumbnails: what is lost cannot be seen at their size. */
const thumbnailQuality = 80;

/** @throws CodecError */
export async function runImageTask(codecs: ImageCodecs, task: ImageTask): Promise<ConvertedImage> {
	if (task.type === 'placeholder') {
		const { prompt, width, height, format } = task;
		checkSize(task);
		const drawn = drawPlaceholder(prompt, { width, height });
		return { bytes: whole(await codecs.encode(drawn, format, task.quality)), width, height };
	}
	const read = readFrom(task.bytes);
	const hindrance = await hindranceOf(read);
	// The first picture of an animated PNG is one of its own, and will do for a thumbnail.
	const isShown = task.type === 'thumbnail' && detectFormat(task.bytes) === 'png';
	if (hindrance !== undefined && !isShown) {
		throw new CodecError('unsupported', `The image cannot be converted: ${describeHindrance(hindrance)}.`);
	}
	const image = await codecs.decode(task.bytes);
	const profile = await profileOf(task.bytes);
	const encode = async (made: RgbaImage, format: OutputFormat, quality: number) => {
		const bytes = await codecs.encode(made, format, quality);
		return whole(profile === undefined ? bytes : withProfile(bytes, format, profile));
	};
	if (task.type === 'thumbnail') {
		const { width, height } = fitInside(image, task.longestSide);
		const small = await codecs.resize(image, width, height);
		return { bytes: await encode(small, 'webp', thumbnailQuality), width, height };
	}
	const { width, height } = wholeSize(image, task);
	const part = crop(image, coverRect(image, { width, height }));
	const resized = await codecs.resize(part, width, height);
	return { bytes: await encode(resized, task.format, task.quality), width, height };
}

/** The worker's answer to whatever came, and never a failure; undefined for what is no request. */
export async function answerImageRequest(
	codecs: ImageCodecs,
	message: unknown,
): Promise<ImageAnswer | undefined> {
	const request = imageRequest.safeParse(message);
	if (!request.success) {
		return undefined;
	}
	const { id, task } = request.data;
	try {
		const parsed = imageTask.safeParse(task);
		if (!parsed.success) {
			throw new CodecError('badTask', `No task for the image codecs: ${z.prettifyError(parsed.error)}`);
		}
		return { id, ok: true, ...(await runImageTask(codecs, parsed.data)) };
	} catch (error) {
		const { code, message } =
			error instanceof CodecError
				? error
				: new CodecError('crashed', `The image codecs failed: ${String(error)}`);
		return { id, ok: false, code, message };
	}
}

/** Bytes with a buffer of their own, which can be handed to another thread. */
function whole(encoded: Uint8Array): Uint8Array<ArrayBuffer> {
	return encoded.buffer instanceof ArrayBuffer && encoded.byteLength === encoded.buffer.byteLength
		? new Uint8Array(encoded.buffer)
		: new Uint8Array(encoded);
}
