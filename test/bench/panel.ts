import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import {
	emptyRecord,
	recordPath,
	serializeRecord,
	type AssetRecord,
} from '../../src/core/assets/assetRecord.ts';
import { contentHash } from '../../src/core/images/contentHash.ts';
import { buildForProduction } from '../../scripts/bundle.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { renderTinyImage } from '../emulator/images/tinyImage.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { closeShared } from '../support/workbench/sharedServer.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { webviewOf } from '../support/workbench/webview.ts';
import type { Table } from './figure.ts';
import { leaveAccepted } from './leaveAccepted.ts';
import { median, milliseconds } from './statistics.ts';

const openings = 7;
const runningJobs = 50;
/** Requests per second that these jobs send at first, by the poll schedule (counted by `npm run bench -- running`). */
const asks = 30;
const recorded = 2000;
/** How long the host's processor time is measured; milliseconds. */
const watched = 10_000;
const apiKey = 'cdt_bench';

/** Opening the panel in the real workbench, its script's size, and what it costs the host under load. */
export async function panel(): Promise<readonly Table[]> {
	await using emulator = await startEmulator({ images: 'tiny', durationMs: 600_000 });
	const workbench = await openWorkbench({
		env: { IMAGE_ASSETS_API_BASE_URL: emulator.baseUrl, IMAGE_ASSETS_API_KEY: apiKey },
		ownServer: true,
		width: 1400,
		height: 900,
	});
	try {
		const times = await openOften(workbench);
		const idle = await hostShare(workbench);
		const asking = await askingAlone(workbench, emulator.baseUrl);
		await runCloseAll(workbench);
		await recordImages(workbench.folder);
		const fullTimes = await openOften(workbench);
		await leaveAccepted(emulator, workbench.storageFolder, {
			folder: workbench.folder,
			apiKey,
			count: runningJobs,
		});
		const cards = webviewOf(workbench.page).locator('.jobs li');
		await waitFor('a card for each job', async () => (await cards.count()) === runningJobs, 60_000);
		const seen = await hostShare(workbench);
		await workbench.editor.open('notes.txt');
		const hidden = await hostShare(workbench);
		const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
		return [
			{
				title: 'The panel in the real workbench',
				columns: ['median', 'best', 'worst', 'target'],
				rows: [
					[
						`command to interactive (of ${times.length})`,
						milliseconds(median(times)),
						milliseconds(Math.min(...times)),
						milliseconds(Math.max(...times)),
						'≤ 400 ms',
					],
					[
						`the same with ${recorded.toLocaleString('en-US')} recorded images`,
						milliseconds(median(fullTimes)),
						milliseconds(Math.min(...fullTimes)),
						milliseconds(Math.max(...fullTimes)),
						'≤ 400 ms',
					],
				],
				notes: [
					'From the command in the host until the prompt takes the focus in the page; the first is left out.',
				],
			},
			{
				title: 'The panel’s script',
				columns: ['minified', 'target'],
				rows: [['panel.js', `${Math.round((await scriptBytes()) / 1000)} kB`, '≤ 200 kB']],
				notes: [],
			},
			{
				title: `Processor time of the extension host, of one core, with ${runningJobs} jobs that run`,
				columns: ['panel seen', 'panel hidden', 'bare requests', 'no jobs', 'target'],
				rows: [['share', percent(seen), percent(hidden), percent(asking), percent(idle), '≤ 5 %']],
				notes: [
					`Bare requests: ${asks} a second by VS Code's own fetch, as so many jobs send, and nothing of ours: the least there`,
					'can be while each job is asked for by itself.',
					`Over ${watched / 1000} s each, polling included. The times that pass are counted by the page itself; the host`,
					'reads what has changed at most twice a second.',
				],
			},
		];
	} finally {
		await workbench.close();
		await closeShared();
	}
}

async function openOften({ inHost, page, runById }: Workbench): Promise<number[]> {
	const times: number[] = [];
	for (let opening = 0; opening <= openings; opening += 1) {
		const started = performance.now();
		await inHost(({ commands }) => commands.executeCommand('imageAssets.openPanel'));
		const prompt = webviewOf(page).getByRole('textbox', { name: 'Prompt', exact: true });
		await prompt.fill('x');
		times.push(performance.now() - started);
		await runById('workbench.action.closeActiveEditor');
		await prompt.waitFor({ state: 'detached' });
		await delay(500);
	}
	await inHost(({ commands }) => commands.executeCommand('imageAssets.openPanel'));
	await webviewOf(page).getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
	// The first opening also starts the services.
	return times.slice(1);
}

/** Images with a record, as a project has them after years. */
async function recordImages(folder: string): Promise<void> {
	const image = await renderTinyImage({ prompt: 'a fox', width: 32, height: 32, format: 'webp' });
	const assets: AssetRecord['assets'] = {};
	for (let number = 0; number < recorded; number += 1) {
		const path = `assets/image-${number}.webp`;
		await writeFile(join(folder, path), image);
		assets[path] = {
			prompt: `A fox, number ${number}`,
			model: 'openai/gpt-image-2',
			input: { quality: 'low', aspect_ratio: '1:1', output_format: 'webp' },
			credits: 45,
			jobId: String(number),
			createdAt: new Date(1_790_000_000_000 + number * 1000).toISOString(),
			sha256: contentHash(image),
		};
	}
	await mkdir(join(folder, '.vscode'), { recursive: true });
	await writeFile(join(folder, recordPath), serializeRecord({ ...emptyRecord(), assets }));
}

async function runCloseAll({ page, runById }: Workbench): Promise<void> {
	await runById('workbench.action.closeAllEditors');
	await page.locator('iframe.webview.ready').waitFor({ state: 'detached' });
}

/** The share of a core that the extension host uses. */
async function hostShare({ inHost }: Workbench): Promise<number> {
	const used = () =>
		inHost(() => {
			const { user, system } = process.cpuUsage();
			return (user + system) / 1000;
		});
	await delay(2000);
	const [before, started] = [await used(), performance.now()];
	await delay(watched);
	const after = await used();
	return (after - before) / (performance.now() - started);
}

/** What the requests of running jobs alone cost the extension host: the lower bound. */
async function askingAlone(workbench: Workbench, baseUrl: string): Promise<number> {
	await workbench.inHost(
		(_, { url, every, until }) => {
			const timer = setInterval(() => {
				if (Date.now() > until) {
					clearInterval(timer);
				}
				void fetch(url).then(answer => answer.text());
			}, every);
		},
		{ url: `${baseUrl}/predictions/none`, every: 1000 / asks, until: Date.now() + watched + 3000 },
	);
	return hostShare(workbench);
}

async function scriptBytes(): Promise<number> {
	const folder = await temporaryFolder('bundle');
	try {
		await buildForProduction(folder.path);
		return (await readFile(join(folder.path, 'dist/panel.js'))).length;
	} finally {
		await folder.remove();
	}
}
