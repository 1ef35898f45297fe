import { commands, Position, Range, Uri, window } from 'vscode';
import type { NextStep } from '../../core/userError.ts';
import { commandIds } from '../contributions.ts';
import { openServiceSite } from './openServiceSite.ts';

/** The button for a next step. */
export function titleOf(step: NextStep): string {
	switch (step.type) {
		case 'openSetting':
			return 'Open Setting';
		case 'openKeybindings':
			return 'Open Keyboard Shortcuts';
		case 'openFolder':
			return 'Open Folder…';
		case 'manageTrust':
			return 'Manage Workspace Trust';
		case 'setApiKey':
			return 'Set API Key';
		case 'getApiKey':
			return 'Get an API Key';
		case 'addCredits':
			return 'Add Credits';
		case 'showJobs':
			return 'Show Jobs';
		case 'openFile':
			return 'Open File';
		case 'editImage':
			return 'Edit Image…';
		case 'showLog':
			return 'Show Log';
	}
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
