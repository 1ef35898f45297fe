import { l10n, Uri, window, workspace } from 'vscode';
import { shorten } from '../../core/text/shorten.ts';
import { undoReplacement } from '../results/replaceImage.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import { ageText } from '../jobs/jobText.ts';
import type { Command } from '../command.ts';
import { creditsText } from '../texts/units.ts';

/** Undo Replace…: works until the original is dismissed or expires. */
export const undoReplace: Command = async services => {
	requireWorkspace();
	const replacements = await services.replaced.list();
	if (replacements.length === 0) {
		services.notify('info', l10n.t('No image was replaced, or its original is no longer kept.'));
		return;
	}
	const items = replacements.map(replacement => ({
		label: workspace.asRelativePath(Uri.parse(replacement.replaced, true)),
		description: `${l10n.t('{0} ago', ageText(Date.now() - replacement.at))} · ${creditsText(replacement.credits)}`,
		detail: shorten(replacement.prompt, 100),
		replacement,
	}));
	const picked = await window.showQuickPick(items, {
		title: l10n.t('Undo Replace'),
		placeHolder: l10n.t('Image to restore to its original'),
		matchOnDetail: true,
	});
	if (picked !== undefined) {
		await undoReplacement(services, picked.replacement);
	}
};
