import type { Quality } from '../../shared/model.ts';
import { formatCredits } from '../../shared/units.ts';

export { formatCredits };

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

/** Credits for all of them, an image each. */
export function totalOf(images: readonly Priced[]): number {
	return images.reduce((sum, { quality }) => sum + priceOf(quality), 0);
}

/** The arithmetic where all cost the same, else the sum alone. */
export function formatTotal(images: readonly Priced[]): string {
	const [first] = images;
	return first !== undefined && images.every(({ quality }) => quality === first.quality)
		? formatPrice(first.quality, images.length)
		: formatCredits(totalOf(images));
}

/** The arithmetic of an action, as a question shows it: `4 × 480 = 1,920 credits`. */
export function formatPrice(quality: Quality, count: number): string {
	const total = formatCredits(priceOf(quality, count));
	return count === 1 ? total : `${count} × ${prices[quality].toLocaleString('en-US')} = ${total}`;
}
