import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OutputFormat } from '../../src/shared/model.ts';
import { renderTinyImage } from '../emulator/images/tinyImage.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { webviewOf } from '../support/workbench/webview.ts';
import { severityIs, useService, type UiService } from './service.ts';

suite('Edit Image…', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	const calls = (...names: string[]) =>
		service.emulator.requests.filter(({ call }) => names.includes(call ?? ''));
	const hashOf = async (path: string) =>
		createHash('sha256')
			.update(await readFile(path))
			.digest('hex');

	/** Puts an image into the workspace, one that this window has not uploaded yet; resolves to its hash. */
	async function addImage(
		{ folder, turn }: Workbench,
		path: string,
		format: OutputFormat,
		size = { width: 1536, height: 1024 },
	): Promise<string> {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(
			join(folder, path),
			await renderTinyImage({ prompt: `${path} ${turn}`, ...size, format }),
		);
		return hashOf(join(folder, path));
	}

	/** Answers both questions of the command. */
	async function answer({ quickInput }: Workbench, name: string, prompt: string): Promise<void> {
		await quickInput.opened(`Edit ${name} (1/2)`);
		await quickInput.type(prompt);
		await quickInput.accept();
		await quickInput.opened(`Edit ${name} (2/2)`);
		await quickInput.accept();
	}

	test('right-click an image: the edit lies beside it, the review opens, Replace and its Undo', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, folder, notifications, page } = workbench;
		const before = await addImage(workbench, 'assets/hero.png', 'png');
		const text = await explorer.contextMenu('notes.txt');
		assert.ok(!(await text.items()).includes('Edit Image…'));
		await text.close();
		await (await explorer.contextMenu('assets/hero.png')).choose('Edit Image…');
		await answer(workbench, 'hero.png', 'make it a sunset');

		const saved = await notifications.find(/^Saved assets\/hero-edited\.png · 45 credits\.$/);
		assert.deepEqual(saved.buttons, ['Review', 'Open', 'Reveal', 'Undo']);
		await notifications.hide();
		const [upload] = calls('upload');
		const input = JSON.parse(upload?.parts?.find(({ name }) => name === 'input')?.text ?? '{}') as object;
		assert.deepEqual(input, {
			prompt: 'make it a sunset',
			aspect_ratio: '3:2',
			quality: 'low',
			background: 'auto',
			output_format: 'png',
			output_compression: 90,
			moderation: 'auto',
		});
		const files = upload?.parts?.filter(({ name }) => name === 'file:input_images') ?? [];
		assert.deepEqual(
			files.map(({ sha256 }) => sha256),
			[before],
		);

		const after = await hashOf(join(folder, 'assets/hero-edited.png'));
		const review = webviewOf(page);
		const slider = review.getByRole('slider').first();
		const value = async () => Number(await slider.getAttribute('aria-valuenow'));
		await slider.focus();
		const start = await value();
		await page.keyboard.press('ArrowRight');
		await waitFor('the keyboard to move the slider', async () => (await value()) === start + 1);
		const box = await slider.boundingBox();
		assert.ok(box);
		await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
		await page.mouse.down();
		await page.mouse.move(box.x - 150, box.y + box.height / 2, { steps: 5 });
		await page.mouse.up();
		await waitFor('the mouse to move it', async () => (await value()) < start - 5);
		await review.getByRole('button', { name: 'Replace Original' }).click();
		await notifications.find(/hero\.png is now the edited image/);
		assert.equal(await hashOf(join(folder, 'assets/hero.png')), after);
		assert.ok(!existsSync(join(folder, 'assets/hero-edited.png')));
		await notifications.press(/hero\.png is now the edited image/, 'Undo Replace');
		await notifications.find(/hero\.png is the original again/);
		assert.equal(await hashOf(join(folder, 'assets/hero.png')), before);
		assert.equal(await hashOf(join(folder, 'assets/hero-edited.png')), after);
		const record = JSON.parse(await readFile(join(folder, '.vscode/image-assets.json'), 'utf8')) as {
			assets: Record<string, { references?: string[] }>;
		};
		assert.deepEqual(record.assets['assets/hero-edited.png']?.references, ['assets/hero.png']);
	});

	test('an edit of an edit keeps the chain, and its name tells them apart', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, folder, notifications } = workbench;
		await addImage(workbench, 'assets/hero.webp', 'webp');
		await (await explorer.contextMenu('assets/hero.webp')).choose('Edit Image…');
		await answer(workbench, 'hero.webp', 'one');
		await notifications.find('Saved assets/hero-edited.webp');
		await (await explorer.contextMenu('assets/hero-edited.webp')).choose('Edit Image…');
		await answer(workbench, 'hero-edited.webp', 'two');
		await notifications.find('Saved assets/hero-edited-1.webp');
		const record = JSON.parse(await readFile(join(folder, '.vscode/image-assets.json'), 'utf8')) as {
			assets: Record<string, { prompt: string; references?: string[] }>;
		};
		assert.deepEqual(
			Object.entries(record.assets).map(([path, { prompt, references }]) => [path, prompt, references]),
			[
				['assets/hero-edited-1.webp', 'two', ['assets/hero-edited.webp']],
				['assets/hero-edited.webp', 'one', ['assets/hero.webp']],
			],
		);
	});

	test('several selected: the one clicked is edited, the box says which is which, and the order is kept', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, notifications, quickInput } = workbench;
		const hashes = [
			await addImage(workbench, 'assets/b.webp', 'webp', { width: 1024, height: 1536 }),
			await addImage(workbench, 'assets/a.png', 'png'),
			await addImage(workbench, 'assets/"c" 한글.jpg', 'jpeg'),
		];
		await explorer.reveal('assets/b.webp');
		await explorer.addToSelection('assets/a.png');
		await explorer.addToSelection('assets/"c" 한글.jpg').catch(() => undefined);
		await (await explorer.contextMenu('assets/b.webp', { keepSelection: true })).choose('Edit Image…');
		await quickInput.opened('Edit b.webp (1/2)');
		const message = await quickInput.message();
		assert.match(message, /^What to change · 45 credits\. Image 1 is edited; image 2: assets\/a\.png/);
		await quickInput.type('put them together');
		await quickInput.accept();
		await quickInput.opened('Edit b.webp (2/2)');
		await quickInput.accept();
		await notifications.find('Saved assets/b-edited.webp');
		const files = calls('upload')[0]?.parts?.filter(({ name }) => name === 'file:input_images') ?? [];
		assert.ok(files.length >= 2);
		assert.deepEqual(
			files.map(({ sha256 }) => sha256),
			[hashes[0], ...hashes.slice(1, files.length)],
		);
		for (const { fileName } of files) {
			assert.match(fileName ?? '', /^[\w-]+\.(png|jpe?g|webp)$/);
		}
	});

	test('an address that is pasted becomes a reference: files go to the storage, and the call is JSON', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, notifications, quickInput } = workbench;
		await addImage(workbench, 'assets/hero.webp', 'webp');
		await (await explorer.contextMenu('assets/hero.webp')).choose('Edit Image…');
		await quickInput.opened('Edit hero.webp (1/2)');
		await quickInput.type('https://10.0.0.1/logo.png');
		await severityIs(quickInput, 'error');
		await quickInput.type('https://example.com/logo.png');
		await severityIs(quickInput, 'info');
		await quickInput.accept();
		await waitFor('the reference', async () =>
			(await quickInput.message()).includes('image 2: https://example.com'),
		);
		await quickInput.type('with this logo');
		await quickInput.accept();
		await quickInput.opened('Edit hero.webp (2/2)');
		await quickInput.accept();
		await notifications.find('Saved assets/hero-edited.webp');
		assert.equal(calls('upload').length, 0);
		assert.equal(calls('store').length, 1);
		const { input } = calls('create')[0]?.body as { input: { input_images: string[] } };
		assert.equal(input.input_images.length, 2);
		assert.ok(input.input_images[0]?.startsWith(service.emulator.storeOrigin));
		assert.equal(input.input_images[1], 'https://example.com/logo.png');
		assert.deepEqual(service.emulator.keyLeaks('cdt_test'), []);
	});

	test('an image that is open: its title bar and its tab have the command, and the palette lists it first', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { inHost, notifications, page, quickInput, runCommand, folder } = workbench;
		await addImage(workbench, 'assets/old.png', 'png');
		await addImage(workbench, 'assets/open.png', 'png');
		await inHost(
			async ({ commands, Uri }, path) => {
				await commands.executeCommand('vscode.open', Uri.file(path));
			},
			join(folder, 'assets/open.png'),
		);
		await page.locator('.editor-actions .action-label[aria-label^="Edit Image…"]').click();
		await answer(workbench, 'open.png', 'brighter');
		await notifications.find('Saved assets/open-edited.png');
		await notifications.clearAll();
		await webviewOf(page).getByRole('button', { name: 'Discard' }).waitFor();

		await inHost(
			async ({ commands, Uri }, path) => {
				await commands.executeCommand('vscode.open', Uri.file(path));
			},
			join(folder, 'assets/old.png'),
		);
		// An editor that is still opening takes the focus, and the list closes.
		await workbench.statusBar.find('48x32');
		await waitFor('the sizes', async () => {
			await runCommand('Image Assets: Edit Image…');
			await quickInput.opened('Edit Image', 5000);
			return waitFor(
				'the first size',
				async () => (await quickInput.items(2000))[0]?.description.includes('48 × 32'),
				5000,
			);
		});
		const items = await quickInput.items();
		assert.equal(items[0]?.label, 'old.png');
		assert.deepEqual(items.map(({ label }) => label).sort(), ['old.png', 'open-edited.png', 'open.png']);
		await quickInput.dismiss();

		await page.locator('.tabs-container .tab', { hasText: 'old.png' }).first().click({ button: 'right' });
		await workbench.menu.choose('Edit Image…');
		await quickInput.opened('Edit old.png (1/2)');
		await quickInput.dismiss();
	});

	test('what cannot be sent is said before anything is asked', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, folder, notifications, inHost } = workbench;
		await mkdir(join(folder, 'assets'), { recursive: true });
		await writeFile(join(folder, 'assets/fake.png'), 'GIF89a, and no PNG');
		await (await explorer.contextMenu('assets/fake.png')).choose('Edit Image…');
		await notifications.find(/fake\.png.*GIF/);
		await inHost(async ({ commands }) => {
			await commands.executeCommand('imageAssets.edit', { prompt: 'x', references: ['assets/gone.png'] });
		});
		await notifications.find(/gone\.png/);
		assert.equal(service.emulator.requests.length, 0);
	});

	test('Discard takes the edit away, and Undo brings it back', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, folder, notifications, page } = workbench;
		await addImage(workbench, 'assets/hero.webp', 'webp');
		await (await explorer.contextMenu('assets/hero.webp')).choose('Edit Image…');
		await answer(workbench, 'hero.webp', 'a mistake');
		const edited = join(folder, 'assets/hero-edited.webp');
		await webviewOf(page).getByRole('button', { name: 'Discard' }).click();
		await waitFor('the file to be gone', () => !existsSync(edited));
		await notifications.press(/hero-edited\.webp was discarded/, 'Undo');
		await waitFor('the file', () => existsSync(edited));
	});

	test('Edit Prompt of a cut-out asks for a cut-out again', async () => {
		const workbench = await openWorkbench({ env: service.env });
		await addImage(workbench, 'assets/logo.png', 'png');
		await workbench.inHost(({ commands }) => {
			void commands.executeCommand('imageAssets.edit', {
				prompt: 'a ring',
				references: ['assets/logo.png'],
				cutOut: true,
				review: true,
			});
		});
		const review = webviewOf(workbench.page);
		await review.getByRole('button', { name: 'Edit Prompt…' }).click();
		await review.getByRole('textbox').fill('a thin ring');
		await review.getByRole('button', { name: 'Generate (45 credits)' }).click();
		const sent = () =>
			service.emulator.requests
				.filter(({ call }) => call === 'create' || call === 'upload')
				.map(({ body, parts }) => {
					const text = parts?.find(({ name }) => name === 'input')?.text;
					const input = text ? (JSON.parse(text) as unknown) : (body as { input: unknown }).input;
					return input as { prompt: string; output_format: string };
				});
		const [first, second] = await waitFor('both requests', () => sent().length === 2 && sent());
		assert.match(second?.prompt ?? '', /^a thin ring/);
		assert.equal(second?.prompt.replace('a thin ring', 'a ring'), first?.prompt);
		assert.equal(second?.output_format, 'png');
	});

	test('Edit Prompt shows its price, and its review takes the place of the first; images are uploaded once', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, folder, notifications, page } = workbench;
		await addImage(workbench, 'assets/hero.webp', 'webp');
		await (await explorer.contextMenu('assets/hero.webp')).choose('Edit Image…');
		await answer(workbench, 'hero.webp', 'first try');
		const review = webviewOf(page);
		await review.getByRole('button', { name: 'Edit Prompt…' }).click();
		await review.getByRole('textbox').fill('second try');
		await review.getByRole('button', { name: 'Generate (45 credits)' }).click();
		await notifications.find('Saved assets/hero-edited-1.webp');
		await webviewOf(page).getByText('second try').first().waitFor();
		assert.equal((await readdir(join(folder, 'assets'))).filter(name => name.startsWith('hero')).length, 3);
		assert.equal(service.emulator.ledger.entries.length, 2);
	});

	test('Undo Replace… later, from the palette and from Show Jobs', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, folder, notifications, page, quickInput, runCommand, reload } = workbench;
		const before = await addImage(workbench, 'assets/late.webp', 'webp');
		await (await explorer.contextMenu('assets/late.webp')).choose('Edit Image…');
		await answer(workbench, 'late.webp', 'a replacement');
		await webviewOf(page).getByRole('button', { name: 'Replace Original' }).click();
		await notifications.find(/late\.webp is now the edited image/);
		await reload();
		await runCommand('Image Assets: Show Jobs');
		await quickInput.opened('Jobs');
		const items = await quickInput.items();
		const item = items.find(({ label }) => label === 'assets/late.webp');
		assert.deepEqual(item?.buttons, ['Undo Replace', 'Dismiss the Original']);
		await quickInput.dismiss();
		await runCommand('Image Assets: Undo Replace…');
		await quickInput.pick('assets/late.webp');
		await notifications.find(/assets\/late\.webp is the original again/);
		assert.equal(await hashOf(join(folder, 'assets/late.webp')), before);
	});

	test('Undo Replace of what is undone already says so, and changes nothing', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, folder, notifications, page, quickInput, runCommand } = workbench;
		const before = await addImage(workbench, 'assets/twice.webp', 'webp');
		await (await explorer.contextMenu('assets/twice.webp')).choose('Edit Image…');
		await answer(workbench, 'twice.webp', 'a replacement');
		await webviewOf(page).getByRole('button', { name: 'Replace Original' }).click();
		await notifications.find(/twice\.webp is now the edited image/);
		await runCommand('Image Assets: Undo Replace…');
		await quickInput.pick('assets/twice.webp');
		await notifications.find(/The edited image is assets\/twice-edited\.webp/);
		await notifications.press(/twice\.webp is now the edited image/, 'Undo Replace');
		await notifications.find(/^assets\/twice\.webp is the original again\.$/);
		assert.equal(await hashOf(join(folder, 'assets/twice.webp')), before);
	});

	test('an edit in another format: Replace asks, renames, and its Undo brings everything back', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { dialog, explorer, folder, notifications, page } = workbench;
		const before = await addImage(workbench, 'assets/shape.png', 'png');
		service.emulator.faults.add({ on: 'download', kind: 'otherFormat', format: 'webp' });
		await (await explorer.contextMenu('assets/shape.png')).choose('Edit Image…');
		await answer(workbench, 'shape.png', 'as WebP');
		const review = webviewOf(page);
		await review.getByRole('button', { name: 'Replace Original' }).click();
		assert.match(await dialog.message(), /is a WEBP file, so shape\.png can't keep its name/);
		assert.match(await dialog.detail(), /links to shape\.png no longer work/);
		await dialog.press('Cancel');
		await review.getByRole('button', { name: 'Replace Original' }).click();
		await dialog.press('Replace and Rename');
		await notifications.find(/shape\.webp is now the edited image/);
		const images = async () =>
			(await readdir(join(folder, 'assets'))).filter(name => name.startsWith('shape')).sort();
		assert.deepEqual(await images(), ['shape.webp']);
		await notifications.press(/shape\.webp is now the edited image/, 'Undo Replace');
		await notifications.find(/shape\.png is the original again/);
		assert.deepEqual(await images(), ['shape-edited.webp', 'shape.png']);
		assert.equal(await hashOf(join(folder, 'assets/shape.png')), before);
	});

	test('Undo Replace of a file that was changed since: nothing is overwritten', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, folder, notifications, page } = workbench;
		const before = await addImage(workbench, 'assets/worked.png', 'png');
		await (await explorer.contextMenu('assets/worked.png')).choose('Edit Image…');
		await answer(workbench, 'worked.png', 'a start');
		await webviewOf(page).getByRole('button', { name: 'Replace Original' }).click();
		await notifications.find(/worked\.png is now the edited image/);
		const mine = await addImage(workbench, 'assets/worked.png', 'png', { width: 640, height: 640 });
		await notifications.press(/worked\.png is now the edited image/, 'Undo Replace');
		await notifications.find(
			/The file has changed since then, so the original was restored as assets\/worked-original\.png/,
		);
		assert.equal(await hashOf(join(folder, 'assets/worked.png')), mine);
		assert.equal(await hashOf(join(folder, 'assets/worked-original.png')), before);
	});
});
