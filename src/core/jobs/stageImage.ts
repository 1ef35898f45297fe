import { CodecError, type CodecErrorCode } from '../images/codecError.ts';
import { contentHash } from '../images/contentHash.ts';
import { describeFault, verifyImage, type ImageFault } from '../images/verifyImage.ts';
import type { StagedImage } from './job.ts';

const codes: Readonly<Record<ImageFault['code'], CodecErrorCode>> = {
	empty: 'unreadable',
	notAnImage: 'unreadable',
	unsupportedFormat: 'unreadable',
	truncated: 'damaged',
	damaged: 'damaged',
	tooLarge: 'notEncoded',
};

/** @throws CodecError with what is wrong, unless the bytes are one whole PNG, JPEG or WebP file. */
export function stageImage(bytes: Uint8Array): StagedImage {
	const check = verifyImage(bytes);
	if (!check.ok) {
		throw new CodecError(
			codes[check.fault.code],
			`The result is not a whole image: ${describeFault(check.fault)}`,
		);
	}
	return { bytes, ...check.image, sha256: contentHash(bytes) };
}
