import { l10n } from 'vscode';
import type { ImageSize } from '../../core/images/imageStructure.ts';
import { numberFormat } from './language.ts';
import { plural } from './plural.ts';
import { inByteUnits } from '../../shared/units.ts';

/** `1,920` */
export function numberText(value: number, digits = 0): string {
	return numberFormat({
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	}).format(value);
}

/** `1 credit`, `1,920 credits` */
export function creditsText(credits: number): string {
	return plural(
		credits,
		l10n.t('{0} credit', numberText(credits)),
		l10n.t('{0} credits', numberText(credits)),
	);
}

/** `1 image`, `12 images` */
export function imagesText(count: number): string {
	return plural(count, l10n.t('{0} image', numberText(count)), l10n.t('{0} images', numberText(count)));
}

/** `1 missing image`, `12 missing images` */
export function missingImagesText(count: number): string {
	return plural(
		count,
		l10n.t('{0} missing image', numberText(count)),
		l10n.t('{0} missing images', numberText(count)),
	);
}

/** `1 placeholder`, `12 placeholders` */
export function placeholdersText(count: number): string {
	return plural(
		count,
		l10n.t('{0} placeholder', numberText(count)),
		l10n.t('{0} placeholders', numberText(count)),
	);
}

/** `1024 × 768` */
export function pixelsText({ width, height }: ImageSize): string {
	return l10n.t({
		message: '{0} × {1}',
		args: [String(width), String(height)],
		comment: ['Width and height of an image in pixels'],
	});
}

/** `950 bytes`, `182 kB`, `4.2 MB` */
export function bytesText(bytes: number): string {
	const { value, format } = inByteUnits(bytes);
	return numberFormat(format).format(value);
}

/** `3 minutes` */
export function timeText(value: number, unit: 'second' | 'minute' | 'hour' | 'day'): string {
	return numberFormat({ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(value);
}

/** `7 days`, of milliseconds. */
export function daysText(milliseconds: number): string {
	return timeText(milliseconds / (24 * 60 * 60 * 1000), 'day');
}

/** `12 s`, for a time that counts up while it is shown. */
export function secondsText(seconds: number): string {
	return l10n.t({ message: '{0} s', args: [numberText(seconds)], comment: ['Seconds'] });
}
