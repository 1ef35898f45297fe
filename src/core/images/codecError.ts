/** Why an image was not decoded, changed or encoded. */
export const codecErrorCodes = [
	/** The request makes no sense: a side that isn't a whole number of pixels, a quality beyond 100. */
	'badTask',
	/** Not the header of a PNG, JPEG or WebP file. */
	'unreadable',
	/** The image or the requested size has more pixels than are held in memory. */
	'tooLarge',
	/** A complete file of a kind that can't be converted, such as a JPEG of four inks or an animation. */
	'unsupported',
	/** The header is valid, but the decoder can't read the rest. */
	'damaged',
	/** The encoder cannot write it: WebP ends at 16,383 pixels a side, JPEG at 65,500. */
	'notEncoded',
	/** The worker with the codecs ended, or its answer is invalid. */
	'crashed',
	'timedOut',
	/** The caller has been closed. */
	'disposed',
] as const;

export type CodecErrorCode = (typeof codecErrorCodes)[number];

/** The one error of everything that decodes and encodes images; it travels between threads as code and message. */
export class CodecError extends Error {
	override readonly name = 'CodecError';
	readonly code: CodecErrorCode;

	constructor(code: CodecErrorCode, message: string, cause?: unknown) {
		super(message, cause === undefined ? undefined : { cause });
		this.code = code;
	}
}
