import * as z from 'zod/mini';
import { outputFormats, type OutputFormat } from '../../shared/model.ts';
import { readFrom } from './blocks.ts';
import { coverRect, crop, fitInside, wholeSize } from './geometry.ts';
import { CodecError, codecErrorCodes } from './codecError.ts';
import { profileOf, withProfile } from './colorProfile.ts';
import { detectFormat } from './imageFormat.ts';
import { conversionFaultOf, conversionFaultText } from './conversionFault.ts';
import { cutOut } from './cutOut/cutOut.ts';
import { cutOutOptions } from '../../shared/cutOut.ts';
import { cutOutRefusals, type CutOutRefusal } from './cutOut/keyColor.ts';
import { drawOnKey, hueShares, keyNames } from './cutOut/keyChoice.ts';
import { checkSize, type ImageCodecs } from './imageCodecs.ts';
import { drawIcon, iconPurposes, squareFor } from './icons/drawIcon.ts';
import { packIco } from './icons/packIco.ts';
import { drawPlaceholder } from './placeholder.ts';
import { encodePreview } from './preview.ts';
import type { RgbaImage } from './rgbaImage.ts';
import { sourceTypeOf, sourceTypes, withSourceType, type SourceType } from './sourceMark.ts';

/** A whole number of pixels. */
const side = z.int().check(z.positive());
const quality = z.number().check(z.gte(0), z.lte(100));
const channel = z.int().check(z.gte(0), z.lte(255));
const bytes = z.custom<Uint8Array<ArrayBuffer>>(value => value instanceof Uint8Array);

/** A request to a worker. Messages carry an id, so that each answer is matched to its request. */
const imageTask = z.discriminatedUnion('type', [
	z.object({ type: z.literal('thumbnail'), bytes, longestSide: side }),
	z.object({ type: z.literal('preview'), bytes }),
	z.object({
		type: z.literal('convert'),
		bytes,
		width: z.optional(side),
		height: z.optional(side),
		format: z.enum(outputFormats),
		quality,
		sourceType: z.optional(z.enum(sourceTypes)),
	}),
	z.object({
		type: z.literal('icon'),
		bytes,
		/** Sides in pixels; several are for an ICO alone. */
		sizes: z.array(side).check(z.minLength(1), z.maxLength(8)),
		format: z.enum([...outputFormats, 'ico']),
		purpose: z.enum(iconPurposes),
		/** Red, green and blue of the ground of an opaque icon. */
		backdrop: z.optional(z.tuple([channel, channel, channel])),
		quality,
		sourceType: z.optional(z.enum(sourceTypes)),
	}),
	z.object({
		type: z.literal('cutOut'),
		bytes,
		options: cutOutOptions,
		width: z.optional(side),
		height: z.optional(side),
		format: z.enum(['png', 'webp']),
		quality,
		sourceType: z.optional(z.enum(sourceTypes)),
	}),
	/** Answered with a PNG on the key. */
	z.object({ type: z.literal('drawOnKey'), bytes, key: z.enum(keyNames) }),
	/** Answered with a byte for each of `keyNames`: the share of its hue, 255 for all. */
	z.object({ type: z.literal('hueShares'), bytes }),
	z.object({
		type: z.literal('placeholder'),
		prompt: z.string(),
		width: side,
		height: side,
		format: z.enum(outputFormats),
		quality,
	}),
]);
/** The task is validated separately, so that an invalid one gets an answer, too. */
const imageRequest = z.object({ id: z.int(), task: z.unknown() });

export const imageAnswer = z.discriminatedUnion('ok', [
	z.object({
		id: z.int(),
		ok: z.literal(true),
		bytes,
		width: side,
		height: side,
		refusal: z.exactOptional(z.enum(cutOutRefusals)),
	}),
	z.object({ id: z.int(), ok: z.literal(false), code: z.enum(codecErrorCodes), message: z.string() }),
]);

export type ImageTask = z.infer<typeof imageTask>;
type ImageAnswer = z.infer<typeof imageAnswer>;

export interface ConvertedImage {
	bytes: Uint8Array<ArrayBuffer>;
	/** In pixels. */
	width: number;
	height: number;
	/** Of a cut-out: why a person should look at it before it's used. */
	refusal?: CutOutRefusal;
}

