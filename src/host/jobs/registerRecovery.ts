import { Disposable, type ExtensionContext } from 'vscode';
import type { LoadServices } from '../services.ts';

/** Looks for unfinished jobs once the window has started; activation doesn't wait for it. */
export function registerRecovery(context: ExtensionContext, loadServices: LoadServices): Disposable {
	let disposed = false;
	let recovery: Disposable | undefined;
	const timer = setTimeout(() => {
		void import('./recoveryLoop.ts').then(({ startRecovery }) => {
			if (!disposed) {
				recovery = startRecovery(context, loadServices);
			}
		});
	}, 0);
	return new Disposable(() => {
		disposed = true;
		clearTimeout(timer);
		recovery?.dispose();
	});
}
