import { commands, Disposable } from 'vscode';
import { commandIds, type CommandName } from '../contributions.ts';
import type { LoadServices } from '../lazyServices.ts';
import type { Services } from '../services.ts';

/** What a command does. Whatever it throws becomes one message with one next step. */
export type Command = (services: Services, ...args: unknown[]) => Promise<unknown>;

/** Where each command lives; nothing of it is loaded before it is used. */
const loaders: Readonly<Record<CommandName, () => Promise<Command>>> = {
	generate: async () => (await import('./generate.ts')).generate,
	generateHere: async () => (await import('./generateHere.ts')).generateHere,
	generateFromSelection: async () => (await import('./generateFromSelection.ts')).generateFromSelection,
	edit: async () => (await import('./edit.ts')).edit,
	addReference: async () => (await import('./openPanel.ts')).addReference,
	openPanel: async () => (await import('./openPanel.ts')).openPanel,
	finalize: async () => (await import('./remake.ts')).finalize,
	regenerate: async () => (await import('./remake.ts')).regenerate,
	createPlaceholder: async () => (await import('./placeholders.ts')).createPlaceholder,
	renderPlaceholders: async () => (await import('./placeholders.ts')).renderPlaceholders,
	generateMissing: async () => (await import('./generateMissing.ts')).generateMissing,
	undoReplace: async () => (await import('./undoReplace.ts')).undoReplace,
	showJobs: async () => (await import('./showJobs.ts')).showJobs,
	setApiKey: async () => (await import('./apiKeyCommands.ts')).setApiKey,
	clearApiKey: async () => (await import('./apiKeyCommands.ts')).clearApiKey,
	showLog: async () => (await import('./showLog.ts')).showLog,
};

/** Registers every command of the manifest. */
export function registerCommands(loadServices: LoadServices): Disposable {
	const names = Object.keys(loaders) as CommandName[];
	return Disposable.from(
		...names.map(name =>
			commands.registerCommand(commandIds[name], async (...args: unknown[]) => {
				const [loaded, command] = await Promise.all([loadServices(), loaders[name]()]);
				try {
					return await command(loaded, ...args);
				} catch (error) {
					(await import('../ui/messages.ts')).reportError(loaded.log, error);
					// What a generating command resolves to when nothing was saved.
					return [];
				}
			}),
		),
	);
}
