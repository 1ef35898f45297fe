import type { Disposable, ExtensionContext } from 'vscode';
import type { LoadServices } from '../services.ts';
import { afterStart } from '../workspace/afterStart.ts';

/** Looks for unfinished jobs once the window has started. */
export function registerRecovery(context: ExtensionContext, loadServices: LoadServices): Disposable {
	return afterStart(async () => {
		const { startRecovery } = await import('./recoveryLoop.ts');
		return () => startRecovery(context, loadServices);
	});
}
