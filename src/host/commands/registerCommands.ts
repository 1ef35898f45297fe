import { Disposable } from 'vscode';
import { commandIds, reviewCommand, type CommandName } from '../contributions.ts';
import type { LoadServices } from '../services.ts';
import { registerCommand, type Command } from '../command.ts';

/** Loads each command on first use. */
const loaders: Readonly<Record<CommandName, () => Promise<Command>>> = {
	generate: async () => (await import('./generate.ts')).generate,
	generateHere: async () => (await import('./generateHere.ts')).generateHere,
	generateFromSelection: async () => (await import('./generateFromSelection.ts')).generateFromSelection,
	generateFromSelectionWithOptions: async () =>
		(await import('./generateFromSelection.ts')).generateFromSelectionWithOptions,
	edit: async () => (await import('./edit.ts')).edit,
	addReference: async () => (await import('./openPanel.ts')).addReference,
	openPanel: async () => (await import('./openPanel.ts')).openPanel,
	viewNew: async () => (await import('./viewTitle.ts')).viewNew,
	viewOpenInEditor: async () => (await import('./openPanel.ts')).openPanel,
	viewRefresh: async () => (await import('./viewTitle.ts')).viewRefresh,
	finalize: async () => (await import('./remake.ts')).finalize,
	regenerate: async () => (await import('./remake.ts')).regenerate,
	createPlaceholder: async () => (await import('./placeholders.ts')).createPlaceholder,
	renderPlaceholders: async () => (await import('./placeholders.ts')).renderPlaceholders,
	generateMissing: async () => (await import('./generateMissing.ts')).generateMissing,
	cutOut: async () => (await import('./cutOut.ts')).cutOut,
	createIconSet: async () => (await import('./createIconSet.ts')).createIconSet,
	generateIconSet: async () => (await import('./createIconSet.ts')).generateIconSet,
	useAsStyle: async () => (await import('./useAsStyle.ts')).useAsStyle,
	undoReplace: async () => (await import('./undoReplace.ts')).undoReplace,
	showJobs: async () => (await import('./showJobs.ts')).showJobs,
	setApiKey: async () => (await import('./apiKeyCommands.ts')).setApiKey,
	clearApiKey: async () => (await import('./apiKeyCommands.ts')).clearApiKey,
	getApiKey: async () => (await import('./apiKeyCommands.ts')).getApiKey,
	showLog: async () => (await import('./showLog.ts')).showLog,
};

/** Internal commands, not contributed. */
const internalLoaders: Readonly<Record<string, () => Promise<Command>>> = {
	[reviewCommand]: async () => (await import('./review.ts')).review,
};

/** Registers the commands of the manifest and the internal ones. */
export function registerCommands(loadServices: LoadServices): Disposable {
	const names = Object.keys(loaders) as CommandName[];
	return Disposable.from(
		...names.map(name => registerCommand(commandIds[name], loadServices, loaders[name])),
		...Object.entries(internalLoaders).map(([id, load]) => registerCommand(id, loadServices, load)),
	);
}
