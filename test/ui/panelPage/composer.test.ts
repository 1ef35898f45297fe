import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { qualities } from '../../../src/shared/model.ts';
import type { Draft, PanelState } from '../../../src/shared/panel.ts';
import { openPanelPage, type PanelPage, type PanelPageOptions } from '../../support/webview/openPanelPage.ts';
import { newcomerState, quietState } from '../../support/webview/samplePanelImages.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

/** The built page of the panel in a browser: what is composed, and its price. */
suite('panel page: composer', () => {
	const open = (state: Partial<PanelState> = {}, options: Partial<PanelPageOptions> = {}) =>
		openPanelPage({ state: { ...quietState, ...state }, ...options });
	const prompt = (panel: PanelPage) => panel.page.getByRole('textbox', { name: 'Prompt' });
	const generate = (panel: PanelPage) => panel.button(/^Generate/);
	/** Waits until the host was told this draft last. */
	const hostReceived = async (panel: PanelPage, draft: Draft) => {
		let last: Draft | undefined;
		await waitFor(`the draft ${JSON.stringify(draft)}`, async () => {
			last = (await panel.sent()).findLast(message => message.type === 'draft')?.draft;
			return isDeepStrictEqual(last, draft);
		}).catch((error: unknown) => {
			throw new Error(`The host was last told ${JSON.stringify(last)}`, { cause: error });
		});
	};

	test('the prompt has the focus, and what is written reaches the host once it rests', async () => {
		await using panel = await open();
		assert.ok(await panel.hasFocus(prompt(panel)));
		await panel.page.keyboard.type(' reading');
		await hostReceived(panel, { prompt: 'a fox reading' });
		assert.equal((await panel.sent()).filter(({ type }) => type === 'draft').length, 1);
	});

	test('Ctrl+Enter generates from anywhere in the composer, with the price that the button says', async () => {
		await using panel = await open();
		const { page } = panel;
		for (const place of [
			prompt(panel),
			page.getByRole('radio', { name: /^Low/ }),
			page.getByRole('spinbutton'),
		]) {
			await place.first().focus();
			await page.keyboard.press('Control+Enter');
			const request = await panel.request('generate');
			assert.deepEqual([request.draft, request.credits], [{ prompt: 'a fox' }, 45]);
			assert.equal(await generate(panel).getAttribute('aria-busy'), 'true');
			await page.keyboard.press('Control+Enter');
			await panel.answer('generate');
			await waitFor('the answer', async () => (await generate(panel).getAttribute('aria-busy')) === null);
		}
		assert.equal((await panel.sent()).filter(({ type }) => type === 'generate').length, 3);
	});

	test('what is typed a moment before is told before it is generated', async () => {
		await using panel = await open();
		await panel.page.getByRole('textbox', { name: 'File name' }).fill('wolf.png');
		await prompt(panel).fill('a wolf');
		await generate(panel).click();
		const types = (await panel.sent()).map(({ type }) => type);
		assert.equal(types.at(-1), 'generate');
		assert.deepEqual(types.sort(), ['draft', 'generate', 'ready', 'setTarget']);
	});

	test('the price is right for every quality, count and preset', async () => {
		await using panel = await open();
		const { page } = panel;
		const { prices } = quietState.environment;
		for (const preset of ['', 'hero']) {
			await page.getByRole('combobox', { name: 'Preset' }).selectOption(preset);
			for (const quality of qualities) {
				await page.locator(`.qualities input[value=${quality}]`).check({ force: true });
				const stepper = page.getByRole('spinbutton', { name: 'Variations' });
				for (let count = 1; count <= 8; count += 1) {
					await stepper.press(String(count));
					const credits = prices[quality] * count;
					const label = `${count === 1 ? 'Generate' : `Generate ${count}`} · ${credits.toLocaleString('en-US')} credits`;
					assert.equal(await page.locator('.generate-label').innerText(), label);
				}
			}
		}
		assert.ok(!(await panel.sent()).some(({ type }) => type === 'generate'));
	});

	test('a preset brings its values, and every choice goes back to them', async () => {
		await using panel = await open();
		const { page } = panel;
		await page.getByRole('combobox', { name: 'Preset' }).selectOption('hero');
		assert.ok(await page.getByRole('radio', { name: /^Medium/ }).isChecked());
		assert.ok(await page.getByText('+ preset: “wide”').isVisible());
		await page.getByRole('radio', { name: /^High/ }).check({ force: true });
		await page.getByRole('radio', { name: '2:3' }).check({ force: true });
		await panel.button('One More').click();
		await page.locator('summary').filter({ hasText: 'More' }).click();
		await page.getByRole('radio', { name: 'JPEG' }).check({ force: true });
		await page.getByRole('spinbutton', { name: 'Compression' }).fill('40');
		await page.getByRole('radio', { name: 'Opaque' }).check({ force: true });
		await page
			.getByRole('radiogroup', { name: 'Moderation' })
			.getByRole('radio', { name: 'Low' })
			.check({ force: true });
		await hostReceived(panel, {
			prompt: 'a fox',
			preset: 'hero',
			quality: 'high',
			aspectRatio: '2:3',
			count: 2,
			outputFormat: 'jpeg',
			outputCompression: 40,
			background: 'opaque',
			cutOut: false,
			moderation: 'low',
		});
		assert.equal(
			await page.locator('.more summary .quiet').innerText(),
			'JPEG · compression 40 · background opaque · moderation low',
		);
		await panel.screenshot('more');
		for (const name of [
			'Reset to default (Medium): quality',
			'Reset to default (3:2): aspect ratio',
			'Reset to default (1): variations',
			'Reset to default (90): compression',
			'Reset to default (WebP): format',
			'Reset to default (Auto): background',
			'Reset to default (Auto): moderation',
		]) {
			await panel.button(name).click();
			assert.ok(await page.evaluate('document.activeElement !== document.body'), name);
		}
		assert.equal(await page.getByRole('button', { name: /^Reset/ }).count(), 0);
		await hostReceived(panel, { prompt: 'a fox', preset: 'hero' });
		await page.getByRole('radio', { name: 'PNG' }).check({ force: true });
		assert.ok(await page.getByRole('spinbutton', { name: 'Compression' }).isHidden());
	});

	test('the number of variations takes the keyboard and the mouse, and stays from 1 to 8', async () => {
		await using panel = await open();
		const { page } = panel;
		const stepper = page.getByRole('spinbutton', { name: 'Variations' });
		const value = () => stepper.getAttribute('aria-valuenow');
		for (const [key, expected] of [
			['ArrowUp', '2'],
			['ArrowDown', '1'],
			['ArrowDown', '1'],
			['End', '8'],
			['ArrowRight', '8'],
			['Home', '1'],
			['9', '8'],
			['3', '3'],
		] as const) {
			await stepper.press(key);
			assert.equal(await value(), expected, key);
		}
		await panel.button('One Fewer').click();
		assert.equal(await value(), '2');
		await panel.button('One More').click();
		assert.equal(await value(), '3');
	});

	test('presets can be saved under a name, which is then chosen, and edited', async () => {
		for (const state of [newcomerState, quietState]) {
			await using panel = await openPanelPage({
				state: { ...state, draft: { prompt: 'x', quality: 'high' } },
			});
			const { page } = panel;
			const presets = panel.button('Presets');
			await presets.click();
			await page.getByRole('menuitem', { name: 'Edit Presets…' }).click();
			assert.equal((await panel.request('openSetting')).setting, 'presets');
			await presets.click();
			await page.getByRole('menuitem', { name: 'Save These Settings as a Preset…' }).click();
			const { id, draft } = await panel.request('savePreset');
			assert.deepEqual(draft, { prompt: 'x', quality: 'high' });
			await panel.post({ type: 'result', id, preset: 'banner' });
			await hostReceived(panel, { prompt: 'x', preset: 'banner' });
			await presets.click();
			await page.getByRole('menuitem', { name: 'Save These Settings as a Preset…' }).click();
			await panel.answer('savePreset');
			await panel.settled();
			await hostReceived(panel, { prompt: 'x', preset: 'banner' });
		}
	});

	test('the prompts that were sent are offered: by arrow up in an empty field, and in a menu', async () => {
		await using panel = await open({ prompts: ['a wolf in snow', 'x'.repeat(200)], draft: { prompt: '' } });
		const { page } = panel;
		const item = (name: string | RegExp) => page.getByRole('menuitem', { name });
		await prompt(panel).press('ArrowUp');
		assert.ok(await panel.hasFocus(item('a wolf in snow')));
		assert.equal((await item(/^x/).innerText()).length, 80);
		await page.keyboard.press('Escape');
		assert.ok(await panel.hasFocus(prompt(panel)));
		await prompt(panel).press('ArrowUp');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		assert.equal(await prompt(panel).inputValue(), 'x'.repeat(200));
		assert.ok(await panel.hasFocus(prompt(panel)));
		await page.keyboard.press('ArrowUp');
		assert.equal(await page.getByRole('menu').count(), 0, 'there is something in the field');
		await panel.post({ type: 'prompts', prompts: ['a fox'] });
		await panel.button('Recent Prompts').click();
		await item('a fox').click();
		assert.equal(await prompt(panel).inputValue(), 'a fox');
		await panel.post({ type: 'prompts', prompts: [] });
		await panel.button('Recent Prompts').waitFor({ state: 'detached' });
	});

	test('what is written reaches the host at once when the window loses the focus', async () => {
		await using panel = await open();
		await prompt(panel).press('!');
		await panel.page.evaluate("dispatchEvent(new Event('blur'))");
		const types = (await panel.sent()).map(({ type }) => type);
		assert.deepEqual(types, ['ready', 'draft']);
	});

	test('a wish for transparency gets a note, and is no obstacle', async () => {
		await using panel = await open();
		const note = panel.page.getByText("The model doesn't make transparent backgrounds.");
		assert.ok(await note.isHidden());
		await prompt(panel).fill('a fox, 투명 배경');
		assert.ok(await note.isVisible());
		assert.equal(await generate(panel).getAttribute('aria-disabled'), null);
		await panel.screenshot('transparency');
		await panel.button('Cut Out the Background').click();
		await hostReceived(panel, { prompt: 'a fox, 투명 배경', cutOut: true });
		assert.ok(await note.isHidden());
		assert.ok(await panel.hasFocus(prompt(panel)));
	});

	test('a cut-out says what it changes, takes JPEG for PNG, and goes back to what was there', async () => {
		await using panel = await open();
		const { page } = panel;
		await page.locator('summary').filter({ hasText: 'More' }).click();
		const background = page.getByRole('radiogroup', { name: 'Background' });
		const choose = (name: string) => background.getByRole('radio', { name }).check({ force: true });
		const summary = () => page.locator('.more summary .quiet').innerText();
		await choose('Opaque');
		await choose('Cut out');
		await hostReceived(panel, { prompt: 'a fox', background: 'opaque', cutOut: true });
		assert.equal(await summary(), 'WebP · compression 90 · background cut out · moderation auto');
		const free = 'then made transparent here, for free.';
		assert.ok(await page.getByText(free).isVisible());
		assert.equal(await page.getByText('saved as PNG').count(), 0);
		assert.ok(await page.getByRole('spinbutton', { name: 'Compression' }).isVisible());
		await page.getByRole('radio', { name: 'JPEG' }).check({ force: true });
		assert.ok(await page.getByText("JPEG files can't be transparent").isVisible());
		assert.equal(await summary(), 'PNG · background cut out · moderation auto');
		assert.ok(await page.getByRole('spinbutton', { name: 'Compression' }).isHidden());
		for (const width of [170, 1000]) {
			await page.setViewportSize({ width, height: 900 });
			await page.getByText('saved as PNG').scrollIntoViewIfNeeded();
			await panel.screenshot(`cutOut-${width}`);
		}
		await panel.recreate();
		assert.ok(await background.getByRole('radio', { name: 'Cut out' }).isChecked());
		await panel.button('Reset to default (Auto): background').click();
		await hostReceived(panel, { prompt: 'a fox', outputFormat: 'jpeg' });
		assert.equal(await summary(), 'JPEG · compression 90 · background auto · moderation auto');
	});

	test('a preset may cut out, which a draft can take back', async () => {
		const { presets, defaults } = quietState.environment;
		const sticker = { name: 'sticker', suffix: '', defaults: { ...defaults, cutOut: true } };
		await using panel = await open({
			environment: { ...quietState.environment, presets: [...presets, sticker] },
		});
		const { page } = panel;
		await page.getByRole('combobox', { name: 'Preset' }).selectOption('sticker');
		await page.locator('summary').filter({ hasText: 'More' }).click();
		const background = page.getByRole('radiogroup', { name: 'Background' });
		assert.ok(await background.getByRole('radio', { name: 'Cut out' }).isChecked());
		await background.getByRole('radio', { name: 'Opaque' }).check({ force: true });
		await hostReceived(panel, { prompt: 'a fox', preset: 'sticker', background: 'opaque', cutOut: false });
		await panel.button('Reset to default (Cut out): background').click();
		await hostReceived(panel, { prompt: 'a fox', preset: 'sticker' });
	});

	test("the project's style is shown, edited and saved in its place", async () => {
		await using panel = await open();
		const { page } = panel;
		assert.ok(await page.getByText('+ project style: “soft paper cut”').isVisible());
		await panel.button('Edit Project Style').click();
		await page.keyboard.press('Escape');
		assert.ok(await panel.hasFocus(panel.button('Edit Project Style')));
		await page.keyboard.press('Enter');
		await page.getByRole('textbox', { name: 'Project style' }).fill(' line art ');
		await panel.button('Save to Settings').click();
		assert.equal((await panel.request('setStyle')).style, 'line art');
		await panel.answer('setStyle', 'The settings cannot be written.');
		await page.getByRole('alert').filter({ hasText: 'The settings cannot be written.' }).waitFor();
		await panel.button('Save to Settings').click();
		await panel.answer('setStyle');
		await page.getByText('+ project style: “line art”').waitFor();
		await panel.post({ type: 'environment', environment: { ...quietState.environment, style: '' } });
		await panel.button('Add a project style…').waitFor();
	});

	test('where the image goes: typed, resolved, refused, reset', async () => {
		await using panel = await open();
		const { page } = panel;
		const file = page.getByRole('textbox', { name: 'File name' });
		const folder = page.getByRole('textbox', { name: 'Folder' });
		assert.equal(await file.getAttribute('placeholder'), 'a-fox.webp');
		assert.equal(await folder.getAttribute('placeholder'), 'assets');
		await file.pressSequentially('hero', { delay: 20 });
		const sent = await panel.request('setTarget');
		assert.deepEqual([sent.folder, sent.file], ['', 'hero']);
		// What the host says of an earlier state does not take away what is typed.
		await panel.post({ type: 'target', target: quietState.target });
		await panel.settled();
		assert.equal(await file.inputValue(), 'hero');
		const target = { folder: '', file: 'hero', resolved: { folder: 'assets', file: 'hero-1.webp' } };
		await panel.post({ type: 'target', target });
		await panel.answer('setTarget');
		await page.getByText('→ assets/hero-1.webp').waitFor();
		await panel.post({ type: 'target', target: { folder: '', file: 'he/../ro', problem: 'Not there.' } });
		await page.getByText('Not there.').first().waitFor();
		assert.equal(await file.getAttribute('aria-invalid'), 'true');
		assert.equal(await generate(panel).getAttribute('aria-disabled'), 'true');
		await panel.button(/^Reset.*save as$/).click();
		await waitFor('the reset', async () => (await panel.request('setTarget')).file === '');
		await panel.button('Choose a Folder…').click();
		await panel.request('browseFolder');
		await panel.answer('browseFolder', 'Choose a folder inside the workspace.');
		await page.getByRole('alert').filter({ hasText: 'inside the workspace' }).waitFor();
		await panel.button('Dismiss').click();
		assert.ok(await page.getByText('inside the workspace').isHidden());
	});

	test('of several workspace folders one is chosen', async () => {
		const workspaceFolders = [
			{ id: 'folder', name: 'site' },
			{ id: 'other', name: 'docs' },
		];
		await using panel = await open({ environment: { ...quietState.environment, workspaceFolders } });
		await panel.page.getByRole('combobox', { name: 'Workspace folder' }).selectOption('docs');
		assert.equal((await panel.request('chooseWorkspaceFolder')).folder, 'other');
		await using single = await open();
		assert.equal(await single.page.getByRole('combobox', { name: 'Workspace folder' }).count(), 0);
	});

	test('a problem that blocks the whole page is shown once, with its button, at any width', async () => {
		const message = 'Open a folder first.';
		const problem = { message, step: 'Open Folder…' };
		await using panel = await open({
			environment: { ...quietState.environment, problem },
			target: { folder: '', file: '', problem: message },
		});
		const { page } = panel;
		for (const width of [1400, 699, 170, 700]) {
			await page.setViewportSize({ width, height: 900 });
			const said = page.getByText(message, { exact: true }).filter({ visible: true });
			await waitFor(`one message at ${width} px`, async () => (await said.count()) === 1);
			assert.equal(await generate(panel).getAttribute('aria-disabled'), 'true');
			await panel.button('Open Folder…').click();
			await panel.request('takeStep');
			await panel.answer('takeStep');
		}
		const file = page.getByRole('textbox', { name: 'File name' });
		assert.equal(await file.getAttribute('aria-invalid'), null, 'the name is not at fault');
		await panel.post({ type: 'target', target: { folder: '../up', file: '', problem: 'Not there.' } });
		await page.getByText('Not there.').waitFor();
	});

	test('why nothing can be generated stands beside the button', async () => {
		await using panel = await open({ today: { spent: 4700, limit: 5000 } });
		const { page } = panel;
		await page.getByRole('spinbutton', { name: 'Variations' }).press('8');
		const reason = page.locator('.reason', { hasText: "300 credits are left of today's 5,000." });
		await reason.waitFor();
		await generate(panel).click({ force: true });
		await page.keyboard.press('Control+Enter');
		assert.ok(!(await panel.sent()).some(({ type }) => type === 'generate'));
		await panel.button('Change the Limit').click();
		assert.equal((await panel.request('openSetting')).setting, 'dailyCreditLimit');
		assert.equal(await page.getByText('Today 4,700 of 5,000 credits').count(), 1);
		await panel.post({ type: 'today', today: { spent: 4700, limit: 0 } });
		await reason.waitFor({ state: 'hidden' });
		assert.ok(await page.getByText('Today 4,700 credits').isVisible());
		await prompt(panel).fill('');
		await page.getByText('Describe the image first.').waitFor();
		await panel.button(/^In progress/).click();
		await panel.request('showJobs');
	});

	test('a refusal is shown above the button, and goes with the next try', async () => {
		await using panel = await open();
		await generate(panel).click();
		await panel.answer('generate', 'The price has changed meanwhile.');
		const alert = panel.page.getByRole('alert').filter({ hasText: 'The price has changed meanwhile.' });
		await alert.waitFor();
		await generate(panel).click();
		await alert.waitFor({ state: 'hidden' });
	});
});
