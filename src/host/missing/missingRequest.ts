import type { Uri } from 'vscode';
import { sizeText } from '../../core/images/pixelSize.ts';
import type { ImageVariant } from '../../core/jobs/intent.ts';
import { relativeTarget, type MissingImage } from '../../core/documents/missing/missing.ts';
import type { MissingPicture } from '../../core/documents/missing/pictures.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';

/**
 * What makes a missing picture: at exactly its path, in that format and size, without a further link, and its variants
 * from it.
 */
export function missingRequest(
	{ image, variants }: MissingPicture,
	workspaceFolder: Uri,
	prompt: string,
): ImageRequest {
	return {
		prompt,
		args: {
			// With a slash it is the whole path, from the workspace folder.
			file: `./${relativeTarget(image)}`,
			link: 'none',
			...(image.size && { size: sizeText(image.size) }),
		},
		workspaceFolder,
		exactFormat: true,
		variants: variants.map(variantOf),
		asked: true,
	};
}

/** What a missing image is to be, where it is made from another one. */
export function variantOf({ target, size, width }: MissingImage): ImageVariant {
	return { path: target, ...(size && { size }), ...(width !== undefined && { width }) };
}
