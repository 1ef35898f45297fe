import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { copySampleWorkspace } from '../support/sampleWorkspace.ts';
import { displayIn } from '../support/vscode/displayIn.ts';
import { quietSettings } from '../support/vscode/quietSettings.ts';
import { startVsCodeServer } from '../support/vscode/vsCodeServer.ts';
import { launchBrowser, workbenchUrl } from '../support/vscode/workbenchPage.ts';
import { buildExtensions } from './extensions.ts';
import type { Row, Table } from './figure.ts';
import { median, milliseconds } from './statistics.ts';
import { addTimedEntry, readTimes, type HostTimes } from './timedEntry.ts';

/** Starts in each language, alternating. */
const starts = 7;
const languages = ['en', 'ko'] as const;
const startLimit = 60_000;

/**
 * How long the real extension host takes to load and activate ours, compared with an empty extension in the same host.
 * Every start is a new window with its own extension host; the times are taken inside it, around the very calls that
 * VS Code makes.
 */
export async function activationInHost(): Promise<readonly Table[]> {
	await using extensions = await buildExtensions();
	const { own, empty } = extensions;
	const ownTimes = join(own, 'times');
	const emptyTimes = join(empty, 'times');
	await addTimedEntry(own, ownTimes);
	await addTimedEntry(empty, emptyTimes);
	const workspace = await copySampleWorkspace();
	const server = await startVsCodeServer({ settings: quietSettings, extensions: [empty] });
	const browser = await launchBrowser();
	try {
		for (let start = 1; start <= starts * languages.length; start += 1) {
			const context = await browser.newContext();
			await displayIn(context, languages[(start - 1) % languages.length] ?? 'en');
			const page = await context.newPage();
			await page.goto(workbenchUrl(server, { workspace: workspace.folder, extension: own }));
			await Promise.all([ownTimes, emptyTimes].map(output => waitForStart(output, start)));
			await context.close();
		}
	} finally {
		await browser.close();
		await server.stop();
		await workspace.remove();
	}
	const row = (name: string, times: readonly HostTimes[]): Row => {
		const calls = times.map(time => time.activate);
		const load = median(times.map(time => time.load));
		const tools = median(times.map(time => time.tools));
		return [name, ...[median(calls), Math.min(...calls), Math.max(...calls), load, tools].map(milliseconds)];
	};
	const times = await readTimes(ownTimes);
	return [
		{
			title: `activate() in the extension host of VS Code ${server.installation.version} (median of ${starts} starts each)`,
			columns: ['activate()', 'best', 'worst', 'load', 'tools in activate()'],
			rows: [
				...languages.map((language, at) =>
					row(
						`ours, in "${language}"`,
						times.filter((_, start) => start % languages.length === at),
					),
				),
				row('an empty one', await readTimes(emptyTimes)),
				['target', '≤ 5 ms', '', '', '', '≤ 0.2 ms'],
			],
			notes: [
				'Timed inside the host, with the context that VS Code gives, while all other extensions start.',
			],
		},
	];
}

async function waitForStart(output: string, count: number): Promise<void> {
	const deadline = Date.now() + startLimit;
	while ((await readTimes(output)).length < count) {
		if (Date.now() > deadline) {
			throw new Error(`The extension was not activated within ${startLimit / 1000} s`);
		}
		await delay(100);
	}
}
