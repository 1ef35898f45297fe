import type { Quality } from '../shared/model.ts';
import { t } from './texts.ts';

/** What a quality is called: `High`. */
export function qualityName(quality: Quality): string {
	switch (quality) {
		case 'low':
			return t('Low');
		case 'medium':
			return t('Medium');
		case 'high':
			return t('High');
		case 'auto':
			return t('Auto');
	}
}
