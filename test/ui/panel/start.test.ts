import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import { openWorkbench } from '../../support/workbench/openWorkbench.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import { openWithoutKey, useService, type UiService } from '../service.ts';
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
		await panel.view.locator('.image').first().waitFor();
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

	test('without a folder it says what is missing, and spends nothing', async () => {
		const workbench = await openWorkbench({ env: service.env, openInPlace: '' });
		const panel = await openPanel(workbench);
		await panel.view
			.getByText(/Open a folder first/)
			.first()
			.waitFor();
		await panel.prompt.fill('a fox');
		await panel.generate.click({ force: true });
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
			service.emulator.setOptions({ durationMs: 60_000 });
			await panel.prompt.fill('a wolf');
			await panel.generate.click();
			await panel.button('Cancel').waitFor();
			assert.deepEqual(await violations(panel), []);
			service.emulator.finish();
			await panel.saved('a-wolf.webp').waitFor();
		});
	}
});
