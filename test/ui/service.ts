import assert from 'node:assert/strict';
import type { QuickInput } from '../support/workbench/quickInput.ts';
import { sharedService } from '../support/workbench/sharedServer.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import type { Emulator } from '../emulator/emulator.ts';

/** Waits of a job pass twenty times as fast as for users. */
const waitScale = '0.05';

/** The service of all UI tests, empty before each of them, and the environment that leads a VS Code to it. */
export interface UiService {
	readonly emulator: Emulator;
	readonly env: Record<string, string>;
	readonly envWithoutKey: Record<string, string>;
}

export async function useService(): Promise<UiService> {
	const emulator = await sharedService();
	const envWithoutKey = {
		IMAGE_ASSETS_API_BASE_URL: emulator.baseUrl,
		IMAGE_ASSETS_WAIT_SCALE: waitScale,
	};
	return { emulator, env: { ...envWithoutKey, IMAGE_ASSETS_API_KEY: 'cdt_test' }, envWithoutKey };
}

/** A window that has no key and keeps the one that it is given, over a reload, too. */
export async function openWithoutKey({ envWithoutKey }: UiService): Promise<Workbench> {
	const workbench = await openWorkbench({ env: envWithoutKey, keepsSecrets: true });
	await workbench.runById('imageAssets.clearApiKey');
	await workbench.notifications.find(/^(The|There was no) API key /);
	await workbench.notifications.clearAll();
	await workbench.notifications.hide();
	return workbench;
}

/** A window on a workspace that is not trusted; what it is to hold is written into its folder. */
export async function openUntrusted({ env }: UiService): Promise<Workbench> {
	const workbench = await openWorkbench({
		env,
		workspaceTrust: true,
		settings: { 'security.workspace.trust.startupPrompt': 'never' },
	});
	assert.equal(await workbench.inHost(({ workspace }) => workspace.isTrusted), false);
	return workbench;
}

/** Waits until what is typed has been judged so; the extension answers a moment later. */
export async function severityIs(
	quickInput: QuickInput,
	severity: Awaited<ReturnType<QuickInput['severity']>>,
): Promise<void> {
	await waitFor(`a message of severity ${severity}`, async () => (await quickInput.severity()) === severity);
}
