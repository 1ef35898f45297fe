import { sweepStaged } from '../../core/jobs/journal/sweepStaged.ts';
import { policy } from '../../core/policy.ts';
import { isNews } from '../../core/state/tellOnce.ts';
import { formatBytes } from '../../shared/units.ts';
import type { Services } from '../services.ts';
import { notify } from '../ui/messages.ts';
import { runNextStep, titleOf } from '../ui/nextSteps.ts';

const lastReportedKey = 'imageAssets.undecidedTold';

/**
 * Removes what the extension has kept for too long, or too much of. Paid images that wait for the user stay; a
 * message says so when they take up much of the disk. Never rejects: what can't be removed waits for the next start.
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
		if (await isNews(waiting, policy.storage.undecided, lastReported)) {
			const message = `Images that were paid for and wait for you take ${formatBytes(waiting)} of the disk. They stay until you save or dismiss them.`;
			const step = { type: 'showJobs' } as const;
			notify(log, 'warning', message, [{ title: titleOf(step), run: () => runNextStep(step) }]);
		}
	} catch (error) {
		log.error('What is kept could not be swept', error);
	}
}
