import { readdir } from 'node:fs/promises';
import { Disposable, workspace, type ExtensionContext } from 'vscode';
import { jobsFolder } from '../../core/jobs/journal/jobsFolder.ts';
import { policy } from '../../core/policy.ts';
import { developmentOf } from '../development.ts';
import type { LoadServices } from '../services.ts';

/**
 * Checks the journal now, and then regularly, for jobs that no window works on: those this window left when it was
 * reloaded, and those of closed windows. Nothing else is loaded until there is one. Untrusted windows leave them
 * alone, since recovery submits and writes. Sweeps the storage once per start.
 */
export function startRecovery(context: ExtensionContext, loadServices: LoadServices): Disposable {
	const interval = policy.journal.look * developmentOf(context).waitScale;
	let disposed = false;
	let timer: NodeJS.Timeout | undefined;
	let looks = 0;

	async function look(): Promise<void> {
		if (workspace.isTrusted && (await hasFiles(context, jobsFolder))) {
			const [services, { recovererOf }, { showResumed }] = await Promise.all([
				loadServices(),
				import('./recoverJobs.ts'),
				import('./resumedProgress.ts'),
			]);
			void showResumed(services).catch((error: unknown) => {
				services.log.error('The progress of resumed jobs could not be shown', error);
			});
			await recovererOf(services)
				.look()
				.catch((error: unknown) => {
					services.log.error('The journal could not be looked through', error);
				});
		}
		looks += 1;
		// By the second look the window has started; one sweep per start is enough.
		if (looks === 2 && (await hasFiles(context, ''))) {
			const [services, { sweepStorage }] = await Promise.all([
				loadServices(),
				import('../storage/sweepStorage.ts'),
			]);
			await sweepStorage(services);
		}
	}

	function schedule(wait: number): void {
		clearTimeout(timer);
		timer = setTimeout(() => {
			void look()
				.catch(() => undefined)
				.finally(() => {
					if (!disposed) {
						schedule(interval);
					}
				});
		}, wait);
	}

	schedule(0);
	return Disposable.from(
		workspace.onDidGrantWorkspaceTrust(() => {
			schedule(0);
		}),
		{
			dispose() {
				disposed = true;
				clearTimeout(timer);
			},
		},
	);
}

/** @param folder in the extension's own storage. */
async function hasFiles({ globalStorageUri }: ExtensionContext, folder: string): Promise<boolean> {
	try {
		return (await readdir(`${globalStorageUri.fsPath}/${folder}`)).length > 0;
	} catch {
		return false;
	}
}
