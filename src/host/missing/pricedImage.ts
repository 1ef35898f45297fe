import type { Uri } from 'vscode';
import type { Quality } from '../../shared/model.ts';
import type { MissingImage } from '../../core/links/missing.ts';

/** A missing image, what it would cost, and the prompt as the user wants it. */
export interface PricedImage {
	readonly image: MissingImage;
	readonly workspaceFolder: Uri;
	readonly quality: Quality;
	readonly prompt: string;
}
