import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeLeft, openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { useService, type UiService } from './service.ts';

/** Begins a call of the tool that generates an image; its end is kept in the window's host. */
async function begin({ inHost }: Workbench, input: { prompt: string; file: string }): Promise<void> {
	await inHost(({ lm, CancellationTokenSource }, given) => {
		const { token } = new CancellationTokenSource();
		const ended = lm
			.invokeTool('image_assets_generate_image', { input: given, toolInvocationToken: undefined }, token)
			.then(
				({ content }) => JSON.stringify(content[0]),
				(error: unknown) => `refused: ${error instanceof Error ? error.message : String(error)}`,
			);
		Object.assign(globalThis, { ended });
	}, input);
}

function isOver({ inHost }: Workbench): Promise<boolean> {
	return inHost(() =>
		Promise.race([
			(globalThis as unknown as { ended: Promise<string> }).ended.then(() => true),
			new Promise<boolean>(resolve => {
				setTimeout(resolve, 50, false);
			}),
		]),
	);
}

function endOf({ inHost }: Workbench): Promise<string> {
	return inHost(() => (globalThis as unknown as { ended: Promise<string> }).ended);
}

/** Answers VS Code's own question before a tool runs. Another one may follow it at once. */
async function confirm({ page }: Workbench): Promise<void> {
	await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Yes' }).click();
}

suite('agents in several windows', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});
	setup(closeLeft);

	test('a window reloaded while a tool runs: the image comes, once, and counts for what agents may spend', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const workbench = await openWorkbench({
			env: service.env,
			fresh: true,
			settings: { 'imageAssets.agentCreditLimit': 60 },
		});
		const { dialog, folder, notifications } = workbench;
		await begin(workbench, { prompt: 'a lighthouse', file: 'assets/tower.png' });
		assert.match(await dialog.detail(), /Spent by agents: 0 of 60/);
		await confirm(workbench);
		await waitFor('the job to be accepted', () => service.emulator.ledger.entries.length === 1);
		await workbench.reload();
		service.emulator.finish();
		await notifications.find(/^Saved assets\/tower\.png while you were away/);
		assert.ok(existsSync(join(folder, 'assets/tower.png')));
		const record = JSON.parse(readFileSync(join(folder, '.vscode/image-assets.json'), 'utf8')) as {
			assets: Record<string, { by?: string }>;
		};
		assert.equal(record.assets['assets/tower.png']?.by, 'agent');
		await begin(workbench, { prompt: 'a mill', file: 'assets/mill.png' });
		await confirm(workbench);
		assert.match(await dialog.message(), /An agent wants to spend 45 credits, more than is left/);
		await dialog.press('Cancel');
		assert.match(await endOf(workbench), /^refused: The user declined/);
		assert.equal(service.emulator.ledger.total, 45);
	});

	test('two windows at once keep to one ceiling', async () => {
		service.emulator.setOptions({ durationMs: 300 });
		const options = { env: service.env, fresh: true };
		const windows = [await openWorkbench(options), await openWorkbench(options)] as const;
		for (const workbench of windows) {
			await begin(workbench, { prompt: 'a lighthouse', file: 'assets/tower.png' });
		}
		// What other tests have spent today counts, too: there has to be room for one image, not for two.
		const told = /Spent by agents: (\d+) of/.exec(await windows[0].dialog.detail());
		for (const { inHost } of windows) {
			await inHost(
				({ workspace, ConfigurationTarget }, limit) =>
					workspace
						.getConfiguration('imageAssets')
						.update('agentCreditLimit', limit, ConfigurationTarget.Global),
				Number(told?.[1]) + 60,
			);
		}
		await Promise.all(windows.map(confirm));
		// One of them has the credits now. The other asks for more, or is refused where it was as fast.
		const ends = await waitFor('the end of both', async () => {
			for (const { dialog, page } of windows) {
				const shown = (await page.locator('.monaco-dialog-box').allInnerTexts()).join();
				if (shown.includes('An agent wants to spend 45 credits, more than is left')) {
					await dialog.press('Cancel');
				}
			}
			const over = await Promise.all(windows.map(isOver));
			return over.every(Boolean) && Promise.all(windows.map(endOf));
		});
		assert.equal(
			ends.filter(end => /^refused: (?:The user declined|Agents have used )/.test(end)).length,
			1,
			ends.join('\n'),
		);
		assert.equal(ends.filter(end => end.includes('tower.png')).length, 1, ends.join('\n'));
		assert.equal(service.emulator.ledger.total, 45);
	});
});
