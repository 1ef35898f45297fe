import { l10n, commands, window, workspace } from 'vscode';
import { commandIds } from '../contributions.ts';
import {
	hasLink,
	insertLinks,
	linkNotes,
	releaseLinks,
	undoSaved,
	type SavedFile,
} from '../results/savedFile.ts';
import type { Services } from '../services.ts';
import { openActions, type Action } from '../ui/messages.ts';
import { pixelsText, numberText } from '../texts/units.ts';

/** Announces new placeholders, with buttons to render or undo them. @param linked whether documents already name them. */
export function announcePlaceholders(
	services: Services,
	placed: readonly SavedFile[],
	linked: boolean,
): void {
	const [first] = placed;
	if (first === undefined) {
		return;
	}
	const uris = placed.map(({ uri }) => uri);
	const unlinked = linked ? [] : placed.filter(item => !hasLink(item));
	const actions: Action[] = [
		...openActions(placed),
		{
			title: l10n.t('Render…'),
			run: () => commands.executeCommand(commandIds.renderPlaceholders, first.uri, uris),
		},
		{ title: l10n.t('Undo'), run: () => undoSaved(services, placed) },
	];
	if (unlinked.length > 0 && window.activeTextEditor !== undefined) {
		actions.unshift({ title: l10n.t('Insert Link'), run: () => insertLinks(services, unlinked) });
	}
	const message =
		placed.length === 1
			? l10n.t(
					'Created {0}, a free placeholder of {1}.',
					workspace.asRelativePath(first.uri),
					pixelsText(first.image),
				)
			: l10n.t('Created {0} free placeholders.', numberText(placed.length));
	services.notify('info', [message, ...linkNotes(placed)].join(' '), actions, () => {
		releaseLinks(placed);
	});
}
