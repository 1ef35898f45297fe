import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { openWorkbench, type Workbench } from '../../support/workbench/openWorkbench.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import { webviewOf } from '../../support/workbench/webview.ts';
import { useService, type UiService } from '../service.ts';
import { clipboardIs, openPanel, type Panel } from './panelPage.ts';

suite('panel: gallery', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});
	setup(() => {
		service.emulator.setOptions({ images: 'scene', durationMs: 100 });
	});

	const hashOf = async (path: string) =>
		createHash('sha256')
			.update(await readFile(path))
			.digest('hex');

	/** Images made in another way than by the panel. */
	async function generate({ inHost }: Workbench, ...wishes: readonly object[]): Promise<void> {
		for (const wish of wishes) {
			await inHost(({ commands }, args) => commands.executeCommand('imageAssets.generate', args), wish);
		}
	}
	const fox = { prompt: 'a fox reading a map', file: 'assets/fox.webp' };
	const boat = { prompt: 'a boat at sea', file: 'assets/boat.png', quality: 'medium' };
	const cards = ({ view }: Panel) => view.locator('.asset');
	const card = ({ view }: Panel, name: string) => view.locator('.asset').filter({ hasText: name });
	const count = (panel: Panel, number: number) =>
		waitFor(`${number} assets`, async () => (await cards(panel).count()) === number);
	/** What was just made is no job any more. */
	async function gallery(workbench: Workbench): Promise<Panel> {
		const panel = await openPanel(workbench);
		await cards(panel).first().waitFor();
		await workbench.notifications.clearAll();
		return panel;
	}
	async function choose(panel: Panel, of: Locator, item: RegExp | string): Promise<void> {
		await of.click({ button: 'right' });
		await panel.view.getByRole('menuitem', { name: item }).click();
	}

	test('everything the record holds, the newest first: searched, filtered, and what other windows made', async () => {
		const workbench = await openWorkbench({ env: service.env });
		await generate(workbench, fox, boat);
		await workbench.inHost(({ commands }, args) => commands.executeCommand('imageAssets.edit', args), {
			prompt: 'at night',
			references: ['assets/boat.png'],
		});
		const panel = await gallery(workbench);
		await count(panel, 3);
		const names = await cards(panel).allInnerTexts();
		assert.match(names.join('\n'), /boat-edited\.png[\s\S]*boat\.png[\s\S]*fox\.webp/);
		const search = panel.view.getByRole('searchbox', { name: 'Search prompts and files' });
		await search.fill('reading fox');
		await count(panel, 1);
		await search.fill('');
		await count(panel, 3);
		const chip = (name: string) =>
			panel.view.getByRole('radiogroup', { name: 'Show' }).getByRole('radio', { name });
		await chip('Medium').check();
		await waitFor(
			'the medium ones',
			async () => !(await cards(panel).allInnerTexts()).join().includes('fox'),
		);
		await chip('Edited').check();
		await count(panel, 1);
		await chip('All').check();
		await choose(panel, card(panel, 'boat-edited.png'), 'Show Edit Chain');
		await count(panel, 2);
		// Another window writes into the record.
		const file = join(workbench.folder, '.vscode/image-assets.json');
		const record = JSON.parse(await readFile(file, 'utf8')) as { assets: Record<string, object> };
		record.assets['assets/wolf.webp'] = { ...record.assets['assets/fox.webp'], prompt: 'a wolf' };
		await writeFile(
			join(workbench.folder, 'assets/wolf.webp'),
			await readFile(join(workbench.folder, 'assets/fox.webp')),
		);
		await writeFile(file, JSON.stringify(record, undefined, '\t'));
		await panel.view.locator('.chain-chip').click();
		await count(panel, 4);
	});

	test('per image: open, reveal, insert link, copy, edit, reference, prompt and parameters', async () => {
		const workbench = await openWorkbench({ env: service.env, settings: { 'imageAssets.isPublic': true } });
		const { editor, explorer, page, quickInput } = workbench;
		await generate(workbench, fox);
		await editor.open('docs/guide.md');
		let panel = await gallery(workbench);
		const image = card(panel, 'fox.webp');
		await image.locator('img').waitFor();
		await choose(panel, image, 'Copy Path');
		await clipboardIs(workbench, /\/assets\/fox\.webp$/);
		await choose(panel, image, 'Copy Markdown');
		await clipboardIs(workbench, /^!\[a fox reading a map\]\(\.\.\/assets\/fox\.webp\)$/);
		await choose(panel, image, 'Copy Public URL');
		await clipboardIs(workbench, /^https?:\/\//);
		await choose(panel, image, 'Reveal in Explorer');
		await waitFor('the file in the Explorer', async () => (await explorer.names()).includes('fox.webp'));
		await choose(panel, image, 'Add as Reference');
		await panel.button('Remove Image 1').waitFor();
		await choose(panel, image, 'Edit Image…');
		await quickInput.opened('Edit fox.webp (1/2)');
		await page.keyboard.press('Escape');
		await choose(panel, image, 'Use as Project Style');
		await workbench.notifications.find('assets/fox.webp is now sent with every prompt in this project.');
		await choose(panel, image, 'Show Prompt and Parameters');
		await panel.view.getByRole('dialog').getByText('a fox reading a map').waitFor();
		await page.keyboard.press('Escape');
		await choose(panel, image, 'Insert Link');
		await editor.waitForText('![a fox reading a map](../assets/fox.webp)', 'docs/guide.md');
		// By the keyboard: the first card, its menu, Enter.
		await image.click();
		await page.keyboard.press('Shift+F10');
		await panel.view.getByRole('menu').waitFor();
		await page.keyboard.press('Escape');
		await page.keyboard.press('Enter');
		await waitFor('the image', async () => (await editor.activePath()) === 'assets/fox.webp');
		for (const [title, tab] of [
			['Cut Out Background…', 'Cut Out: fox.webp'],
			['Create Icon Set…', 'Icons of fox.webp'],
		] as const) {
			panel = await openPanel(workbench);
			await choose(panel, card(panel, 'fox.webp'), title);
			await page.getByRole('tab', { name: tab }).waitFor();
			await workbench.runById('workbench.action.closeActiveEditor');
		}
		panel = await openPanel(workbench);
		await card(panel, 'fox.webp').waitFor();
	});

	test('re-rendered in place after a look at both; Undo Replace brings the draft back, byte for byte', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { dialog, explorer, folder, notifications, page } = workbench;
		// The second draft of a prompt is another picture than the first final.
		await generate(workbench, { ...fox, file: 'assets/first.webp' }, fox);
		const path = join(folder, 'assets/fox.webp');
		const draft = await hashOf(path);
		await notifications.clearAll();
		const menu = await waitFor('the record to be known to the menus', async () => {
			const opened = await explorer.contextMenu('assets/fox.webp');
			if ((await opened.items()).includes('Re-render at High Quality…')) {
				return opened;
			}
			await opened.close();
			return undefined;
		});
		await menu.choose('Re-render at High Quality…');
		assert.match(await dialog.message(), /Re-render fox\.webp for 480 credits\?/);
		assert.match(
			await dialog.detail(),
			/A new image is generated from the same prompt, so more than the quality/,
		);
		await dialog.press('Re-render');
		const review = webviewOf(page);
		await review.getByText('Before · low').waitFor();
		await review.getByText('After · high').waitFor();
		await workbench.screenshot('review-qualities');
		await review.getByRole('button', { name: 'Replace Original' }).click();
		await notifications.find(/fox\.webp is now the new image/);
		assert.notEqual(await hashOf(path), draft);
		await notifications.press(/fox\.webp is now the new image/, 'Undo Replace');
		await notifications.find(/fox\.webp is the original again/);
		assert.equal(await hashOf(path), draft);
		const sent = service.emulator.requests
			.filter(({ call }) => call === 'create')
			.map(({ body }) => (body as { input: { quality: string } }).input.quality);
		assert.deepEqual(sent, ['low', 'low', 'high']);
		await page.keyboard.press('Escape');
	});

	test('regenerated from the gallery, with the prompt and the parameters open for change', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { folder, notifications, page, quickInput } = workbench;
		await generate(workbench, fox);
		const panel = await gallery(workbench);
		const before = await hashOf(join(folder, 'assets/fox.webp'));
		await choose(panel, card(panel, 'fox.webp'), 'Regenerate Image…');
		await quickInput.opened('Regenerate fox.webp (1/3)');
		assert.equal(await quickInput.value(), 'a fox reading a map');
		await quickInput.type('a fox reading a book');
		await quickInput.accept();
		await quickInput.opened('Regenerate fox.webp (2/3)');
		assert.match(JSON.stringify(await quickInput.items()), /45 credits/);
		await quickInput.accept();
		await quickInput.opened('Regenerate fox.webp (3/3)');
		await quickInput.accept();
		const review = webviewOf(page);
		await review.getByRole('button', { name: 'Replace Original' }).click();
		await notifications.find(/fox\.webp is now the new image/);
		assert.notEqual(await hashOf(join(folder, 'assets/fox.webp')), before);
		const text = await readFile(join(folder, '.vscode/image-assets.json'), 'utf8');
		const { assets } = JSON.parse(text) as { assets: Record<string, { prompt: string }> };
		assert.equal(assets['assets/fox.webp']?.prompt, 'a fox reading a book');
	});

	test('several at once: deleted with Undo, re-rendered for the whole price', async () => {
		const workbench = await openWorkbench({
			env: service.env,
			settings: { 'imageAssets.dailyCreditLimit': 0 },
		});
		const { dialog, folder, notifications, page } = workbench;
		await generate(workbench, fox, boat, { prompt: 'a tree', file: 'assets/tree.webp' });
		for (const index of [0, 1, 2, 3]) {
			await writeFile(join(folder, `docs/shown-${index}.md`), '![A fox](../assets/fox.webp)\n');
		}
		const panel = await gallery(workbench);
		await count(panel, 3);
		await card(panel, 'fox.webp').click();
		await card(panel, 'tree.webp').click({ modifiers: ['ControlOrMeta'] });
		const bar = panel.view.getByRole('group', { name: 'Selected images' });
		await bar.getByText('2 selected').waitFor();
		await page.keyboard.press('Delete');
		await count(panel, 1);
		assert.ok(!existsSync(join(folder, 'assets/fox.webp')));
		const notice = await notifications.find(/2 images were deleted/);
		assert.match(
			notice.text,
			/They are kept for 7 days\. Still shown in docs\/shown-0\.md, .+ and 2 more\.$/,
		);
		await notifications.press(/2 images were deleted/, 'Undo');
		await count(panel, 3);
		assert.ok(existsSync(join(folder, 'assets/fox.webp')));
		const before = await hashOf(join(folder, 'assets/boat.png'));
		await card(panel, 'fox.webp').click();
		await card(panel, 'boat.png').click({ modifiers: ['ControlOrMeta'] });
		await bar.getByRole('button', { name: 'Re-render at High Quality · 960 credits' }).click();
		assert.match(await dialog.message(), /Re-render 2 images for 2 × 480 = 960 credits\?/);
		await dialog.press('Re-render');
		await waitFor('both at high quality', async () => {
			const text = await readFile(join(folder, '.vscode/image-assets.json'), 'utf8');
			return text.match(/"quality": "high"/g)?.length === 2;
		});
		await waitFor('no other files', () => !existsSync(join(folder, 'assets/fox-high.webp')));
		assert.equal(typeof before, 'string');
	});

	test('moved, changed, deleted and conflicted: each is told, and nothing is lost', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { folder, inHost, editor, notifications } = workbench;
		await generate(workbench, fox, boat, { prompt: 'a tree', file: 'assets/tree.webp' });
		let panel = await gallery(workbench);
		await count(panel, 3);
		// Moved by another program: found again by its content.
		await rename(join(folder, 'assets/fox.webp'), join(folder, 'assets/renard.webp'));
		await card(panel, 'renard.webp').waitFor();
		await count(panel, 3);
		// Worked on by hand.
		await writeFile(join(folder, 'assets/boat.png'), await readFile(join(folder, 'assets/renard.webp')));
		await card(panel, 'boat.png')
			.getByText(/changed/i)
			.first()
			.waitFor();
		// Deleted in VS Code: kept.
		await inHost(
			async ({ workspace, Uri, WorkspaceEdit }, path) => {
				const edit = new WorkspaceEdit();
				edit.deleteFile(Uri.file(path));
				await workspace.applyEdit(edit);
			},
			join(folder, 'assets/tree.webp'),
		);
		const gone = card(panel, 'tree.webp');
		await gone.getByRole('button', { name: 'Restore' }).click();
		await waitFor('the file', () => existsSync(join(folder, 'assets/tree.webp')));
		// Git could not merge.
		const file = join(folder, '.vscode/image-assets.json');
		const text = await readFile(file, 'utf8');
		const conflicted = text.replace(
			'\t"assets": {\n',
			'\t"assets": {\n<<<<<<< HEAD\n=======\n\t\t"x": 1,\n>>>>>>> other\n',
		);
		await writeFile(file, conflicted);
		await panel.view
			.getByText(/merge conflict \(line 3\)/)
			.first()
			.waitFor();
		await count(panel, 3);
		await panel.button('Open File').click();
		await waitFor('the record', async () => (await editor.activePath()) === '.vscode/image-assets.json');
		panel = await openPanel(workbench);
		await panel.prompt.fill('a new one');
		await panel.generate.click();
		// The record doesn't know it, so the page can't show it.
		await notifications.find(/Saved assets\/a-new-one[-\d]*\.webp · \d+ credits/);
		assert.equal(await readFile(file, 'utf8'), conflicted);
	});
});
