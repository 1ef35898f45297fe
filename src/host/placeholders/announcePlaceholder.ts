import { commands, workspace, type Uri } from 'vscode';
import type { StagedImage } from '../../core/jobs/job.ts';
import { formatSize } from '../../shared/units.ts';
import { commandIds } from '../contributions.ts';
import type { InsertedLink, NoLink } from '../editor/linkPlace.ts';
import { forgetImage } from '../record/recordImage.ts';
import type { Services } from '../services.ts';
import { notify } from '../ui/messages.ts';

/** A saved placeholder, and its link where one was put into a document. */
export interface PlacedPlaceholder {
	readonly uri: Uri;
	readonly image: StagedImage;
	readonly link: InsertedLink | NoLink | undefined;
}

/** Tells where a placeholder is, with the ways on and back. */
export function announcePlaceholder(services: Services, placed: PlacedPlaceholder): void {
	const { uri, image, link } = placed;
	const parts = [`Created ${workspace.asRelativePath(uri)}, a free placeholder of ${formatSize(image)}.`];
	if (link === 'changed') {
		parts.push('No link was inserted, because the text it belongs to has changed.');
	}
	if (link === 'noPlace') {
		parts.push('No link was inserted, because this language has no place for one there.');
	}
	const actions = [
		{ title: 'Open', run: () => commands.executeCommand('vscode.open', uri) },
		{ title: 'Render…', run: () => commands.executeCommand(commandIds.renderPlaceholders) },
		{ title: 'Undo', run: () => undo(services, placed) },
	];
	notify(services.log, 'info', parts.join(' '), actions, () => {
		if (typeof link === 'object') {
			link.dispose();
		}
	});
}

/** Takes back the link and the file, as far as nobody has changed them. */
async function undo(services: Services, { uri, image, link }: PlacedPlaceholder): Promise<void> {
	const name = workspace.asRelativePath(uri);
	if (typeof link === 'object' && !(await link.undo())) {
		notify(services.log, 'info', `Changed since, and so left alone: the link to ${name}.`);
		return;
	}
	const restore = await services.kept.takeAway(uri, image.sha256);
	if (restore === undefined) {
		notify(services.log, 'info', `Changed since, and so left alone: ${name}.`);
		return;
	}
	const remember = await forgetImage(services, uri);
	const bringBack = async () => {
		if (await restore()) {
			await remember();
		} else {
			notify(services.log, 'warning', `${name} was not restored: another file has its name now.`);
		}
	};
	notify(services.log, 'info', 'The placeholder was removed.', [{ title: 'Restore', run: bringBack }]);
}
