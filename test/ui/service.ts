import type { QuickInput } from '../support/workbench/quickInput.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';

/** Waits of a job pass twenty times as fast as for users. */
const waitScale = '0.05';

/** The service of one test file, and the environment that leads a VS Code to it. */
export interface UiService {
	readonly emulator: Emulator;
	readonly env: Record<string, string>;
	readonly envWithoutKey: Record<string, string>;
}

export async function startService(): Promise<UiService> {
	const emulator = await startEmulator({ images: 'tiny', durationMs: 300 });
	const envWithoutKey = {
		IMAGE_ASSETS_API_BASE_URL: emulator.baseUrl,
		IMAGE_ASSETS_WAIT_SCALE: waitScale,
	};
	return { emulator, env: { ...envWithoutKey, IMAGE_ASSETS_API_KEY: 'cdt_test' }, envWithoutKey };
}

/** Waits until what is typed has been judged so; the extension answers a moment later. */
export async function severityIs(
	quickInput: QuickInput,
	severity: Awaited<ReturnType<QuickInput['severity']>>,
): Promise<void> {
	await waitFor(`a message of severity ${severity}`, async () => (await quickInput.severity()) === severity);
}
