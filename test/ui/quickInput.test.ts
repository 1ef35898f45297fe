import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageHeader } from '../../src/core/images/verifyImage.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { webviewOf } from '../support/workbench/webview.ts';
import { severityIs, useService, type UiService } from './service.ts';

suite('Generate Image…', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	const creates = () => service.emulator.requests.filter(({ call }) => call === 'create');
	const bodyOf = (index = 0) => creates()[index]?.body as { input: Record<string, unknown> };

	async function ask({ runCommand, quickInput }: Workbench) {
		await runCommand('Image Assets: Generate Image…');
		await quickInput.opened('Generate Image (1/4)');
		// It may hold what another test left there.
		await quickInput.type('');
	}

	test('asks step by step, shows what each quality costs, and goes back', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { quickInput, notifications, folder } = workbench;
		const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
		const clear = async () => {
			await quickInput.pressButton('Clear Recent Prompts');
			await waitFor('an empty list', async () => (await rows.count()) === 0);
		};
		await ask(workbench);
		if ((await rows.count()) > 0) {
			// Of another test.
			await clear();
		}
		await quickInput.type('a fox reading a map');
		await quickInput.accept();

		await quickInput.opened('Generate Image (2/4)');
		const prices = (await quickInput.items()).map(({ label, description }) => `${label}: ${description}`);
		assert.deepEqual(prices, [
			'Low: 45 credits',
			'Medium: 176 credits',
			'High: 480 credits',
			'Auto: 480 credits',
		]);
		await quickInput.pressButton('Back');
		await quickInput.opened('Generate Image (1/4)');
		assert.equal(await quickInput.value(), 'a fox reading a map');
		await quickInput.accept();
		await quickInput.opened('Generate Image (2/4)');
		await quickInput.pick('Medium');

		await quickInput.opened('Generate Image (3/4)');
		await quickInput.pick('3:2');

		await quickInput.opened('Generate Image (4/4)');
		assert.equal(await quickInput.value(), 'a-fox-reading-a-map.webp');
		assert.match(await quickInput.message(), /Saved as assets\/a-fox-reading-a-map\.webp · 176 credits/);
		await quickInput.type('fox.png');
		await quickInput.accept();

		const done = await notifications.find(/^Saved/);
		assert.equal(done.text, 'Saved assets/fox.png · 176 credits.');
		assert.ok(existsSync(join(folder, 'assets/fox.png')));
		const { input } = bodyOf();
		assert.deepEqual(
			[input.prompt, input.quality, input.aspect_ratio, input.output_format],
			['a fox reading a map', 'medium', '3:2', 'png'],
		);
		await notifications.hide();

		// The prompt is offered again, until the list is cleared.
		await ask(workbench);
		assert.deepEqual(
			(await quickInput.items()).map(({ label, separator }) => [label, separator]),
			[['a fox reading a map', 'recent prompts']],
		);
		await clear();
		await quickInput.dismiss();
		assert.equal(service.emulator.ledger.entries.length, 1);
	});

	test('presets come first, and bring their parameters', async () => {
		const presets = { hero: { aspectRatio: '2:3', quality: 'medium', prompt: 'wide, negative space' } };
		const workbench = await openWorkbench({ env: service.env, settings: { 'imageAssets.presets': presets } });
		const { quickInput, notifications } = workbench;
		await ask(workbench);
		const [first] = await quickInput.items();
		assert.deepEqual([first?.label, first?.separator], ['hero', 'presets']);
		await quickInput.pick('hero');
		await waitFor('the preset', async () =>
			(await quickInput.placeholder()).includes('“hero” adds the rest'),
		);
		// A preset can be left again.
		await quickInput.pressButton('Back');
		await waitFor('the presets', async () => (await quickInput.items())[0]?.label === 'hero');
		await quickInput.pick('hero');
		await waitFor('the preset', async () => (await quickInput.placeholder()).includes('hero'));
		await quickInput.type('a red bridge');
		for (let step = 1; step <= 4; step += 1) {
			await quickInput.opened(`Generate Image (${step}/4)`);
			await quickInput.accept();
		}
		await notifications.find(/^Saved assets\/a-red-bridge\.webp/);
		const { input } = bodyOf();
		assert.deepEqual(
			[input.prompt, input.quality, input.aspect_ratio],
			['a red bridge, wide, negative space', 'medium', '2:3'],
		);
	});

	test('the size of a preset leaves no aspect ratio to ask for, whichever way one comes', async () => {
		const presets = { card: { size: '1200x630', outputFormat: 'png' } };
		const workbench = await openWorkbench({ env: service.env, settings: { 'imageAssets.presets': presets } });
		const { quickInput, notifications, folder } = workbench;
		await ask(workbench);
		assert.equal((await quickInput.items())[0]?.description, '1200 × 630 · png');
		await quickInput.pick('card');
		await waitFor('the preset', async () => (await quickInput.placeholder()).includes('card'));
		await quickInput.type('a red bridge');
		await quickInput.opened('Generate Image (1/4)');
		await quickInput.accept();
		await quickInput.opened('Generate Image (2/4)');
		await quickInput.accept();
		await quickInput.opened('Generate Image (4/4)');
		assert.match(await quickInput.message(), /1200 × 630 · 45 credits/);
		await quickInput.pressButton('Back');
		await quickInput.opened('Generate Image (2/4)');
		await quickInput.accept();
		await quickInput.opened('Generate Image (4/4)');
		await quickInput.accept();
		await notifications.find(/^Saved assets\/a-red-bridge\.png/);
		assert.deepEqual(imageHeader(readFileSync(join(folder, 'assets/a-red-bridge.png'))), {
			format: 'png',
			width: 1200,
			height: 630,
		});
		assert.equal(bodyOf().input.aspect_ratio, '3:2');
	});

	test('Escape at any step keeps the prompt for the next time; once it is used, it is gone', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { quickInput, notifications, runCommand } = workbench;
		const again = async () => {
			await runCommand('Image Assets: Generate Image…');
			await quickInput.opened('Generate Image (1/4)');
			return quickInput.value();
		};
		await ask(workbench);
		const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
		if ((await rows.count()) > 0) {
			await quickInput.pressButton('Clear Recent Prompts');
			await waitFor('an empty list', async () => (await rows.count()) === 0);
		}
		await quickInput.accept();
		await workbench.page.getByPlaceholder('Type what the image should show, then press Enter').waitFor();
		await quickInput.type('a heron in the ra');
		await quickInput.dismiss();
		assert.equal(await again(), 'a heron in the ra');
		await quickInput.type('a heron in the rain');
		await quickInput.accept();
		await quickInput.opened('Generate Image (2/4)');
		await quickInput.dismiss();
		assert.equal(await again(), 'a heron in the rain');
		await quickInput.accept();
		for (const step of [2, 3, 4]) {
			await quickInput.opened(`Generate Image (${step}/4)`);
			await quickInput.accept();
		}
		await notifications.find(/^Saved/);
		assert.equal(await again(), '');
		await quickInput.dismiss();
	});

	test('an empty name is not accepted', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { quickInput } = workbench;
		await ask(workbench);
		await quickInput.type('a fox');
		for (let step = 1; step <= 3; step += 1) {
			await quickInput.opened(`Generate Image (${step}/4)`);
			await quickInput.accept();
		}
		await quickInput.opened('Generate Image (4/4)');
		await quickInput.type('   ');
		await severityIs(quickInput, 'error');
		await quickInput.accept();
		assert.match(await quickInput.message(), /needs a name/);
		await quickInput.type('../outside.webp');
		await waitFor('the refusal', async () => (await quickInput.message()).includes("can't contain"));
		await quickInput.accept();
		await quickInput.opened('Generate Image (4/4)');
		await quickInput.dismiss();
		assert.equal(service.emulator.requests.length, 0);
	});

	test('more than confirmAbove: the price is asked first, and No means no', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { dialog, inHost, notifications } = workbench;
		const generate = () =>
			inHost(async ({ commands }) => {
				const args = { prompt: 'x', quality: 'high', count: 4 };
				return (await commands.executeCommand<unknown[]>('imageAssets.generate', args)).length;
			});
		const declined = generate();
		assert.deepEqual((await dialog.buttons()).sort(), ['Cancel', 'Generate']);
		assert.equal(await dialog.message(), 'Generate 4 images for 4 × 480 = 1,920 credits?');
		await dialog.press('Cancel');
		assert.equal(await declined, 0);
		assert.equal(service.emulator.requests.length, 0);
		const confirmed = generate();
		await dialog.press('Generate');
		assert.equal(await confirmed, 4);
		await notifications.find(/^Saved/);
		assert.equal(service.emulator.ledger.total, 1920);
	});

	test('Generate Image Here… aims at the folder, and only folders have it', async () => {
		const { explorer, quickInput, notifications } = await openWorkbench({ env: service.env });
		const menu = await explorer.contextMenu('styles');
		assert.ok(!(await menu.items()).includes('Generate Image…'));
		await menu.choose('Generate Image Here…');
		await quickInput.opened('Generate Image in styles (1/4)');
		await quickInput.type('a paper boat');
		for (let step = 1; step <= 4; step += 1) {
			await quickInput.opened(`Generate Image in styles (${step}/4)`);
			await quickInput.accept();
		}
		await notifications.find('Saved styles/a-paper-boat.webp');
	});

	test('a prompt file’s text is the prompt; other files have no such command', async () => {
		const { explorer, quickInput, notifications } = await openWorkbench({ env: service.env });
		const other = await explorer.contextMenu('index.html');
		assert.ok(!(await other.items()).some(item => item.startsWith('Generate Image')));
		await other.close();
		await (await explorer.contextMenu('prompts/fox.prompt')).choose('Generate Image…');
		await quickInput.opened('Generate Image from fox.prompt (1/4)');
		assert.match(await quickInput.value(), /fox/i);
		for (let step = 1; step <= 4; step += 1) {
			await quickInput.opened(`Generate Image from fox.prompt (${step}/4)`);
			await quickInput.accept();
		}
		await notifications.find(/^Saved assets\/a-fox-reading-a-map/);
		assert.match(String(bodyOf().input.prompt), /fox/i);
	});

	test('a prompt of several lines stays one in a box of one line, also where a word is added', async () => {
		const { explorer, folder, page, quickInput, notifications, statusBar } = await openWorkbench({
			env: service.env,
		});
		writeFileSync(join(folder, 'prompts/lines.prompt'), 'a red\nfox in\nthe snow\n');
		await (await explorer.contextMenu('prompts/lines.prompt')).choose('Generate Image…');
		for (let step = 1; step <= 4; step += 1) {
			await quickInput.opened(`Generate Image from lines.prompt (${step}/4)`);
			await quickInput.accept();
		}
		await notifications.find(/^Saved/);
		const name = 'a-red-fox-in-the-snow.webp';
		const regenerate = async (typed?: string) => {
			await (await explorer.contextMenu(`assets/${name}`)).choose('Regenerate Image…');
			await quickInput.opened(`Regenerate ${name} (1/3)`);
			assert.equal(await quickInput.value(), 'a red fox in the snow');
			if (typed !== undefined) {
				await quickInput.type(typed);
			}
			for (let step = 1; step <= 3; step += 1) {
				await quickInput.opened(`Regenerate ${name} (${step}/3)`);
				await quickInput.accept();
			}
		};
		await regenerate();
		await waitFor('the second request', () => creates().length === 2);
		// It takes the focus, and would close a box that is open by then.
		await webviewOf(page).getByRole('button', { name: 'Keep Both' }).waitFor();
		await regenerate('a red fox in the snow at night');
		await waitFor('the third request', () => creates().length === 3);
		assert.deepEqual(
			[0, 1, 2].map(index => bodyOf(index).input.prompt),
			['a red\nfox in\nthe snow', 'a red\nfox in\nthe snow', 'a red fox in the snow at night'],
		);
		await waitFor('the last job to end', async () =>
			(await statusBar.items()).every(({ text }) => !text.includes('image')),
		);
	});
});
