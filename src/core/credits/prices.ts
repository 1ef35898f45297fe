import type { Quality } from '../../shared/model.ts';
import { formatCredits } from '../../shared/units.ts';

export { formatCredits };

/** Credits for one image, by quality (core.today's model page). */
export const prices: Readonly<Record<Quality, number>> = { low: 45, medium: 176, high: 480, auto: 480 };

/** Credits for an action that makes `count` images. */
export function priceOf(quality: Quality, count = 1): number {
	return prices[quality] * count;
}

/** The arithmetic of an action, as a question shows it: `4 images × 480 = 1,920 credits`. */
export function formatPrice(quality: Quality, count: number): string {
	const total = formatCredits(priceOf(quality, count));
	return count === 1 ? total : `${count} images × ${prices[quality].toLocaleString('en-US')} = ${total}`;
}
