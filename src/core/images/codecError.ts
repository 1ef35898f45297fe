/** Why an image was not decoded, changed or encoded. */
export const codecErrorCodes = [
	/** What was asked for makes no sense: a side that is no whole number of pixels, a quality beyond 100. */
	'badTask',
	/** Not the header of a PNG, JPEG or WebP file. */
	'unreadable',
	/** More pixels, there or wanted, than are held in memory. */
	'tooLarge',
	/** Whole, and of a kind that cannot be converted, as a JPEG of four inks or an animation. */
	'unsupported',
	/** The header is there, and the decoder cannot read the rest. */
	'damaged',
	/** The encoder cannot write it: WebP ends at 16,383 pixels a side, JPEG at 65,500. */
	'notEncoded',
	/** The worker with the codecs ended, or what it answered is no answer. */
	'crashed',
	'timedOut',
	/** Whoever asked has been closed. */
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
