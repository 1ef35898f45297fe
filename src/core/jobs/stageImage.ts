import { contentHash } from '../images/contentHash.ts';
import { describeFault, verifyImage } from '../images/verifyImage.ts';
import type { StagedImage } from './job.ts';

/** @throws Error with what is wrong, unless the bytes are one whole PNG, JPEG or WebP file. */
export function stageImage(bytes: Uint8Array): StagedImage {
	const check = verifyImage(bytes);
	if (!check.ok) {
		throw new Error(`The result is not a whole image: ${describeFault(check.fault)}`);
	}
	return { bytes, ...check.image, sha256: contentHash(bytes) };
}
