import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openPanel, type Panel } from './panel/panelPage.ts';
import { useService, type UiService } from './service.ts';

suite('what runs, waits or stopped is told', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	/** Waits of a job take as long as for users. */
	const inRealTime = () => ({ ...service.env, IMAGE_ASSETS_WAIT_SCALE: '1' });

	async function generate({ inHost }: Workbench, args: Record<string, unknown>): Promise<void> {
		await inHost((vscode, given) => {
			void vscode.commands.executeCommand('imageAssets.generate', given);
		}, args);
	}

	async function noItem({ statusBar }: Workbench): Promise<void> {
		await waitFor('no item in the status bar', async () =>
			(await statusBar.items()).every(({ text }) => !/\bimages?\b/.test(text)),
		);
	}

	/** The page counts as the status bar does. */
	async function bothCount(count: number, { statusBar }: Workbench, panel: Panel): Promise<void> {
		const text = count === 1 ? '1 image' : `${count} images`;
		await waitFor(`${text} in the status bar`, async () =>
			(await statusBar.items()).some(item => new RegExp(String.raw`\b${text}\b`).test(item.text)),
		);
		await panel.view.getByRole('heading', { name: `In progress ${count}`, exact: true }).waitFor();
	}

	test('the status bar counts what failed and what runs, lists both, and is empty in the end; the page counts the same', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const workbench = await openWorkbench({ env: service.env });
		const { notifications, quickInput, statusBar, page } = workbench;
		await noItem(workbench);
		const panel = await openPanel(workbench);
		service.emulator.faults.add({ on: 'create', kind: 'status', status: 422, message: 'quality: no' });
		await generate(workbench, { prompt: 'a *broken* fox' });
		const problem = await notifications.find(/refused the request/);
		assert.match(problem.text, /nothing was charged/i);
		await statusBar.find('1 image needs attention');
		await bothCount(1, workbench, panel);
		await generate(workbench, { prompt: 'a slow harbour' });
		const item = await statusBar.find('1 image in progress, 1 needs attention');
		assert.match(item.text, /2 images/);
		await bothCount(2, workbench, panel);
		await notifications.hide();
		await page.locator('.statusbar-item:visible', { hasText: '2 images' }).hover();
		const hover = page.locator('.monaco-hover:visible');
		await hover.waitFor();
		const lines = (await hover.locator('li').allInnerTexts()).map(line => line.replaceAll('\u00a0', ' '));
		assert.match(lines[0] ?? '', /^a slow harbour · (Sending|Queued|Generating)… · 45 credits$/);
		assert.equal(lines[1], 'a *broken* fox · Failed · 45 credits');
		await workbench.screenshot('status-bar');
		await page.mouse.move(0, 0);
		await statusBar.press('2 images');
		await quickInput.opened('Jobs');
		await quickInput.pressButton('Dismiss All Failed');
		const rows = page.locator('.quick-input-list .monaco-list-row');
		await waitFor('the failed one to go', async () => (await rows.count()) === 1);
		await quickInput.dismiss();
		await waitFor('one in progress alone', async () =>
			(await statusBar.items()).some(({ label }) => label === '1 image in progress'),
		);
		await bothCount(1, workbench, panel);
		service.emulator.finish();
		await notifications.find(/^Saved /);
		await noItem(workbench);
	});

	test('a window that is reloaded says within a second that its image resumes', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const workbench = await openWorkbench({ env: inRealTime() });
		const { inHost, notifications, quickInput, statusBar } = workbench;
		await generate(workbench, { prompt: 'a slow harbour' });
		await notifications.find(/(Queued|Generating)…/);
		// The job is not given back: its window is known to be gone only later.
		process.kill(await inHost(() => process.pid), 'SIGKILL');
		await workbench.page.reload();
		await statusBar.find('1 image');
		await workbench.runById('imageAssets.showJobs');
		await quickInput.opened('Jobs');
		const [item] = await quickInput.items();
		assert.equal(item?.separator, 'in progress');
		assert.match(item.description, /^Resuming… · 45 credits/);
		await workbench.screenshot('resuming-jobs');
		await quickInput.dismiss();
		const progress = await notifications.find(/Image “a slow harbour” · 45 credits: Resuming…/);
		assert.ok(progress.inProgress);
		await workbench.screenshot('resuming-progress');
		await notifications.find(/a slow harbour.*(Queued|Generating)…/);
		service.emulator.finish();
		await notifications.find(/while you were away/);
		await waitFor('the progress to end', async () =>
			(await notifications.list()).every(({ inProgress }) => !inProgress),
		);
		await noItem(workbench);
	});

	test('a busy service is named, with the seconds until the next try; a cancel then costs nothing', async () => {
		const workbench = await openWorkbench({ env: inRealTime() });
		const { notifications } = workbench;
		const headers = { 'retry-after': '30' };
		service.emulator.faults.add({ on: 'create', kind: 'status', status: 429, headers });
		await generate(workbench, { prompt: 'a queue' });
		await notifications.find(/: The service is busy\. Trying again in (2\d|30) s\.$/);
		await workbench.screenshot('busy');
		await notifications.press(/The service is busy/, 'Cancel');
		await notifications.find(/^Canceled\. Nothing was charged\.$/);
		await noItem(workbench);
		assert.equal(service.emulator.ledger.entries.length, 0);
	});

	test('a cancel that comes later says that it may have been charged', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const workbench = await openWorkbench({ env: service.env });
		const { notifications } = workbench;
		await generate(workbench, { prompt: 'a slow harbour' });
		await waitFor('the job to be accepted', () => service.emulator.ledger.entries.length === 1);
		await notifications.press(/a slow harbour/, 'Cancel');
		const said = await notifications.find(/^Canceled\./);
		assert.match(
			said.text,
			/The service had accepted the request, so it may have charged 45 credits\. Job ID: /,
		);
	});
});
