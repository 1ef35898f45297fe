import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localCodecs } from '../../support/imageCodecs.ts';
import { openWorkbench } from '../../support/workbench/openWorkbench.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import { severityIs, useService, type UiService } from '../service.ts';
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
		await page.keyboard.press('Enter');
		await editor.waitForText('![a fox reading a map](../assets/a-fox-reading-a-map.webp)', 'docs/guide.md');
		assert.notEqual(await editor.text('docs/guide.md'), before);
		assert.equal(sent().length, 1);
		// The result, and back.
		const bar = panel.view.locator('.link-bar');
		await bar.getByText(/^Inserted in guide\.md, line \d+$/).waitFor();
		const linked = await editor.text('docs/guide.md');
		await image.getByRole('button', { name: 'Insert Link' }).click();
		await bar.getByText(/^It's already in guide\.md, line \d+\.$/).waitFor();
		assert.equal(await editor.text('docs/guide.md'), linked, 'asked first');
		await bar.getByRole('button', { name: 'Insert Again' }).click();
		await waitFor('a second link', async () => (await editor.text('docs/guide.md')) !== linked);
		await bar.getByRole('button', { name: 'Undo' }).click();
		await waitFor('one link', async () => (await editor.text('docs/guide.md')) === linked);
		await bar.waitFor({ state: 'detached' });
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

	test('a cut-out is generated and kept in a preset; an uneven background is reported', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { folder, notifications, quickInput } = workbench;
		const panel = await openPanel(workbench);
		await panel.prompt.fill('a gold ring');
		await panel.view.getByText('More', { exact: true }).click();
		await panel.radio('JPEG').check();
		await panel.radio('Cut out').check();
		await panel.view.getByText("JPEG files can't be transparent").waitFor();
		await panel.view.getByPlaceholder('a-gold-ring.png').waitFor();
		await panel.generate.click();
		await panel.saved('a-gold-ring.png').waitFor();
		const { width, height, data } = await localCodecs().decode(
			await readFile(join(folder, 'assets/a-gold-ring.png')),
		);
		const alphas = [
			[0.02, 0.02],
			[0.5, 0.22],
			[0.5, 0.5],
		].map(([x = 0, y = 0]) => data[(Math.round(y * height) * width + Math.round(x * width)) * 4 + 3]);
		assert.deepEqual(alphas, [0, 255, 0]);
		assert.deepEqual([sent()[0]?.output_format, sent()[0]?.background], ['png', 'opaque']);
		assert.match(String(sent()[0]?.prompt), /a gold ring.*flat.*background \(#/s);

		await panel.button('Presets').click();
		await panel.view.getByRole('menuitem', { name: 'Save These Settings as a Preset…' }).click();
		await quickInput.opened('Save Preset');
		await quickInput.type('sticker');
		await quickInput.accept();
		await quickInput.pick('This Project');
		await panel.view.getByRole('combobox', { name: 'Preset' }).waitFor();
		assert.ok(await panel.radio('Cut out').isChecked());
		const settings = JSON.parse(await readFile(join(folder, '.vscode/settings.json'), 'utf8')) as {
			'imageAssets.presets': Record<string, { cutOut?: boolean; outputFormat?: string }>;
		};
		const { cutOut, outputFormat } = settings['imageAssets.presets'].sticker ?? {};
		assert.deepEqual([cutOut, outputFormat], [true, 'jpeg']);

		// The service paints a landscape whatever background is asked for.
		service.emulator.setOptions({ images: 'scene' });
		await panel.prompt.fill('wide landscape');
		await panel.generate.click();
		await notifications.find(
			/^The background of assets\/wide-landscape\.png wasn't cut out\. The border of the image .* The image is kept as it came\.$/,
		);
		await panel.saved('wide-landscape.png').waitFor();
		await workbench.screenshot('panel-cutOut-left');
		assert.ok(!(await notifications.list()).some(({ text }) => text.startsWith('JPEG files')), 'said twice');
	});

	test('a preset is kept for all projects, chosen afterwards, and replaced only knowingly', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { inHost, notifications, quickInput } = workbench;
		const userPresets = () =>
			inHost(
				({ workspace }) =>
					workspace.getConfiguration('imageAssets').inspect<Record<string, object>>('presets')?.globalValue,
			);
		const panel = await openPanel(workbench);
		const preset = panel.view.getByRole('combobox', { name: 'Preset' });
		const save = async () => {
			await panel.button('Presets').click();
			await panel.view.getByRole('menuitem', { name: 'Save These Settings as a Preset…' }).click();
			await quickInput.opened('Save Preset');
		};
		try {
			await panel.radio(/^Medium/).check();
			await panel.radio('3:2').check();
			await save();
			await quickInput.accept();
			await severityIs(quickInput, 'error');
			assert.equal(await quickInput.message(), 'Enter a name.');
			await quickInput.type('banner');
			await quickInput.accept();
			await quickInput.pick('All Projects');
			await notifications.find('Preset “banner” was saved in the settings.');
			await notifications.hide();
			const { banner } = (await userPresets()) ?? {};
			assert.deepEqual({ ...banner }, { ...banner, quality: 'medium', aspectRatio: '3:2' });
			const { folder } = workbench;
			const settings = await readFile(join(folder, '.vscode/settings.json'), 'utf8').catch(() => '');
			assert.doesNotMatch(settings, /banner/);
			await preset.selectOption('');
			await panel.radio(/^Low/).check();
			await preset.selectOption('banner');
			await waitFor('what the preset says', () => panel.radio(/^Medium/).isChecked());
			assert.ok(await panel.radio('3:2').isChecked());
			await panel.prompt.fill('a pier');
			await panel.generate.click();
			await panel.saved('a-pier.webp').waitFor();
			assert.deepEqual([sent()[0]?.quality, sent()[0]?.aspect_ratio], ['medium', '3:2']);

			await save();
			await quickInput.type('banner');
			await severityIs(quickInput, 'warning');
			assert.match(await quickInput.message(), /already exists and will be replaced/);
			await quickInput.dismiss();
		} finally {
			// The settings of the user stay when the window is emptied.
			await inHost(({ workspace }) =>
				workspace.getConfiguration('imageAssets').update('presets', undefined, true),
			);
		}
	});

	test('arrow up in an empty prompt offers the last prompts, the newest first', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { page } = workbench;
		const panel = await openPanel(workbench);
		for (const [prompt, file] of [
			['a quiet pier', 'a-quiet-pier.webp'],
			['a loud market', 'a-loud-market.webp'],
		] as const) {
			await panel.prompt.fill(prompt);
			await panel.generate.click();
			await panel.saved(file).waitFor();
		}
		// In a prompt that is written, the key moves the caret.
		await panel.prompt.press('ArrowUp');
		assert.equal(await panel.view.getByRole('menuitem').count(), 0);
		await panel.prompt.fill('');
		await panel.prompt.press('ArrowUp');
		const items = panel.view.getByRole('menuitem');
		await items.first().waitFor();
		assert.deepEqual((await items.allInnerTexts()).slice(0, 2), ['a loud market', 'a quiet pier']);
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await waitFor('the prompt', async () => (await panel.prompt.inputValue()) === 'a quiet pier');
		await waitFor('the focus in it', () => hasFocus(panel.prompt));
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
			.getByText(/can't be saved there/)
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
