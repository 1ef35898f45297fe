import { l10n } from 'vscode';
import { priceOf, totalOf } from '../../core/credits/prices.ts';
import type { Quality } from '../../shared/model.ts';
import { creditsText, numberText } from './units.ts';

/** The arithmetic of an action, as a question shows it: `4 × 480 = 1,920 credits`. */
export function priceText(quality: Quality, count: number): string {
	const total = creditsText(priceOf(quality, count));
	return count === 1 ? total : `${numberText(count)} × ${numberText(priceOf(quality))} = ${total}`;
}

/** The arithmetic if all cost the same, otherwise only the sum. */
export function totalText(images: readonly { readonly quality: Quality }[]): string {
	const [first] = images;
	return first !== undefined && images.every(({ quality }) => quality === first.quality)
		? priceText(first.quality, images.length)
		: creditsText(totalOf(images));
}

/** The name of a quality: `High`. */
export function qualityName(quality: Quality): string {
	switch (quality) {
		case 'low':
			return l10n.t({ message: 'Low', comment: ['Quality of an image'] });
		case 'medium':
			return l10n.t({ message: 'Medium', comment: ['Quality of an image'] });
		case 'high':
			return l10n.t({ message: 'High', comment: ['Quality of an image'] });
		case 'auto':
			return l10n.t({ message: 'Auto', comment: ['Quality of an image: the service decides'] });
	}
}

/** `Quality: High.`, for the detail of a question. */
export function qualityNote(quality: Quality): string {
	return l10n.t('Quality: {0}.', qualityName(quality));
}
