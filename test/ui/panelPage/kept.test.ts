import assert from 'node:assert/strict';
import { openPanelPage, type PanelPage, type PanelPageOptions } from '../../support/webview/openPanelPage.ts';
import { quietState } from '../../support/webview/samplePanelImages.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

/** The built page of the panel in a browser: what outlives it, and what the host changes of it. */
suite('panel page: what is kept', () => {
	const open = (options: Partial<PanelPageOptions> = {}) => openPanelPage({ state: quietState, ...options });
	const prompt = (panel: PanelPage) => panel.page.getByRole('textbox', { name: 'Prompt' });

	test('the draft, what is open and what is scrolled return with the page', async () => {
		await using panel = await open({ height: 420 });
		const { page } = panel;
		await prompt(panel).fill('a wolf at night');
		await page.getByRole('radio', { name: /^High/ }).check({ force: true });
		await page.locator('summary').filter({ hasText: 'More' }).click();
		await page.evaluate("document.querySelector('.composer').scrollTop = 90");
		await panel.recreate();
		await page.locator('.panel').waitFor();
		assert.equal(await prompt(panel).inputValue(), 'a wolf at night');
		assert.ok(await page.getByRole('radio', { name: /^High/ }).isChecked());
		assert.ok(await page.getByRole('radio', { name: 'JPEG' }).isVisible());
		assert.equal(await page.evaluate("document.querySelector('.composer').scrollTop"), 90);
		assert.deepEqual((await panel.request('draft')).draft, { prompt: 'a wolf at night', quality: 'high' });
	});

	test('57 what VS Code kept is not trusted', async () => {
		await using panel = await open();
		for (const state of [
			'7',
			'{"draft":{"prompt":7}}',
			'{"draft":{"prompt":"x","evil":1},"moreOpen":false}',
		]) {
			await panel.written();
			await panel.page.evaluate(`sessionStorage.setItem('state', ${JSON.stringify(state)})`);
			await panel.page.reload();
			await waitFor('the page', async () => (await panel.sent()).length > 0);
			await panel.post({ type: 'state', state: quietState });
			await panel.page.locator('.panel').waitFor();
			assert.equal(await prompt(panel).inputValue(), 'a fox');
		}
		assert.deepEqual(panel.errors, []);
	});

	test('a draft of the host’s takes its place, with the focus, and is not told back', async () => {
		await using panel = await open();
		await panel.button(/^Generate/).focus();
		await panel.post({ type: 'draft', draft: { prompt: 'a wolf', count: 3 }, at: Date.now(), focus: true });
		await panel.settled();
		assert.equal(await prompt(panel).inputValue(), 'a wolf');
		assert.ok(await panel.hasFocus(prompt(panel)));
		// Nothing is to be told, longer than a draft of the user's takes.
		await panel.page.waitForTimeout(400);
		assert.deepEqual(
			(await panel.sent()).map(({ type }) => type),
			['ready'],
		);
	});
});
