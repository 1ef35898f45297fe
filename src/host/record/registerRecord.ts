import type { Disposable } from 'vscode';
import type { LoadServices } from '../services.ts';
import { afterStart } from '../workspace/afterStart.ts';

/** Starts following the workspace's records once the window has started. */
export function registerRecord(loadServices: LoadServices): Disposable {
	return afterStart(async () => {
		const { followRecords } = await import('./followRecords.ts');
		return () => followRecords(loadServices);
	});
}
