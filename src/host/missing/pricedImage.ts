import type { Uri } from 'vscode';
import type { Quality } from '../../shared/model.ts';
import { sizeFacts } from '../../core/assets/pixelSize.ts';
import { formatPrice } from '../../core/credits/prices.ts';
import { relativeTarget, type MissingImage } from '../../core/links/missing.ts';
import { nearestAspectRatio } from '../../core/references/orientation.ts';

/** A missing image, what it would cost, and the prompt as the user wants it. */
export interface PricedImage {
	readonly image: MissingImage;
	readonly workspaceFolder: Uri;
	readonly quality: Quality;
	readonly prompt: string;
}

/** The path, the exact size, whether it has to be enlarged for that, and the price. */
export function factsOf(image: MissingImage, quality: Quality): string[] {
	const { size } = image;
	const facts = size === undefined ? [] : sizeFacts(size, nearestAspectRatio(size));
	return [relativeTarget(image), ...facts, formatPrice(quality, 1)];
}
