import type { Quality } from '../../shared/model.ts';
import { t } from '../texts.ts';

/** On one line, however narrow the page is. */
export function unbroken(text: string): string {
	return text.replaceAll(' ', '\u00a0');
}

/** `50%`, of a fraction. */
export function percentText(fraction: number): string {
	return unbroken(t('{0}%', Math.round(fraction * 100)));
}

/** `Before`, or `Before · low` */
export function sideLabel(side: 'before' | 'after', quality: Quality | undefined): string {
	const label = side === 'before' ? t('Before') : t('After');
	return quality === undefined ? label : `${label} · ${qualityWord(quality)}`;
}

function qualityWord(quality: Quality): string {
	switch (quality) {
		case 'low':
			return t('low');
		case 'medium':
			return t('medium');
		case 'high':
			return t('high');
		case 'auto':
			return t('auto');
	}
}

/** `low quality` */
export function qualityText(quality: Quality): string {
	switch (quality) {
		case 'low':
			return t('low quality');
		case 'medium':
			return t('medium quality');
		case 'high':
			return t('high quality');
		case 'auto':
			return t('quality: auto');
	}
}
