import type { Browser } from 'playwright-core';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { defaultOptions, type EmulatorOptions } from '../../emulator/emulatorOptions.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { anyKey, filesContaining } from '../filesContaining.ts';
import { startVsCodeServer, type VsCodeServer, type VsCodeServerOptions } from '../vscode/vsCodeServer.ts';
import { launchBrowser } from '../vscode/workbenchPage.ts';
import { buildDriver, buildModel } from './driver/buildDriver.ts';

/** A server whose windows carry the test driver. */
export interface DrivenServer extends VsCodeServer {
	/** Where its extension hosts leave their addresses. */
	driverFolder: string;
}

export interface DrivenServerOptions extends Pick<
	VsCodeServerOptions,
	'version' | 'env' | 'keepsSecrets' | 'workspaceTrust'
> {
	/** Whether there is a language model, which is a script. */
	model?: boolean;
}

const servers = new Map<string, Promise<DrivenServer>>();
let browser: Promise<Browser> | undefined;
let driver: Promise<string> | undefined;
let service: Promise<Emulator> | undefined;

/** The emulator that windows use by default; predictions take 0.3 s. */
export function sharedService(): Promise<Emulator> {
	return (service ??= startEmulator({ durationMs: 300 }));
}

/** Clears `sharedService`, if it runs, and gives it these options and no others. */
export async function clearSharedService(options: Partial<EmulatorOptions>): Promise<void> {
	const running = await service;
	running?.clear();
	running?.setOptions({ ...defaultOptions, ...options });
}

/** Makes the extension use `sharedService`, with a key, and wait a tenth as long as it waits for users. */
export async function serviceEnvironment(): Promise<Record<string, string>> {
	return {
		IMAGE_ASSETS_API_BASE_URL: (await sharedService()).baseUrl,
		IMAGE_ASSETS_API_KEY: 'cdt_test',
		IMAGE_ASSETS_WAIT_SCALE: '0.1',
	};
}

/** The one headless browser of this process. */
export function sharedBrowser(): Promise<Browser> {
	return (browser ??= launchBrowser());
}

/** The server of this process for these options; started on first use. */
export function sharedServer(options: DrivenServerOptions): Promise<DrivenServer> {
	const key = JSON.stringify(options);
	const running = servers.get(key) ?? startDrivenServer(options);
	servers.set(key, running);
	return running;
}

/** A separate server; the caller must call `stop`. */
export async function startDrivenServer({ model, ...options }: DrivenServerOptions): Promise<DrivenServer> {
	const { path: driverFolder, remove } = await temporaryFolder('driver');
	const server = await startVsCodeServer({
		...options,
		extensions: [await (driver ??= buildDriver()), ...(model === true ? [await buildModel()] : [])],
		env: { ...options.env, IMAGE_ASSETS_TEST_DRIVER: driverFolder },
	});
	const stop = async () => {
		let leaks: string[];
		try {
			leaks = await filesContaining(server.dataFolder, anyKey);
		} finally {
			// Leave nothing running, whatever happened.
			await server.stop();
			await remove();
		}
		if (leaks.length > 0) {
			throw new Error(`An API key was written to ${leaks.join(', ')}`);
		}
	};
	return { ...server, driverFolder, stop };
}

/** Closes everything that the functions above started. */
export async function closeShared(): Promise<void> {
	const closing = [...servers.values()].map(async running => (await running).stop());
	const closed = await Promise.allSettled([
		...closing,
		browser?.then(open => open.close()),
		service?.then(running => running.close()),
	]);
	servers.clear();
	browser = undefined;
	service = undefined;
	const failed = closed.find(result => result.status === 'rejected');
	if (failed !== undefined) {
		throw failed.reason;
	}
}
