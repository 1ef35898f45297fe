import { l10n, ThemeIcon, type QuickInputButton } from 'vscode';
import type { Quality } from '../../shared/model.ts';
import { qualityName } from '../texts/priceText.ts';

/** The button of a list whose images may have another quality. @param quality undefined if they differ. */
export function qualityButton(quality: Quality | undefined): QuickInputButton {
	return {
		iconPath: new ThemeIcon('dashboard'),
		tooltip:
			quality === undefined
				? l10n.t('Change Quality…')
				: l10n.t('Change Quality… (now {0})', qualityName(quality)),
	};
}

/** The quality of images that all have the same. */
export function sharedQuality(images: readonly { readonly quality: Quality }[]): Quality | undefined {
	const [first] = images;
	return images.every(({ quality }) => quality === first?.quality) ? first?.quality : undefined;
}
