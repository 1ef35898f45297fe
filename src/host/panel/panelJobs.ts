import { l10n } from 'vscode';
import { awaitsChoice, type Job } from '../../core/jobs/job.ts';
import { UserError } from '../../core/userError.ts';
import type { JobCard } from '../../shared/panel.ts';
import type { ListedJob } from '../../core/jobs/jobBoard.ts';
import type { Services } from '../services.ts';
import { isShownHere } from '../jobs/jobsHere.ts';
import { cardsOf, changesOf } from './jobCards.ts';
import type { PanelThumbnails } from './panelThumbnails.ts';

/** The jobs of this window's folders, as the panel shows them. */
export function createPanelJobs(services: Services, thumbnails: PanelThumbnails) {
	let listed: readonly ListedJob[] = [];
	let shown: readonly JobCard[] = [];

	async function bytesOf(job: string): Promise<Uint8Array> {
		const bytes = await services.journal.staged(job, 0);
		if (bytes === undefined) {
			throw new UserError(l10n.t('The image is no longer kept.'));
		}
		return bytes;
	}

	return {
		/** The cards as they were last read. */
		get cards(): readonly JobCard[] {
			return shown;
		},
		/** Reads the jobs again and returns what has changed since last time. */
		async changes(): Promise<{ readonly changed: readonly JobCard[]; readonly removed: readonly string[] }> {
			const all = await services.board.list();
			listed = all.filter(isShownHere);
			const cards = cardsOf(listed, {
				now: Date.now(),
				thumbnailOf: (sha256, job) => thumbnails.of(sha256, () => bytesOf(job)),
			});
			const changes = changesOf(shown, cards);
			shown = cards;
			return changes;
		},
		/** A job of this window. @throws UserError */
		job(id: string): Job {
			const entry = listed.find(({ job: { intent } }) => intent.id === id);
			if (entry === undefined) {
				throw new UserError(l10n.t('This job no longer exists.'));
			}
			return entry.job;
		},
		/** The variations of the same request that await a choice, including this one. */
		waitingSet: ({ intent }: Job): readonly Job[] =>
			listed
				.map(entry => entry.job)
				.filter(other => other.intent.action === intent.action && awaitsChoice(other)),
	};
}
