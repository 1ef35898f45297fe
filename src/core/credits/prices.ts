import type { Quality } from '../api/model.ts';

/** Credits for one image, by quality (core.today's model page). */
export const prices: Readonly<Record<Quality, number>> = { low: 45, medium: 176, high: 480, auto: 480 };

/** Credits for an action that makes `count` images. */
export function priceOf(quality: Quality, count = 1): number {
	return prices[quality] * count;
}

/** `45 credits`, `1,920 credits`. */
export function formatCredits(credits: number): string {
	return `${credits.toLocaleString('en-US')} ${credits === 1 ? 'credit' : 'credits'}`;
}

/** The arithmetic of an action, as a question shows it: `4 images × 480 = 1,920 credits`. */
export function formatPrice(quality: Quality, count: number): string {
	const total = formatCredits(priceOf(quality, count));
	return count === 1 ? total : `${count} images × ${prices[quality].toLocaleString('en-US')} = ${total}`;
}
