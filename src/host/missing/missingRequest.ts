import type { Uri } from 'vscode';
import { sizeText } from '../../core/images/pixelSize.ts';
import type { ImageVariant } from '../../core/jobs/intent.ts';
import { relativeTarget, type MissingImage } from '../../core/documents/missing/missing.ts';
import type { MissingPicture } from '../../core/documents/missing/pictures.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';

/**
 * The request for a missing picture: at exactly its path, in that format and size, with its variants and without
 * inserting a link.
 */
export function missingRequest(
	{ image, variants }: MissingPicture,
	workspaceFolder: Uri,
	prompt: string,
): ImageRequest {
	return {
		prompt,
		args: {
			// With a slash, it is the full path, relative to the workspace folder.
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

/** Describes a missing image as a variant of another one. */
export function variantOf({ target, size, width, icon }: MissingImage): ImageVariant {
	return {
		path: target,
		...(size && { size }),
		...(width !== undefined && { width }),
		...(icon && { icon: { purpose: icon.purpose, ...(icon.sizes && { sizes: icon.sizes.slice(0, 8) }) } }),
	};
}