/** For thumbnails: the loss isn't visible at their size. */
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
	const fault = await conversionFaultOf(read);
	// The first picture of an animated PNG is one of its own, and will do for a thumbnail.
	const isShown = task.type !== 'convert' && detectFormat(task.bytes) === 'png';
	if (fault !== undefined && !isShown) {
		throw new CodecError('unsupported', `The image cannot be converted: ${conversionFaultText(fault)}.`);
	}
	const image = await codecs.decode(task.bytes);
	if (task.type === 'preview') {
		const preview = await encodePreview(codecs, image);
		return { ...preview, bytes: whole(preview.bytes) };
	}
	const profile = await profileOf(task.bytes);
	const encode = async (made: RgbaImage, format: OutputFormat, quality: number) => {
		const packing = profile === undefined ? 'tight' : 'tightInColor';
		const bytes = await codecs.encode(made, format, quality, packing);
		return profile === undefined ? bytes : withProfile(bytes, format, profile);
	};
	if (task.type === 'thumbnail') {
		const { width, height } = fitInside(image, task.longestSide);
		const small = await codecs.resize(image, width, height);
		return { bytes: whole(await encode(small, 'webp', thumbnailQuality)), width, height };
	}
	if (task.type === 'hueShares') {
		const small = fitInside(image, 64);
		const shares = hueShares(await codecs.resize(image, small.width, small.height));
		return { bytes: Uint8Array.from(keyNames, name => Math.round(shares[name] * 255)), width: 1, height: 1 };
	}
	if (task.type === 'drawOnKey') {
		const laid = drawOnKey(image, task.key);
		return { bytes: whole(await encode(laid, 'png', 100)), width: laid.width, height: laid.height };
	}
	const sourceType = task.sourceType ?? sourceTypeOf(task.bytes);
	if (task.type === 'icon') {
		return iconOf(codecs, image, task, async (icon, format) =>
			marked(await encode(icon, format, task.quality), format, sourceType),
		);
	}
	if (task.type === 'cutOut') {
		const cut = cutOut(image, task.options);
		const size = wholeSize(cut.image, task);
		const made = await codecs.resize(crop(cut.image, coverRect(cut.image, size)), size.width, size.height);
		return {
			bytes: whole(marked(await encode(made, task.format, task.quality), task.format, sourceType)),
			...size,
			...(cut.refusal !== undefined && { refusal: cut.refusal }),
		};
	}
	const { width, height } = wholeSize(image, task);
	const part = crop(image, coverRect(image, { width, height }));
	const resized = await codecs.resize(part, width, height);
	const bytes = await encode(resized, task.format, task.quality);
	return { bytes: whole(marked(bytes, task.format, sourceType)), width, height };
}

/** The worker's answer to a message; never fails. Undefined for anything that isn't a request. */
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

/** An ICO can't hold a profile or a mark, and is at most 256 pixels a side. */
async function iconOf(
	codecs: ImageCodecs,
	image: RgbaImage,
	{ sizes, format, purpose, backdrop }: ImageTask & { readonly type: 'icon' },
	encode: (icon: RgbaImage, format: OutputFormat) => Promise<Uint8Array>,
): Promise<ConvertedImage> {
	const source = squareFor(image);
	const most = Math.max(...sizes);
	checkSize({ width: most, height: most });
	if ((format === 'ico' && most > 256) || (format !== 'ico' && sizes.length > 1)) {
		throw new CodecError('badTask', `No ${format} has icons of ${sizes.join(', ')} pixels.`);
	}
	const icons: RgbaImage[] = [];
	for (const size of sizes) {
		icons.push(await drawIcon(codecs, source, size, purpose, backdrop && [...backdrop, 255]));
	}
	const [first] = icons;
	const bytes = format === 'ico' || first === undefined ? packIco(icons) : await encode(first, format);
	return { bytes: whole(bytes), width: most, height: most };
}

/** Files made here state the source of their image, where that is known. */
function marked(bytes: Uint8Array, format: OutputFormat, sourceType: SourceType | undefined): Uint8Array {
	return sourceType === undefined ? bytes : withSourceType(bytes, format, sourceType);
}

/** Bytes with a buffer of their own, which can be handed to another thread. */
function whole(encoded: Uint8Array): Uint8Array<ArrayBuffer> {
	return encoded.buffer instanceof ArrayBuffer && encoded.byteLength === encoded.buffer.byteLength
		? new Uint8Array(encoded.buffer)
		: new Uint8Array(encoded);
}
