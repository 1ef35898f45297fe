import { commands, l10n, workspace } from 'vscode';
import type { CutOutRefusal } from '../../core/images/cutOut/keyColor.ts';
import type { Job } from '../../core/jobs/job.ts';
import { commandIds } from '../contributions.ts';
import type { Services } from '../services.ts';
import type { Delivered } from './delivered.ts';

/** Why a background can't be removed without the user's review, as a sentence for the user. */
export function describeCutOutRefusal(refusal: CutOutRefusal): string {
	switch (refusal) {
		case 'notFlat':
			return l10n.t("The border of the image isn't one flat color.");
		case 'gradient':
			return l10n.t('The border of the image is a gradient.');
		case 'texture':
			return l10n.t('The background of the image has a texture.');
		case 'transparent':
			return l10n.t('The border of the image is transparent already.');
		case 'noSubject':
			return l10n.t("There's no subject that stands out from the background.");
	}
}

/**
 * Why the background of a job's image was left; undefined if it was removed, or wasn't supposed to be. Never rejects.
 */
export async function refusalOf(services: Services, { intent }: Job): Promise<CutOutRefusal | undefined> {
	return intent.cutOut && (await services.cutOuts.find(intent.id).catch(() => undefined))?.refusal;
}

/** The message about an image whose background was left. @param name of its file */
export function uncutText(name: string, refusal: CutOutRefusal): string {
	return l10n.t(
		"The background of {0} wasn't cut out. {1} The image is kept as it came.",
		name,
		describeCutOutRefusal(refusal),
	);
}

/** Reports why an image's background was left, and offers what can be done. */
export function reportUncut({ notify }: Services, { uri, uncut }: Delivered): void {
	if (uncut !== undefined) {
		notify('warning', uncutText(workspace.asRelativePath(uri), uncut), [
			{ title: l10n.t('Adjust…'), run: () => commands.executeCommand(commandIds.cutOut, uri) },
			{ title: l10n.t('Keep as It Is'), run: () => undefined },
		]);
	}
}
