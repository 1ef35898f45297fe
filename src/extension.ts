import type { ExtensionContext } from 'vscode';
import { registerCommands } from './host/commands/registerCommands.ts';
import { registerGenerateCodeAction } from './host/editor/generateCodeAction.ts';

/** Registers every feature; what they do is loaded when they are first used. */
export function activate(context: ExtensionContext): void {
	context.subscriptions.push(registerCommands(context), registerGenerateCodeAction());
}
