import { commands } from 'vscode';
import { doneContexts } from '../contributions.ts';

/** Ticks a step of the walkthrough, now that it has happened. VS Code remembers it. */
export function completeStep(step: keyof typeof doneContexts): void {
	void commands.executeCommand('setContext', doneContexts[step], true);
}
