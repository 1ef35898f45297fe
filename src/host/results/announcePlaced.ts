import { commands, workspace } from 'vscode';
import { formatCredits } from '../../core/credits/prices.ts';
import { creditsOf } from '../../core/jobs/job.ts';
import { sizeNotes } from '../../core/jobs/sizeNote.ts';
import type { Delivered } from './delivered.ts';
import { reviewCommand } from '../contributions.ts';
import type { Services } from '../services.ts';
import { notify } from '../ui/messages.ts';
import type { Placement } from './delivered.ts';
import { undoReplacements } from './replaceImage.ts';

/**
 * Announces which images replaced their placeholders, and which stay beside them.
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
	const credits = formatCredits(creditsOf(placed.map(({ job }) => job)));
	const when = away ? 'now, finished while you were away' : 'now';
	const message =
		placed.length === 1
			? `${workspace.asRelativePath(first.uri)} is a real image ${when} · ${credits}.`
			: `${placed.length} placeholders are real images ${when} · ${credits}.`;
	const notes = sizeNotes(placed.map(({ job: { intent }, image }) => ({ intent, image })));
	const open = { title: 'Open', run: () => commands.executeCommand('vscode.open', first.uri) };
	const replacements = placed.flatMap(({ placement }) =>
		placement?.type === 'placed' ? (placement.replacement ?? []) : [],
	);
	const undo = { title: 'Undo Replace', run: () => undoReplacements(services, replacements) };
	notify(services.log, 'info', [message, ...notes].join(' '), [
		...(placed.length === 1 ? [open] : []),
		...(replacements.length > 0 ? [undo] : []),
	]);
}

function announceBeside(
	services: Services,
	{ uri, job }: Delivered,
	{ original, why }: Extract<Placement, { type: 'beside' }>,
): void {
	const message = `${workspace.asRelativePath(original)} ${why}. Its image is ${workspace.asRelativePath(uri)}.`;
	const review = () => commands.executeCommand(reviewCommand, job);
	notify(services.log, 'warning', message, [{ title: 'Review', run: review }]);
}
