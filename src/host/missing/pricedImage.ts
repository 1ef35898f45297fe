import type { Uri } from 'vscode';
import type { Quality } from '../../shared/model.ts';
import { formatCredits, formatPrice, priceOf } from '../../core/credits/prices.ts';
import type { MissingImage } from '../../core/links/missing.ts';

/** A missing image, what it would cost, and the prompt as the user wants it. */
export interface PricedImage {
	readonly image: MissingImage;
	readonly workspaceFolder: Uri;
	readonly quality: Quality;
	readonly prompt: string;
}

/** Credits for all of them. */
export function totalOf(images: readonly PricedImage[]): number {
	return images.reduce((sum, { quality }) => sum + priceOf(quality), 0);
}

/** The arithmetic where all cost the same, else the sum alone. */
export function totalText(images: readonly PricedImage[]): string {
	const [first] = images;
	return first !== undefined && images.every(({ quality }) => quality === first.quality)
		? formatPrice(first.quality, images.length)
		: formatCredits(totalOf(images));
}
