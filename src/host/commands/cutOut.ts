import { Uri, l10n } from 'vscode';
import { pickImage } from '../ask/pickImage.ts';
import { openCutOut } from '../cutOut/openCutOut.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import type { Command } from '../command.ts';

/**
 * Cut Out Background…: for the clicked image, the open one, or one that is picked. Free; needs neither a key nor a
 * network.
 */
export const cutOut: Command = async (services, clicked) => {
	requireWorkspace();
	const uri =
		clicked instanceof Uri
			? clicked
			: await pickImage(l10n.t('Cut Out Background'), l10n.t('Image to cut out'));
	if (uri !== undefined) {
		await openCutOut(services, uri);
	}
};
