import { commands, l10n, workspace } from 'vscode';
import { creditsOf } from '../../core/jobs/job.ts';
import { sizeNotes } from '../texts/resultNotes.ts';
import type { Delivered } from './delivered.ts';
import { reviewCommand } from '../contributions.ts';
import type { Services } from '../services.ts';
import { openActions } from '../ui/messages.ts';
import type { Placement } from './delivered.ts';
import { undoReplacements } from './replaceImage.ts';
import { plural } from '../texts/plural.ts';
import { creditsText, placeholdersText } from '../texts/units.ts';

/**
 * Announces which images replaced their placeholders, and which stay next to them.
 *
 * @param away whether they were finished for another window, which is gone.
 */
export function announcePlaced(services: Services, delivered: readonly Delivered[], away: boolean): void {
	announceReplaced(
		services,
		delivered.filter(({ placement }) => placement?.type === 'placed'),
		away,
	);
	for (const item of delivered) {
		if (item.placement?.type === 'beside') {
			announceBeside(services, item, item.placement);
		}
	}
}

function announceReplaced(services: Services, placed: readonly Delivered[], away: boolean): void {
	const [first] = placed;
	if (first === undefined) {
		return;
	}
	const credits = creditsText(creditsOf(placed.map(({ job }) => job)));
	const message = plural(
		placed.length,
		renderedText(workspace.asRelativePath(first.uri), credits, away),
		renderedText(placeholdersText(placed.length), credits, away),
	);
	const notes = sizeNotes(placed.map(({ job: { intent }, image }) => ({ intent, image })));
	const replacements = placed.flatMap(({ placement }) =>
		placement?.type === 'placed' ? (placement.replacement ?? []) : [],
	);
	const undo = { title: l10n.t('Undo Replace'), run: () => undoReplacements(services, replacements) };
	services.notify('info', [message, ...notes].join(' '), [
		...openActions(placed),
		...(replacements.length > 0 ? [undo] : []),
	]);
}

function renderedText(what: string, credits: string, away: boolean): string {
	return away
		? l10n.t('Rendered {0} while you were away · {1}.', what, credits)
		: l10n.t('Rendered {0} · {1}.', what, credits);
}

function announceBeside(
	services: Services,
	{ uri, job }: Delivered,
	{ why }: Extract<Placement, { type: 'beside' }>,
): void {
	const where = l10n.t('The new image is {0}.', workspace.asRelativePath(uri));
	const review = () => commands.executeCommand(reviewCommand, job);
	services.notify('warning', [why, where].join(' '), [{ title: l10n.t('Review'), run: review }]);
}
