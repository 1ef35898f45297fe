import type { JobCard } from '../../../shared/panel.ts';
import { t } from '../../texts.ts';

/** What became of a job, for assistive technology. */
export function endOf({ status, prompt }: JobCard): string {
	switch (status.type) {
		case 'running':
			return '';
		case 'variation':
			return t('Variation ready: {0}', prompt.slice(0, 80));
		case 'stopped':
			return `${status.title}: ${status.message}`;
	}
}
