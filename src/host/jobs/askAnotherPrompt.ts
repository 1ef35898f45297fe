import { l10n, Uri, workspace } from 'vscode';
import type { Intent } from '../../core/jobs/intent.ts';
import type { Job } from '../../core/jobs/job.ts';
import { askPrompt } from '../ui/askPrompt.ts';
import { creditsText } from '../texts/units.ts';

/** Asks for another prompt for the same request. Undefined if dismissed. */
export function askAnotherPrompt({ intent }: Job): Promise<string | undefined> {
	const name = nameOf(intent);
	const facts = [...(name === undefined ? [] : [name]), creditsText(intent.credits)];
	return askPrompt(l10n.t('Edit Prompt'), intent.prompt, facts);
}

/** The path of the file that a job makes, if the user knows it by name. */
export function nameOf({ remakes, exactFormat, target }: Intent): string | undefined {
	if (remakes !== undefined) {
		return workspace.asRelativePath(Uri.parse(remakes, true));
	}
	const folder = Uri.parse(target.workspaceFolder, true).with({ path: target.folder });
	return exactFormat && workspace.asRelativePath(Uri.joinPath(folder, target.name));
}
