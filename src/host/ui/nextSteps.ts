import { l10n, commands, Position, Range, Uri, window } from 'vscode';
import type { NextStep } from '../../core/userError.ts';
import { commandIds } from '../contributions.ts';
import { openServiceSite } from './openServiceSite.ts';

/** The button for a next step. */
export function titleOf(step: NextStep): string {
	switch (step.type) {
		case 'openSetting':
			return l10n.t('Open Setting');
		case 'openKeybindings':
			return l10n.t('Open Keyboard Shortcuts');
		case 'openFolder':
			return l10n.t('Open Folder…');
		case 'manageTrust':
			return l10n.t('Manage Workspace Trust');
		case 'setApiKey':
			return l10n.t('Set API Key');
		case 'getApiKey':
			return l10n.t('Get an API Key');
		case 'addCredits':
			return l10n.t('Add Credits');
		case 'showJobs':
			return l10n.t('Show Jobs');
		case 'openFile':
			return l10n.t('Open File');
		case 'editImage':
			return l10n.t('Edit Image…');
		case 'showLog':
			return l10n.t('Show Log');
	}
}

/** A notification's button for a next step. */
export function stepAction(step: NextStep) {
	return { title: titleOf(step), run: () => runNextStep(step) };
}

/** Runs a next step. */
export async function runNextStep(step: NextStep): Promise<void> {
	switch (step.type) {
		case 'openSetting':
			await commands.executeCommand('workbench.action.openSettings', `@id:${step.setting}`);
			return;
		case 'openKeybindings':
			await commands.executeCommand('workbench.action.openGlobalKeybindingsFile');
			return;
		case 'openFolder':
			await commands.executeCommand('vscode.openFolder');
			return;
		case 'manageTrust':
			await commands.executeCommand('workbench.trust.manage');
			return;
		case 'setApiKey':
			await commands.executeCommand(commandIds.setApiKey);
			return;
		case 'getApiKey':
		case 'addCredits':
			await openServiceSite();
			return;
		case 'showJobs':
			await commands.executeCommand(commandIds.showJobs);
			return;
		case 'openFile': {
			const start = new Position(step.line - 1, 0);
			await window.showTextDocument(Uri.parse(step.uri, true), { selection: new Range(start, start) });
			return;
		}
		case 'editImage':
			await commands.executeCommand(commandIds.edit, Uri.parse(step.uri, true));
			return;
		case 'showLog':
			await commands.executeCommand(commandIds.showLog);
			return;
	}
}
