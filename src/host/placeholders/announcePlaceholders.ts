import { commands, window, workspace } from 'vscode';
import { formatSize } from '../../shared/units.ts';
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
import { notify, type Action } from '../ui/messages.ts';

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
		...(placed.length === 1
			? [{ title: 'Open', run: () => commands.executeCommand('vscode.open', first.uri) }]
			: []),
		{
			title: 'Render…',
			run: () => commands.executeCommand(commandIds.renderPlaceholders, first.uri, uris),
		},
		{ title: 'Undo', run: () => undoSaved(services, placed) },
	];
	if (unlinked.length > 0 && window.activeTextEditor !== undefined) {
		actions.unshift({ title: 'Insert Link', run: () => insertLinks(services.log, unlinked) });
	}
	const message =
		placed.length === 1
			? `Created ${workspace.asRelativePath(first.uri)}, a free placeholder of ${formatSize(first.image)}.`
			: `Created ${placed.length} free placeholders.`;
	notify(services.log, 'info', [message, ...linkNotes(placed)].join(' '), actions, () => {
		releaseLinks(placed);
	});
}
