import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openWorkbench } from '../../support/workbench/openWorkbench.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import { useService, type UiService } from '../service.ts';
import { clipboardIs, openPanel, panelOf } from './panelPage.ts';

suite('panel: jobs', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	const posts = () => service.emulator.requests.filter(({ call }) => call === 'create').length;

	test('a card shows its phase and is cancelled; double clicks make one image', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const workbench = await openWorkbench({ env: service.env });
		const panel = await openPanel(workbench);
		await panel.prompt.fill('a slow harbour');
		await panel.generate.dblclick();
		await panel.view
			.getByText(/(Queued|Generating)…/)
			.first()
			.waitFor();
		await panel.view
			.getByText(/usually 12 s/)
			.first()
			.waitFor();
		assert.equal(posts(), 1);
		await panel.button('Cancel').click();
		await waitFor('the cancellation', () =>
			service.emulator.ledger.entries.some(({ cancelled }) => cancelled),
		);
		await waitFor('no card', async () => (await panel.cards.count()) === 0);
		assert.equal(posts(), 1);
	});

	test('failed and unknown jobs say why, and what can be done; any job can be copied as curl', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { dialog } = workbench;
		const panel = await openPanel(workbench);
		service.emulator.faults.add({ on: 'create', kind: 'resetAfterBody' });
		await panel.prompt.fill('a fox');
		await panel.generate.click();
		const unknown = panel.cards.filter({ hasText: 'Unknown' });
		await unknown.getByText(/may have cost 45 credits/).waitFor();
		service.emulator.faults.add({ on: 'create', kind: 'fails', message: 'Refused by the safety system' });
		await panel.prompt.fill('a duel');
		await panel.generate.click();
		const failed = panel.cards.filter({ hasText: 'Failed' });
		await failed.getByText(/Refused by the safety system/).waitFor();
		await failed
			.getByRole('button', { name: 'More Actions…' })
			.or(failed.getByRole('button', { name: /^More/ }))
			.first()
			.click();
		await panel.view.getByRole('menuitem', { name: 'Copy as curl' }).click();
		const command = await clipboardIs(workbench, /^curl /);
		assert.match(command, /X-API-Key: \$CORE_API_KEY/);
		assert.match(command, /"prompt":"a duel"/);
		// What may be charged a second time is asked for.
		await unknown.getByRole('button', { name: 'Send Again… (45 credits)' }).click();
		assert.match(await dialog.message(), /Send the request again for 45 credits\?/);
		await dialog.press('Send Again');
		await panel.saved('a-fox.webp').waitFor();
		// The request that was sent again has taken the place of the first one.
		await waitFor('the failed job alone', async () => (await panel.cards.count()) === 1);
		await failed.getByRole('button', { name: 'Dismiss' }).click();
		await waitFor('no card', async () => (await panel.cards.count()) === 0);
		assert.equal(posts(), 3);
	});

	test('a result is the first of the images: open, reveal, copy, edit, use as reference; one that is lost says so', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { editor, explorer, quickInput } = workbench;
		await editor.open('docs/guide.md');
		let panel = await openPanel(workbench);
		await panel.prompt.fill('a boat');
		await panel.generate.click();
		let image = panel.saved('a-boat.webp');
		await image.waitFor();
		await image.locator('img').waitFor();
		await panel.pressOn(image, 'Copy Path');
		await clipboardIs(workbench, /\/assets\/a-boat\.webp$/);
		await panel.pressOn(image, 'Copy Markdown');
		assert.equal(await clipboardIs(workbench, /^!/), '![a boat](../assets/a-boat.webp)');
		await panel.pressOn(image, 'Reveal in Explorer');
		await waitFor('the file in the Explorer', async () => (await explorer.names()).includes('a-boat.webp'));
		await panel.pressOn(image, 'Add as Reference');
		await panel.button('Remove Image 1').waitFor();
		await panel.pressOn(image, 'Edit Image…');
		await quickInput.opened('Edit a-boat.webp (1/2)');
		await workbench.page.keyboard.press('Escape');
		await panel.pressOn(image, 'Open');
		await waitFor('the image', async () => (await editor.activePath()) === 'assets/a-boat.webp');
		panel = await openPanel(workbench);
		image = panel.saved('a-boat.webp');
		await image.waitFor();
		await rm(join(workbench.folder, 'assets/a-boat.webp'));
		await panel.view.getByText('not found').waitFor();
		assert.equal(await panel.cards.count(), 0);
		assert.equal(posts(), 1);
	});

	test('variations are shown side by side, and only the chosen ones are saved; the others later', async () => {
		const workbench = await openWorkbench({
			env: service.env,
			settings: { 'imageAssets.confirmAbove': 1000 },
		});
		const { folder, reload } = workbench;
		let panel = await openPanel(workbench);
		await panel.prompt.fill('a lighthouse');
		await panel.view.getByRole('spinbutton', { name: 'Variations' }).focus();
		await workbench.page.keyboard.press('3');
		await waitFor('the price', async () => (await panel.generate.innerText()).includes('135 credits'));
		await panel.generate.click();
		const choices = () => panel.view.getByRole('checkbox');
		await waitFor('three images', async () => (await choices().count()) === 3);
		assert.equal(posts(), 3);
		const images = async () => (await readdir(join(folder, 'assets'))).filter(name => name.endsWith('.webp'));
		assert.deepEqual(await images(), []);
		// They are there after a reload, too.
		await reload();
		panel = await panelOf(workbench);
		await waitFor('three images', async () => (await choices().count()) === 3);
		// Looked at in an editor of its own before it is chosen.
		await panel
			.button(/^Open /)
			.first()
			.click();
		await waitFor('the image in an editor', async () =>
			/[0-9a-f]{64}\.webp$/.test((await workbench.editor.activePath()) ?? ''),
		);
		panel = await openPanel(workbench);
		await waitFor('three images', async () => (await choices().count()) === 3);
		assert.deepEqual(await images(), []);
		await choices().nth(1).check();
		await panel.button('Save 1 Chosen').click();
		await panel.saved('a-lighthouse.webp').waitFor();
		assert.deepEqual(await images(), ['a-lighthouse.webp']);
		await panel.radio('Not Saved').check();
		await panel.view.getByText('2 not saved').waitFor();
		await panel.view
			.getByText(/kept until/i)
			.first()
			.waitFor();
		await panel.view.locator('.aside').getByRole('button', { name: 'Save' }).first().click();
		await panel.radio('All').check();
		await panel.saved('a-lighthouse-1.webp').waitFor();
		assert.deepEqual(await images(), ['a-lighthouse-1.webp', 'a-lighthouse.webp']);
		assert.equal(posts(), 3);
	});
});
