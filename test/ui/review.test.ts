import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { localCodecs, paintImage } from '../support/imageCodecs.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { webviewOf } from '../support/workbench/webview.ts';
import { useService, type UiService } from './service.ts';

const codecs = localCodecs();

suite('the review of an edit', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	/** Puts a green image into the workspace, another one in each test, so that it is uploaded. */
	async function addImage({ folder, turn }: Workbench, path: string): Promise<void> {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		const image = paintImage(48, 32, (x, y) => [0, 140, x === 0 && y === 0 ? turn % 256 : 0, 255]);
		await writeFile(join(folder, path), await codecs.encode(image, 'png', 90));
	}

	/** Edits an image through the Explorer; answers both questions. */
	async function edit(workbench: Workbench, path: string, prompt: string): Promise<void> {
		const { explorer, quickInput } = workbench;
		const name = path.replace(/^.*\//, '');
		await (await explorer.contextMenu(path)).choose('Edit Image…');
		await quickInput.opened(`Edit ${name} (1/2)`);
		await quickInput.type(prompt);
		await quickInput.accept();
		await quickInput.opened(`Edit ${name} (2/2)`);
		await quickInput.accept();
	}

	/** Both pictures of a review, side by side, in a window of its own. */
	async function editedHero() {
		const workbench = await openWorkbench({ env: service.env });
		const { page, folder, notifications } = workbench;
		const at = (name: string) => join(folder, 'assets', name);
		await addImage(workbench, 'assets/hero.png');
		const before = await readFile(at('hero.png'));
		await edit(workbench, 'assets/hero.png', 'make it a sunset');
		const review = webviewOf(page);
		await review.getByRole('radio', { name: 'Side by Side' }).check();
		await notifications.find('Saved assets/hero-edited.png');
		await notifications.hide();
		const after = await readFile(at('hero-edited.png'));
		assert.notDeepEqual(await colorOf(before), await colorOf(after));
		await shows(page, { before, after });
		return { workbench, review, at, before, after };
	}
	const button = (review: FrameLocator, name: string) => review.getByRole('button', { name, exact: true });
	/** Waits until the review says that there is nothing to compare, and offers nothing that cannot help. */
	async function isOver(review: FrameLocator, why: RegExp): Promise<void> {
		await review.getByRole('heading', { name: 'There is nothing to compare anymore' }).waitFor();
		assert.match(await review.getByRole('alert').filter({ visible: true }).innerText(), why);
		assert.ok(await button(review, 'Close').isVisible());
		assert.ok(await button(review, 'Try Again').isHidden());
	}

	test('closes on Replace Original; opened again, it shows what the files hold, and Undo Replace', async () => {
		const { workbench, review, at, before, after } = await editedHero();
		const { page, notifications } = workbench;
		await button(review, 'Replace Original').click();
		await tabs(workbench).waitFor({ state: 'detached' });
		assert.deepEqual(await readFile(at('hero.png')), after);
		const replaced = await notifications.find(/^assets\/hero\.png is now the edited image/);
		assert.deepEqual(replaced.buttons, ['Undo Replace']);

		await notifications.press('Saved assets/hero-edited.png', 'Review');
		await notifications.hide();
		await review.getByText('Replaced', { exact: true }).waitFor();
		await review.getByRole('radio', { name: 'Side by Side' }).check();
		await shows(page, { before, after });
		await button(review, 'Undo Replace').click();
		await button(review, 'Replace Original').waitFor();
		assert.deepEqual(await readFile(at('hero.png')), before);
		await shows(page, { before, after });
	});

	test('follows what is undone and replaced elsewhere', async () => {
		const { workbench, review, before, after } = await editedHero();
		const { page, notifications, runCommand, quickInput } = workbench;
		await button(review, 'Replace Original').click();
		await tabs(workbench).waitFor({ state: 'detached' });
		await notifications.press('Saved assets/hero-edited.png', 'Review');
		await review.getByText('Replaced', { exact: true }).waitFor();
		await review.getByRole('radio', { name: 'Side by Side' }).check();
		await shows(page, { before, after });
		// VS Code may give the page its focus back only now, which closes the list.
		await waitFor('the original to be picked', async () => {
			await runCommand('Image Assets: Undo Replace…');
			await quickInput.pick('assets/hero.png', 5000);
			return true;
		});
		await button(review, 'Replace Original').waitFor();
		await shows(page, { before, after });
	});

	test('says that its edit was undone, and shows it again when it is restored', async () => {
		const { workbench, review, before, after } = await editedHero();
		const { page, notifications } = workbench;
		await notifications.press('Saved assets/hero-edited.png', 'Undo');
		await isOver(review, /^hero-edited\.png was deleted or moved away\./);
		await workbench.screenshot('review-over');
		await notifications.press(/was removed\./, 'Restore');
		await button(review, 'Replace Original').waitFor();
		await shows(page, { before, after });
	});

	test('restores an image whose content is kept, whoever deleted it; of one that is not, it says that it is gone', async () => {
		const { workbench, review, at, before, after } = await editedHero();
		const { page, notifications } = workbench;
		await rm(at('hero-edited.png'));
		await isOver(review, /^hero-edited\.png was deleted or moved away\./);
		assert.ok(await button(review, 'Restore').isHidden());
		await writeFile(at('hero-edited.png'), after);
		await button(review, 'Replace Original').waitFor();
		await notifications.press('Saved assets/hero-edited.png', 'Undo');
		await isOver(review, /^hero-edited\.png was deleted or moved away\./);
		await button(review, 'Restore').click();
		await button(review, 'Replace Original').waitFor();
		await shows(page, { before, after });
		assert.deepEqual(await readFile(at('hero-edited.png')), after);
		const record = await readFile(join(workbench.folder, '.vscode/image-assets.json'), 'utf8');
		assert.ok(record.includes('assets/hero-edited.png'));
		await rm(at('hero-edited.png'));
		await button(review, 'Restore').click();
		await waitFor('the same bytes', async () =>
			(await readFile(at('hero-edited.png')).catch(() => undefined))?.equals(after),
		);
	});

	test('follows files that are renamed in VS Code, or moved by another program', async () => {
		const { workbench, review, at, before, after } = await editedHero();
		const { page, inHost } = workbench;
		await inHost(
			async ({ workspace, WorkspaceEdit, Uri }, { from, to }) => {
				const edit = new WorkspaceEdit();
				edit.renameFile(Uri.file(from), Uri.file(to));
				await workspace.applyEdit(edit);
			},
			{ from: at('hero.png'), to: at('top.png') },
		);
		await tabs(workbench, 'Review: top.png').waitFor();
		await button(review, 'top.png').waitFor();
		await mkdir(at('moved'));
		await rename(at('hero-edited.png'), at('moved/evening.png'));
		await button(review, 'evening.png').waitFor();
		await shows(page, { before, after });
		await button(review, 'Discard').click();
		await waitFor('the file to be gone', () => !existsSync(at('moved/evening.png')));
		await tabs(workbench, 'Review: top.png').waitFor({ state: 'detached' });
		assert.deepEqual(await readFile(at('top.png')), before);
	});

	test('says that a file was deleted, and shows it again when it is back', async () => {
		const { workbench, review, at, before, after } = await editedHero();
		const { page } = workbench;
		await rm(at('hero-edited.png'));
		await isOver(review, /^hero-edited\.png was deleted or moved away\./);
		await writeFile(at('hero-edited.png'), after);
		await shows(page, { before, after });
		await rm(at('hero.png'));
		await isOver(review, /^hero\.png was deleted or moved away\./);
		await button(review, 'Close').click();
		await tabs(workbench).waitFor({ state: 'detached' });
	});

	test('one tab for one image, with an icon; the next edit takes it over', async () => {
		const { workbench, review, at, before } = await editedHero();
		const { page, notifications } = workbench;
		assert.equal(await review.locator('.pane[data-side=after] .tag').innerText(), 'After · low');
		await workbench.screenshot('review-dark');
		await notifications.clearAll();
		await edit(workbench, 'assets/hero.png', 'make it snow');
		await notifications.find('Saved assets/hero-edited-1.png');
		await notifications.hide();
		await review.getByText('make it snow').waitFor();
		assert.equal(await tabs(workbench).count(), 1);
		await shows(page, { before, after: await readFile(at('hero-edited-1.png')) });
		await button(review, 'Keep Both').click();
		await tabs(workbench).waitFor({ state: 'detached' });
		assert.ok(existsSync(at('hero-edited.png')) && existsSync(at('hero-edited-1.png')));
	});

	test('never takes the focus from a user who has gone on typing', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { page, folder, editor, notifications, statusBar } = workbench;
		/** Types in the README while an image is made. */
		const typeMeanwhile = async (requests: number, saved: string) => {
			const sent = () =>
				service.emulator.requests.filter(({ call }) => call === 'create' || call === 'upload').length;
			await waitFor('the request', () => sent() === requests);
			await editor.open('README.md');
			await editor.selectRange({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
			await page.keyboard.type('Meanwhile ');
			await editor.waitForText('Meanwhile ', 'README.md');
			service.emulator.finish();
			await waitFor(`${saved} and nothing in progress`, async () => {
				const labels = (await statusBar.items()).map(({ label }) => label);
				return existsSync(join(folder, saved)) && !labels.some(label => label.includes('in progress'));
			});
			await page.keyboard.type(`${requests} `);
			await editor.waitForText(`Meanwhile ${requests} `, 'README.md');
			assert.equal(await editor.activePath(), 'README.md');
		};
		await addImage(workbench, 'assets/hero.png');
		service.emulator.setOptions({ durationMs: 600_000 });
		await edit(workbench, 'assets/hero.png', 'make it a sunset');
		await typeMeanwhile(1, 'assets/hero-edited.png');
		assert.equal(await tabs(workbench).count(), 0);
		await notifications.press('Saved assets/hero-edited.png', 'Review');
		await notifications.hide();
		const review = webviewOf(page);
		await button(review, 'Edit Prompt…').click();
		await review.getByRole('textbox', { name: 'New Prompt' }).fill('make it a storm');
		await button(review, 'Generate (45 credits)').click();
		await typeMeanwhile(2, 'assets/hero-edited-1.png');
		await notifications.hide();
		await tabs(workbench).click();
		await review.getByText('make it a storm').waitFor();
	});

	for (const theme of ['dark', 'light'] as const) {
		test(`the tab's icon can be seen in ${theme}`, async () => {
			const workbench = await openWorkbench({ env: service.env, theme });
			await addImage(workbench, 'assets/hero.png');
			await edit(workbench, 'assets/hero.png', 'make it a sunset');
			await webviewOf(workbench.page).getByRole('button', { name: 'Discard' }).waitFor();
			await workbench.screenshot(`review-tab-${theme}`);
			const icon = await workbench.page.evaluate<string>(
				`[...document.querySelectorAll('.tabs-container .tab *')]
					.flatMap(one => [getComputedStyle(one), getComputedStyle(one, '::before')])
					.map(style => style.backgroundImage)
					.join()`,
			);
			assert.match(icon, new RegExp(`review-${theme}\\.svg`));
		});
	}
});

/** The tabs of reviews. */
function tabs({ page }: Workbench, name = 'Review: hero.png'): Locator {
	return page.locator('.tabs-container .tab', { hasText: name });
}

/** Waits until the review shows the pixels of these files, side by side. */
async function shows(page: Page, files: Record<'before' | 'after', Buffer>): Promise<void> {
	for (const side of ['before', 'after'] as const) {
		const image = webviewOf(page).locator(`.pane[data-side=${side}] img`);
		const wanted = await colorOf(files[side]);
		await waitFor(`the picture ${side}`, async () => {
			const shown = (await image.isVisible()) ? await colorOf(await image.screenshot()) : [];
			return (
				shown.length > 0 && shown.every((value, channel) => Math.abs(value - (wanted[channel] ?? 0)) < 12)
			);
		});
	}
}

/** Red, green and blue below the middle, where nothing lies over the picture. */
async function colorOf(file: Buffer): Promise<number[]> {
	const { width, height, data } = await codecs.decode(file);
	const at = (Math.round(height * 0.75) * width + Math.round(width / 2)) * 4;
	return [...data.slice(at, at + 3)];
}
