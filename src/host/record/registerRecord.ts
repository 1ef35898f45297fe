import { Disposable } from 'vscode';
import type { LoadServices } from '../services.ts';

/** Starts following the workspace's records once the window has started. */
export function registerRecord(loadServices: LoadServices): Disposable {
	let following: Disposable | undefined;
	let disposed = false;
	const timer = setTimeout(() => {
		void import('./followRecords.ts').then(({ followRecords }) => {
			if (!disposed) {
				following = followRecords(loadServices);
			}
		});
	}, 0);
	return new Disposable(() => {
		disposed = true;
		clearTimeout(timer);
		following?.dispose();
	});
}
