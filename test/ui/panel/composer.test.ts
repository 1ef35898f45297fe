import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openWorkbench } from '../../support/workbench/openWorkbench.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import { useService, type UiService } from '../service.ts';
import { closeEmptyPanel, hasFocus, openPanel, panelOf } from './panelPage.ts';

suite('panel: composer', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	const sent = () =>
		service.emulator.requests
			.filter(({ call }) => call === 'create')
			.map(({ body }) => (body as { input: Record<string, unknown> }).input);

	test('from a prompt to an inserted link, without the mouse', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { editor, page } = workbench;
		await closeEmptyPanel(workbench);
		await editor.open('docs/guide.md');
		await editor.select('# ');
		const before = await editor.text();
		await workbench.runCommand('Image Assets: Open Image Assets');
		const panel = await panelOf(workbench);
		// The prompt has the focus: typing is enough.
		await waitFor('the focus in the prompt', () => hasFocus(panel.prompt));
		await page.keyboard.type('a fox reading a map');
		await waitFor('the price', async () => (await panel.generate.innerText()).includes('45 credits'));
		await page.keyboard.press('Control+Enter');
		const image = panel.saved('a-fox-reading-a-map.webp');
		await image.waitFor();
		// Tab goes on until the button that inserts the link.
		await waitFor('Insert Link to have the focus', async () => {
			await page.keyboard.press('Tab');
			return hasFocus(image.getByRole('button', { name: 'Insert Link' })).catch(() => false);
		});
		await image.getByText('guide.md, line').waitFor();
		assert.match(
			await image.innerText(),
			/!\[a fox reading a map\]\(\.\.\/assets\/a-fox-reading-a-map\.webp\)/,
		);
		await page.keyboard.press('Enter');
		await editor.waitForText('![a fox reading a map](../assets/a-fox-reading-a-map.webp)', 'docs/guide.md');
		assert.notEqual(await editor.text('docs/guide.md'), before);
		assert.equal(sent().length, 1);
	});

	test('every control is used once, and decides what is sent and what it costs', async () => {
		const workbench = await openWorkbench({
			env: service.env,
			settings: {
				'imageAssets.presets': { hero: { aspectRatio: '3:2', quality: 'medium', prompt: 'wide' } },
				'imageAssets.confirmAbove': 5000,
			},
		});
		const { folder } = workbench;
		const panel = await openPanel(workbench);
		const { view, prompt, generate } = panel;
		await prompt.fill('a harbour');
		const price = (credits: string) =>
			waitFor(`a price of ${credits}`, async () => (await generate.innerText()).includes(credits));
		await price('45 credits');
		await view.getByRole('combobox', { name: 'Preset' }).selectOption('hero');
		await price('176 credits');
		await panel.radio(/^High/).check();
		await price('480 credits');
		await panel.button(/^Reset to default \(Medium\)/i).click();
		await price('176 credits');
		await panel.radio(/^Low/).check();
		await panel.radio(/2:3/).check();
		const variations = view.getByRole('spinbutton', { name: 'Variations' });
		await panel.button('One More').click();
		await price('90 credits');
		await variations.focus();
		await workbench.page.keyboard.press('ArrowDown');
		await price('45 credits');
		await view.getByText('More', { exact: true }).click();
		await panel.radio('JPEG').check();
		await view.getByRole('spinbutton', { name: 'Compression' }).fill('70');
		await view
			.getByRole('radiogroup', { name: 'Background' })
			.getByRole('radio', { name: /Opaque/i })
			.check();
		await view.getByRole('radiogroup', { name: 'Moderation' }).getByRole('radio', { name: /Low/i }).check();
		await view.getByRole('textbox', { name: 'Folder' }).fill('pictures');
		await view.getByRole('textbox', { name: 'File name' }).fill('port');
		await view.getByText('pictures/port.jpg').waitFor();
		await generate.click();
		await panel.saved('port.jpg').waitFor();
		const [input] = sent();
		assert.deepEqual(input, {
			prompt: 'a harbour, wide',
			aspect_ratio: '2:3',
			quality: 'low',
			background: 'opaque',
			output_format: 'jpeg',
			output_compression: 70,
			moderation: 'low',
		});
		assert.ok((await readFile(join(folder, 'pictures/port.jpg'))).length > 0);
		// The name is taken now.
		await view.getByText('pictures/port-1.jpg').waitFor();
		await view.getByText(/of 5,000 credits/).waitFor();
	});

	test('the project’s style is shown, and changed in its settings', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { folder } = workbench;
		const panel = await openPanel(workbench);
		await panel.button('Add a project style…').click();
		const style = panel.view.getByRole('group', { name: 'Project style' });
		await style.getByRole('textbox').fill('soft paper cut');
		await style.getByRole('button', { name: 'Save to Settings' }).click();
		await panel.view.getByText('soft paper cut').first().waitFor();
		await waitFor('the setting', async () => {
			const text = await readFile(join(folder, '.vscode/settings.json'), 'utf8').catch(() => '');
			return text.includes('"imageAssets.style": "soft paper cut"');
		});
		await panel.prompt.fill('a boat');
		await panel.generate.click();
		await panel.saved('a-boat.webp').waitFor();
		assert.equal(sent()[0]?.prompt, 'a boat, soft paper cut');
	});

	test('the draft survives hiding, closing and reloading', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { editor, reload, runById } = workbench;
		let panel = await openPanel(workbench);
		await panel.prompt.fill('half a thought');
		await panel.radio(/^High/).check();
		const isKept = async () => {
			panel = await panelOf(workbench);
			await waitFor('the prompt', async () => (await panel.prompt.inputValue()) === 'half a thought');
			assert.ok(await panel.radio(/^High/).isChecked());
			assert.match(await panel.generate.innerText(), /480 credits/);
		};
		await editor.open('notes.txt');
		await panel.prompt.waitFor({ state: 'detached' });
		await runById('imageAssets.openPanel');
		await isKept();
		await runById('workbench.action.closeActiveEditor');
		await panel.prompt.waitFor({ state: 'detached' });
		await runById('imageAssets.openPanel');
		await isKept();
		await reload();
		await isKept();
		assert.deepEqual(sent(), []);
	});

	test('a price that has changed, a folder outside and a limit that is reached spend nothing', async () => {
		const workbench = await openWorkbench({
			env: service.env,
			settings: { 'imageAssets.dailyCreditLimit': 100 },
		});
		const panel = await openPanel(workbench);
		await panel.prompt.fill('a fox');
		await panel.view.getByRole('textbox', { name: 'Folder' }).fill('../..');
		await panel.view
			.getByText(/cannot be saved there/)
			.first()
			.waitFor();
		await panel.generate.click({ force: true });
		await panel.view.getByRole('textbox', { name: 'Folder' }).fill('');
		await panel.radio(/^Medium/).check();
		await panel.view
			.getByText(/left of today/)
			.first()
			.waitFor();
		await panel.generate.click({ force: true });
		// Nothing is to be sent, however late.
		await workbench.page.waitForTimeout(500);
		assert.deepEqual(sent(), []);
	});
});
