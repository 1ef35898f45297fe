import { l10n } from 'vscode';
import { creditsOf, mayHaveCost, type Job } from '../../core/jobs/job.ts';
import type { Services } from '../services.ts';
import { creditsText, numberText } from '../texts/units.ts';
import { plural } from '../texts/plural.ts';
import { withServiceIds } from '../texts/serviceIds.ts';

/** Announces which jobs were cancelled and what that cost. Those with a problem are reported separately. */
export function announceCancelled({ notify }: Services, jobs: readonly Job[]): void {
	const cancelled = jobs.filter(({ phase, problem }) => phase === 'cancelled' && problem === undefined);
	if (cancelled.length > 0) {
		notify('info', cancelledText(cancelled));
	}
}

function cancelledText(jobs: readonly Job[]): string {
	const charged = jobs.filter(mayHaveCost);
	const count = numberText(jobs.length);
	const what = plural(jobs.length, l10n.t('Canceled.'), l10n.t('Canceled {0} images.', count));
	if (charged.length === 0) {
		return `${what} ${l10n.t('Nothing was charged.')}`;
	}
	const credits = creditsText(creditsOf(charged));
	const costs =
		jobs.length === 1
			? l10n.t('The service had accepted the request, so it may have charged {0}.', credits)
			: charged.length === jobs.length
				? l10n.t('The service had accepted the requests, so it may have charged {0}.', credits)
				: l10n.t(
						'The service had accepted {0} of the requests, so it may have charged {1}. Nothing was charged for the rest.',
						numberText(charged.length),
						credits,
					);
	return withServiceIds(`${what} ${costs}`, charged);
}
