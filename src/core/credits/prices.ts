import type { Quality } from '../../shared/model.ts';

/** Credits for one image, by quality (core.today's model page). */
export const prices: Readonly<Record<Quality, number>> = { low: 45, medium: 176, high: 480, auto: 480 };

/** Credits for an action that makes `count` images. */
export function priceOf(quality: Quality, count = 1): number {
	return prices[quality] * count;
}

/** What has a price of its own. */
interface Priced {
	readonly quality: Quality;
}

/** Credits for all of them, one image each. */
export function totalOf(images: readonly Priced[]): number {
	return images.reduce((sum, { quality }) => sum + priceOf(quality), 0);
}
