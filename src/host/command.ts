import { commands, type Disposable } from 'vscode';
import type { LoadServices, Services } from './services.ts';

/** Runs a command. Anything it throws becomes one message with one next step. */
export type Command = (services: Services, ...args: unknown[]) => Promise<unknown>;

/** Registers a command, which is loaded on first use. */
export function registerCommand(
	id: string,
	loadServices: LoadServices,
	load: () => Promise<Command>,
): Disposable {
	return commands.registerCommand(id, async (...args: unknown[]) => {
		const [services, command] = await Promise.all([loadServices(), load()]);
		try {
			return await command(services, ...args);
		} catch (error) {
			services.reportError(error);
			// Generating commands resolve to this if nothing was saved.
			return [];
		}
	});
}
