import type { Uri } from 'vscode';
import { sizeText } from '../../core/assets/pixelSize.ts';
import { relativeTarget, type MissingImage } from '../../core/links/missing.ts';
import type { Wish } from '../generate/order.ts';

/** What makes a missing image: at exactly its path, in that format and size, without a further link. */
export function missingWish(image: MissingImage, workspaceFolder: Uri, prompt: string): Wish {
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
		asked: true,
	};
}
