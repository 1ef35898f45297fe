import { CodecError } from '../images/codecError.ts';
import { contentHash } from '../images/contentHash.ts';
import { describeFault, verifyImage } from '../images/verifyImage.ts';
import type { StagedImage } from './job.ts';

/** @throws CodecError with what is wrong, unless the bytes are one whole PNG, JPEG or WebP file. */
export function stageImage(bytes: Uint8Array): StagedImage {
	const check = verifyImage(bytes);
	if (!check.ok) {
		const { fault } = check;
		const code = fault.code === 'tooLarge' ? 'notEncoded' : 'detail' in fault ? 'damaged' : 'unreadable';
		throw new CodecError(code, `The result is not a whole image: ${describeFault(fault)}`);
	}
	return { bytes, ...check.image, sha256: contentHash(bytes) };
}
