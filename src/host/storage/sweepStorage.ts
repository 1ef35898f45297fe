import { l10n } from 'vscode';
import { sweepStaged } from '../../core/jobs/journal/sweepStaged.ts';
import { policy } from '../../core/policy.ts';
import { shouldReport } from '../../core/state/shouldReport.ts';
import type { Services } from '../services.ts';
import { stepAction } from '../ui/nextSteps.ts';
import { bytesText } from '../texts/units.ts';

const lastReportedKey = 'imageAssets.undecidedTold';

/**
 * Removes what the extension has kept for too long, or too much of. Paid images that wait for the user stay; a
 * message says so if they use much disk space. Never rejects: what can't be removed waits for the next start.
 */
export async function sweepStorage(services: Services): Promise<void> {
	const { state, keeper, journal, jobs, log, context } = services;
	try {
		await journal.sweep().catch((error: unknown) => {
			log.error('The journal could not be swept', error);
		});
		const waiting = (await keeper.sweep()) + (await sweepStaged(state, journal, jobs, Date.now()));
		const lastReported = {
			get: () => context.globalState.get<number>(lastReportedKey),
			set: async (value: number | undefined) => {
				await context.globalState.update(lastReportedKey, value);
			},
		};
		if (await shouldReport(waiting, policy.storage.undecided, lastReported)) {
			const message = l10n.t(
				"Images that you've paid for and haven't saved yet take up {0} on the disk. They stay until you save or dismiss them.",
				bytesText(waiting),
			);
			services.notify('warning', message, [stepAction({ type: 'showJobs' })]);
		}
	} catch (error) {
		log.error('What is kept could not be swept', error);
	}
}
