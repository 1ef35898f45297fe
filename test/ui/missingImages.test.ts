import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageHeader } from '../../src/core/images/verifyImage.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { useService, type UiService } from './service.ts';

suite('missing images', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	const prompts = () =>
		service.emulator.requests
			.filter(({ call }) => call === 'create')
			.map(({ body }) => (body as { input: { prompt: string } }).input.prompt);

	const headerOf = (workbench: Workbench, path: string) =>
		imageHeader(readFileSync(join(workbench.folder, path)));

	/** The squiggles that the page shows. */
	const squiggles = ({ page }: Workbench) => page.locator('.squiggly-info').count();

	/** Opens the page of the sample workspace that lacks an image, with the cursor in the path. */
	async function atMissing(settings: Record<string, unknown> = {}): Promise<Workbench> {
		const workbench = await openWorkbench({ env: service.env, settings });
		await workbench.editor.open('index.html');
		await workbench.editor.select('assets/stairs.png');
		await waitFor('the squiggle', async () => (await squiggles(workbench)) > 0);
		return workbench;
	}

	test('a squiggle, a quick fix by keyboard, and the image is there, the squiggle gone', async () => {
		const workbench = await atMissing();
		const { notifications, editor, quickFixes } = workbench;
		const before = await editor.text();
		const ours = await waitFor('our quick fixes', async () => {
			const titles = await quickFixes.titles();
			await workbench.page.keyboard.press('Escape');
			const found = titles.filter(title => /stairs|Placeholder|Prompt/.test(title));
			return found.length > 0 && found;
		});
		assert.deepEqual(ours, [
			'Generate "stairs.png" (45 credits)',
			'Create Free Placeholder',
			'Edit Prompt First…',
		]);
		await quickFixes.take('Generate "stairs.png" (45 credits)');
		const done = await notifications.find(/^Saved/);
		assert.equal(done.text, 'Saved assets/stairs.png · 45 credits.');
		assert.deepEqual(headerOf(workbench, 'assets/stairs.png'), { format: 'png', width: 600, height: 400 });
		await waitFor('no squiggle', async () => (await squiggles(workbench)) === 0);
		assert.equal(await editor.text(), before);
		assert.deepEqual(prompts(), ['A spiral staircase inside a lighthouse']);
	});

	test('the prompt can be edited first', async () => {
		const workbench = await atMissing();
		const { quickInput, notifications } = workbench;
		await workbench.quickFixes.take('Edit Prompt First…');
		await quickInput.opened('Prompt for "stairs.png"');
		assert.equal(await quickInput.value(), 'A spiral staircase inside a lighthouse');
		assert.match(await quickInput.message(), /assets\/stairs\.png · 600 × 400 · 45 credits/);
		await quickInput.type('A wooden staircase');
		await quickInput.accept();
		await notifications.find('Saved assets/stairs.png · 45 credits.');
		assert.deepEqual(prompts(), ['A wooden staircase']);
	});

	test('a prompt that the service refuses can be changed in the message, and what is paid for then has its place', async () => {
		const workbench = await atMissing();
		const { notifications, quickFixes, quickInput } = workbench;
		service.emulator.faults.add({ on: 'create', kind: 'fails', message: 'The prompt was refused' });
		await quickFixes.take('Generate "stairs.png" (45 credits)');
		const failed = await notifications.find(/The prompt was refused/);
		assert.match(failed.text, /^assets\/stairs\.png: /);
		await notifications.press(/The prompt was refused/, 'Edit Prompt… \\(45 credits\\)');
		await quickInput.opened('Edit Prompt');
		assert.equal(await quickInput.value(), 'A spiral staircase inside a lighthouse');
		assert.match(await quickInput.message(), /assets\/stairs\.png · 45 credits/);
		await quickInput.type('A wooden staircase');
		await quickInput.accept();
		await notifications.find('Saved assets/stairs.png · 45 credits.');
		assert.deepEqual(headerOf(workbench, 'assets/stairs.png'), { format: 'png', width: 600, height: 400 });
		assert.deepEqual(prompts(), ['A spiral staircase inside a lighthouse', 'A wooden staircase']);
	});

	test('more than confirmAbove: the prompt is shown before the spend, and No means no', async () => {
		const workbench = await atMissing({ 'imageAssets.quality': 'high' });
		const { dialog } = workbench;
		await workbench.quickFixes.take('Generate "stairs.png" (480 credits)');
		assert.deepEqual((await dialog.buttons()).sort(), ['Cancel', 'Generate']);
		assert.equal(await dialog.message(), 'Generate "stairs.png" for 480 credits?');
		assert.match(await dialog.detail(), /^Prompt: A spiral staircase inside a lighthouse/);
		await dialog.press('Cancel');
		assert.equal(service.emulator.requests.length, 0);
	});

	test('a free placeholder by quick fix, then rendered in place for a price that is shown first', async () => {
		const workbench = await atMissing();
		const { editor, notifications, quickFixes, quickInput, folder } = workbench;
		const before = await editor.text();
		await quickFixes.take('Create Free Placeholder');
		const created = await notifications.find(/^Created/);
		assert.equal(created.text, 'Created assets/stairs.png, a free placeholder of 600 × 400.');
		await waitFor('no squiggle', async () => (await squiggles(workbench)) === 0);
		assert.equal(service.emulator.requests.length, 0);
		const drawn = readFileSync(join(folder, 'assets/stairs.png'));
		assert.deepEqual(imageHeader(drawn), { format: 'png', width: 600, height: 400 });

		await notifications.press(/^Created/, 'Render…');
		await quickInput.opened('Render assets/stairs.png');
		assert.equal((await quickInput.items())[0]?.description, '45 credits');
		assert.equal(service.emulator.requests.length, 0);
		await quickInput.accept();
		const done = await notifications.find(/^Rendered /);
		assert.equal(done.text, 'Rendered assets/stairs.png · 45 credits.');
		assert.deepEqual(prompts(), ['A spiral staircase inside a lighthouse']);
		const rendered = readFileSync(join(folder, 'assets/stairs.png'));
		assert.deepEqual(imageHeader(rendered), { format: 'png', width: 600, height: 400 });
		assert.ok(!rendered.equals(drawn));
		assert.equal(await editor.text(), before);
		assert.deepEqual(
			readdirSync(join(folder, 'assets')).filter(name => name.startsWith('stairs')),
			['stairs.png'],
		);

		await notifications.press(/^Rendered /, 'Undo Replace');
		await waitFor('the placeholder', () => readFileSync(join(folder, 'assets/stairs.png')).equals(drawn));
	});

	test('Render Placeholders…: the list with its total and the price of each, also at another quality', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { inHost, quickInput, runCommand } = workbench;
		for (const file of ['quay.png', 'reef.png']) {
			await inHost(
				({ commands }, argument) => commands.executeCommand('imageAssets.createPlaceholder', argument),
				{ prompt: 'a quay at dawn', size: '600x400', file },
			);
		}
		await runCommand('Image Assets: Render Placeholders…');
		await quickInput.opened('Render Placeholders · 2 of 2 · 90 credits');
		assert.equal(await quickInput.placeholder(), 'Placeholders to render · Quality: Low');
		const [first] = await quickInput.items();
		assert.deepEqual(
			[first?.label, first?.description, first?.detail, first?.checked],
			['assets/quay.png', '600 × 400 · 45 credits', 'a quay at dawn', true],
		);
		await quickInput.pick('assets/quay.png');
		await quickInput.opened('Render Placeholders · 1 of 2 · 45 credits');
		await quickInput.pressButton('Change Quality… (now Low)');
		await quickInput.pick('Medium');
		await quickInput.opened('Render Placeholders · 1 of 2 · 176 credits');
		assert.equal((await quickInput.items())[0]?.description, '600 × 400 · 176 credits');
		await quickInput.dismiss();
		assert.equal(service.emulator.requests.length, 0);
	});

	test('Generate Missing Images… of a folder: the list with its total, one question, and the files', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { folder, explorer, quickInput, dialog, notifications, page } = workbench;
		await mkdir(join(folder, 'site'));
		await writeFile(
			join(folder, 'site/a.html'),
			'<img src="boat-120x63.webp" alt="A red boat"><img src="2.png"><img src="quay.jpg" alt="A quay at dawn">',
		);
		await (await explorer.contextMenu('site')).choose('Generate Missing Images…');
		await quickInput.opened('Generate Missing Images · 2 of 3 · 90 credits');
		const items = await quickInput.items();
		assert.deepEqual(
			items.map(({ label, description, detail, checked }) => [label, description, detail, checked]),
			[
				['site/boat-120x63.webp', '120 × 63 · 45 credits', 'A red boat', true],
				['site/2.png', '45 credits', 'Nothing says what it shows: edit the prompt.', false],
				['site/quay.jpg', '45 credits', 'A quay at dawn', true],
			],
		);
		await quickInput.pick('site/boat-120x63.webp');
		await quickInput.opened('Generate Missing Images · 1 of 3 · 45 credits');
		await quickInput.pick('site/boat-120x63.webp');
		await quickInput.pressItemButton('site/2.png', 'Edit Prompt…');
		await quickInput.opened('Prompt for "2.png"');
		await quickInput.type('A lantern');
		await quickInput.accept();
		await quickInput.opened('Generate Missing Images · 3 of 3 · 135 credits');
		assert.equal(service.emulator.requests.length, 0);
		// Another quality has another price, which is more than is spent unasked.
		await quickInput.pressButton('Change Quality… (now Low)');
		await quickInput.opened('Generate Missing Images');
		assert.equal((await quickInput.items())[1]?.description, '3 × 176 = 528 credits');
		await quickInput.pick('Medium');
		await quickInput.opened('Generate Missing Images · 3 of 3 · 528 credits');
		assert.equal(await quickInput.placeholder(), 'Images to generate · Quality: Medium');
		await workbench.screenshot('missing-quality');
		await page.keyboard.press('Enter');
		assert.equal(await dialog.message(), 'Generate 3 images for 3 × 176 = 528 credits?');
		assert.match(await dialog.detail(), /2\.png: A lantern/);
		await dialog.press('Cancel');
		assert.equal(service.emulator.requests.length, 0);
		await (await explorer.contextMenu('site')).choose('Generate Missing Images…');
		await quickInput.opened('Generate Missing Images · 2 of 3 · 90 credits');
		await quickInput.pressItemButton('site/2.png', 'Edit Prompt…');
		await quickInput.opened('Prompt for "2.png"');
		await quickInput.type('A lantern');
		await quickInput.accept();
		await quickInput.opened('Generate Missing Images · 3 of 3 · 135 credits');
		await page.keyboard.press('Enter');
		await notifications.find(/^Saved site\/.* · 135 credits\.$/);
		assert.deepEqual(headerOf(workbench, 'site/boat-120x63.webp'), {
			format: 'webp',
			width: 120,
			height: 63,
		});
		assert.equal(headerOf(workbench, 'site/2.png')?.format, 'png');
		assert.equal(headerOf(workbench, 'site/quay.jpg')?.format, 'jpeg');
		assert.deepEqual(prompts().sort(), ['A lantern', 'A quay at dawn', 'A red boat']);
	});

	test('one of several fails: it is named, and the list has it alone from then on', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { folder, explorer, quickInput, notifications } = workbench;
		await mkdir(join(folder, 'site'));
		const images = '<img src="boat.webp" alt="A red boat"><img src="quay.webp" alt="A quay at dawn">';
		await writeFile(join(folder, 'site/a.html'), images);
		service.emulator.faults.add({ on: 'create', kind: 'fails', message: 'The prompt was refused' });
		await (await explorer.contextMenu('site')).choose('Generate Missing Images…');
		await quickInput.opened('Generate Missing Images · 2 of 2 · 90 credits');
		await quickInput.accept();
		const failed = await notifications.find(/The prompt was refused/);
		const saved = await notifications.find(/^Saved site\//);
		const left = ['site/boat.webp', 'site/quay.webp'].find(path => failed.text.startsWith(`${path}: `)) ?? '';
		const made = left === 'site/boat.webp' ? 'site/quay.webp' : 'site/boat.webp';
		assert.deepEqual([saved.text, left !== ''], [`Saved ${made} · 45 credits.`, true]);
		assert.deepEqual(
			[made, left].map(path => existsSync(join(folder, path))),
			[true, false],
		);
		await (await explorer.contextMenu('site')).choose('Generate Missing Images…');
		await quickInput.opened('Generate Missing Images · 1 of 1 · 45 credits');
		assert.deepEqual(
			(await quickInput.items()).map(({ label }) => label),
			[left],
		);
		await quickInput.accept();
		await notifications.find(`Saved ${left} · 45 credits.`);
		assert.equal(service.emulator.ledger.entries.length, 3);
	});

	test('Cancel stops all of them at the service, and what was not begun is not sent', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const workbench = await openWorkbench({
			env: service.env,
			settings: { 'imageAssets.parallelJobs': 2 },
		});
		const { inHost, notifications, folder } = workbench;
		try {
			const saved = inHost(async ({ commands }) => {
				const uris = await commands.executeCommand<unknown[]>('imageAssets.generateMissing', { all: true });
				return uris.length;
			});
			await notifications.find(/4 missing images · 180 credits.*0 of 4 done/);
			await waitFor('two jobs', () => service.emulator.ledger.entries.length === 2);
			await notifications.press(/4 missing images/, 'Cancel');
			assert.equal(await saved, 0);
			const { entries } = service.emulator.ledger;
			assert.deepEqual(
				entries.map(({ cancelled }) => cancelled),
				[true, true],
			);
			assert.ok(!existsSync(join(folder, 'assets/stairs.png')));
		} finally {
			service.emulator.setOptions({ durationMs: 300 });
		}
	});

	test('of the whole workspace, and a list that is dismissed costs nothing', async () => {
		const { runCommand, explorer, quickInput, notifications } = await openWorkbench({ env: service.env });
		await runCommand('Image Assets: Generate Missing Images…');
		await quickInput.opened('Generate Missing Images · 4 of 4 · 180 credits');
		assert.deepEqual(
			(await quickInput.items()).map(({ label, detail }) => [label, detail]),
			[
				['assets/keeper.webp', 'A keeper polishing the great lens'],
				['assets/stairs.png', 'A spiral staircase inside a lighthouse'],
				['assets/boat.webp', 'A sailing boat passing a lighthouse'],
				['assets/night-sea.jpg', 'night sea'],
			],
		);
		await quickInput.dismiss();
		await (await explorer.contextMenu('prompts')).choose('Generate Missing Images…');
		await notifications.find('There is no document here that could show an image.');
		await quickInput.closed();
		assert.equal(service.emulator.requests.length, 0);
	});
});
