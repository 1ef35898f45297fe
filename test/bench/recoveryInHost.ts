import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { copySampleWorkspace } from '../support/sampleWorkspace.ts';
import { quietSettings } from '../support/vscode/quietSettings.ts';
import { startVsCodeServer } from '../support/vscode/vsCodeServer.ts';
import { launchBrowser, workbenchUrl } from '../support/vscode/workbenchPage.ts';
import { buildExtensions } from './extensions.ts';
import type { Table } from './figure.ts';
import { leaveAccepted } from './leaveAccepted.ts';
import { milliseconds } from './statistics.ts';
import { addTimedEntry, readTimes } from './timedEntry.ts';

const jobs = 500;
const apiKey = 'cdt_bench';
const limit = 60_000;

/** A window that starts with hundreds of abandoned jobs: what its start costs, and how soon it has asked about all. */
export async function recoveryInHost(): Promise<readonly Table[]> {
	await using extensions = await buildExtensions();
	await using emulator = await startEmulator({ images: 'tiny', durationMs: 600_000 });
	const { own } = extensions;
	const times = join(own, 'times');
	await addTimedEntry(own, times);
	const workspace = await copySampleWorkspace();
	const server = await startVsCodeServer({
		settings: quietSettings,
		env: { IMAGE_ASSETS_API_BASE_URL: emulator.baseUrl, IMAGE_ASSETS_API_KEY: apiKey },
	});
	const browser = await launchBrowser();
	try {
		const storage = join(server.dataFolder, 'data/User/globalStorage/image-assets.image-assets');
		await leaveAccepted(emulator, storage, { folder: workspace.folder, apiKey, count: jobs });
		const page = await browser.newPage();
		await page.goto(workbenchUrl(server, { workspace: workspace.folder, extension: own }));
		const activatedAt = await waitFor(async () =>
			(await readTimes(times)).length > 0 ? Date.now() : undefined,
		);
		const looks = () => emulator.requests.filter(({ call }) => call === 'get');
		await waitFor(() => Promise.resolve(new Set(looks().map(({ path }) => path)).size === jobs || undefined));
		const firstLooks = new Map(
			looks()
				.map(({ path, at }) => [path, at])
				.reverse() as [string, number][],
		);
		const [start] = await readTimes(times);
		const all = Math.max(...firstLooks.values()) - activatedAt;
		return [
			{
				title: `A start of VS Code ${server.installation.version} with ${jobs} jobs left behind`,
				columns: ['activate()', 'all looked at within', 'requests at once'],
				rows: [
					['ours', milliseconds(start?.activate ?? NaN), milliseconds(all), String(mostAtOnce(looks()))],
					['target', '≤ 5 ms', '≤ 5 s', '≤ 4'],
				],
				notes: [
					'Counted from activate() by what arrives at the service. 4 is the default of `parallelJobs`.',
				],
			},
		];
	} finally {
		await browser.close();
		await server.stop();
		await workspace.remove();
	}
}

/** The most requests that were open at the same time. */
function mostAtOnce(requests: Emulator['requests']): number {
	const moments = requests.flatMap(({ at, endedAt }) => [
		{ at, step: 1 },
		{ at: endedAt ?? Infinity, step: -1 },
	]);
	// Within one millisecond, an end comes before the next beginning.
	moments.sort((a, b) => a.at - b.at || a.step - b.step);
	let open = 0;
	return moments.reduce((most, { step }) => Math.max(most, (open += step)), 0);
}

async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T> {
	const deadline = Date.now() + limit;
	for (;;) {
		const found = await look();
		if (found !== undefined) {
			return found;
		}
		if (Date.now() > deadline) {
			throw new Error(`Not within ${limit / 1000} s`);
		}
		await delay(20);
	}
}
