import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import { openWorkbench, type Workbench } from '../../support/workbench/openWorkbench.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import { openUntrusted, openWithoutKey, useService, type UiService } from '../service.ts';
import { openPanel, type Panel } from './panelPage.ts';

suite('panel: first steps', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	async function violations(panel: Panel): Promise<string[]> {
		const frame = await panel.frame();
		await frame.evaluate(axe.source);
		const { violations } = await frame.evaluate<AxeResults>('axe.run()');
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
	}

	test('without a key: what to do, prompts to begin with, and everything that costs nothing', async () => {
		const workbench = await openWithoutKey(service);
		const { page, quickInput } = workbench;
		const panel = await openPanel(workbench);
		await panel
			.button('Product shot')
			.or(panel.view.getByRole('button', { name: /Product shot/ }))
			.first()
			.click();
		await waitFor('a prompt to change', async () => (await panel.prompt.inputValue()).length > 40);
		await panel.button('Set API Key').click();
		await quickInput.opened('Set API Key');
		await quickInput.type('cdt_typed');
		await quickInput.accept();
		await waitFor(
			'the welcome to go',
			async () =>
				(await panel.button('Set API Key').count()) === 0 || !(await panel.button('Set API Key').isVisible()),
		);
		await panel.prompt.focus();
		await page.keyboard.press('Control+Enter');
		await panel.view.locator('.asset').first().waitFor();
		assert.equal(
			service.emulator.requests.find(({ call }) => call === 'create')?.headers['x-api-key'],
			'cdt_typed',
		);
	});

	test('the walkthrough opens from the panel', async () => {
		const workbench = await openWithoutKey(service);
		const panel = await openPanel(workbench);
		await panel
			.button(/Get Started|Tour/)
			.first()
			.click();
		await workbench.page.getByText('Get Started with Image Assets').first().waitFor();
		await workbench.page.getByText('Set your API key').first().waitFor();
	});

	test('a step of the walkthrough is done once the key is stored, and not when its box opens', async () => {
		// VS Code remembers what is done: a server on which nothing was.
		const { page, quickInput, notifications, runById, runCommand, screenshot, close } = await openWorkbench({
			env: service.envWithoutKey,
			keepsSecrets: true,
			ownServer: true,
		});
		const isDone = async () =>
			(await page.locator('.getting-started-step').first().locator('.complete').count()) > 0;
		await runById('workbench.action.closeAllEditors');
		await runCommand('Welcome: Open Walkthrough...');
		await quickInput.pick('Get Started with Image Assets');
		await page.locator('.getting-started-step').first().waitFor();
		await runCommand('Image Assets: Set API Key');
		await quickInput.opened('Set API Key');
		assert.equal(await isDone(), false);
		await quickInput.type('cdt_stored');
		await quickInput.accept();
		await notifications.find(/is set/);
		await waitFor('the first step to be ticked', isDone);
		await screenshot('walkthrough-key');
		await close();
	});

	/** Presses Generate, by mouse and by keyboard, where something stands in the way. */
	async function tryToGenerate({ page }: Workbench, panel: Panel): Promise<void> {
		await panel.prompt.fill('a fox');
		await panel.generate.click({ force: true });
		await panel.prompt.focus();
		await page.keyboard.press('Control+Enter');
	}

	/** The reason is said once, and nowhere else in the window. */
	async function isSaidOnce(reason: RegExp, { notifications }: Workbench, panel: Panel): Promise<void> {
		const said = panel.view.getByText(reason).filter({ visible: true });
		// Text for screen readers is visually hidden.
		const inSight = async () =>
			(await Promise.all((await said.all()).map(each => each.boundingBox()))).filter(
				box => box !== null && box.width > 1,
			).length;
		await waitFor('the reason in the page, once', async () => (await inSight()) === 1);
		assert.deepEqual(await notifications.list(), []);
		await notifications.hide();
		assert.equal(await inSight(), 1);
	}

	test('in Restricted Mode it says so once, with the way out', async () => {
		const workbench = await openUntrusted(service);
		const panel = await openPanel(workbench);
		await panel.button('Manage Workspace Trust').waitFor();
		await tryToGenerate(workbench, panel);
		await isSaidOnce(/This workspace isn't trusted/, workbench, panel);
		await workbench.screenshot('panel-restricted');
		assert.equal(service.emulator.requests.length, 0);
	});

	test('a key that is refused is said once: in the box, and then in the card', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const panel = await openPanel(workbench);
		service.emulator.faults.add({ on: 'create', kind: 'status', status: 401 });
		await panel.prompt.fill('a fox');
		await panel.generate.click();
		await workbench.quickInput.opened('Set API Key');
		assert.match(await workbench.quickInput.message(), /^The service refused the API key/);
		assert.equal(await panel.view.getByText(/refused/).count(), 0);
		await workbench.quickInput.dismiss();
		await panel.cards.getByRole('button', { name: 'Dismiss' }).waitFor();
		await isSaidOnce(/API key/, workbench, panel);
		await workbench.screenshot('panel-refused-key');
		await panel.cards.getByRole('button', { name: 'Dismiss' }).click();
		await waitFor('no card', async () => (await panel.cards.count()) === 0);
	});

	test('without a folder it says what is missing, once, and spends nothing', async () => {
		const workbench = await openWorkbench({ env: service.env, openInPlace: '' });
		const panel = await openPanel(workbench);
		await panel.button('Open Folder…').waitFor();
		await tryToGenerate(workbench, panel);
		await isSaidOnce(/Open a folder first/, workbench, panel);
		await workbench.screenshot('panel-no-folder');
		// Nothing is to be sent, however late. A window may ask after the job of an earlier test.
		await workbench.page.waitForTimeout(500);
		assert.deepEqual(
			service.emulator.requests.filter(({ call }) => call !== 'get').map(({ call }) => call),
			[],
		);
	});

	for (const theme of ['dark', 'light', 'hc'] as const) {
		test(`axe finds nothing in ${theme}`, async () => {
			const workbench = await openWorkbench({ env: service.env, theme });
			const panel = await openPanel(workbench);
			await panel.prompt.fill('a fox');
			await panel.generate.click();
			await panel.saved('a-fox.webp').locator('img').waitFor();
			service.emulator.setOptions({ durationMs: 600_000 });
			await panel.prompt.fill('a wolf');
			await panel.generate.click();
			await panel.button('Cancel').waitFor();
			assert.deepEqual(await violations(panel), []);
			service.emulator.finish();
			await panel.saved('a-wolf.webp').waitFor();
		});
	}
});
