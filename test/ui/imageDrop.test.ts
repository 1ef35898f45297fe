import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageHeader } from '../../src/core/images/verifyImage.ts';
import { renderTinyImage } from '../emulator/images/tinyImage.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openPanel } from './panel/panelPage.ts';
import { useService, type UiService } from './service.ts';

const before = '<main>\n\t<p>\n\t\tA ferry\n\t</p>\n</main>\n';

suite('an image that is dropped into code', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	async function opened(name: string) {
		const workbench = await openWorkbench({ env: service.env });
		const { folder, editor, page } = workbench;
		const image = await renderTinyImage({ prompt: 'dropped', width: 60, height: 40, format: 'png' });
		await mkdir(join(folder, 'media'), { recursive: true });
		await writeFile(join(folder, 'media/harbour-view.png'), image);
		await writeFile(join(folder, name), before);
		await editor.open(name);
		const line = page.locator('.editor-instance .view-line').filter({ hasText: 'A ferry' });
		const { width = 0, height = 0 } = imageHeader(image) ?? {};
		return { ...workbench, image, line, size: `width="${width}" height="${height}"` };
	}

	test('dragged from the Explorer with Shift: the link stands where it was dropped', async () => {
		const { explorer, editor, page, line, size } = await opened('dropped.html');
		await explorer.reveal('media/harbour-view.png');
		const from = await explorer.row('media/harbour-view.png').boundingBox();
		const to = await line.locator('span').filter({ hasText: 'A ferry' }).last().boundingBox();
		assert.ok(from && to);
		await page.mouse.move(from.x + 60, from.y + from.height / 2);
		await page.mouse.down();
		await page.mouse.move(from.x + 120, from.y + 40, { steps: 3 });
		await page.keyboard.down('Shift');
		await page.mouse.move(to.x + to.width - 1, to.y + to.height / 2, { steps: 8 });
		await page.mouse.move(to.x + to.width, to.y + to.height / 2, { steps: 2 });
		await page.mouse.up();
		await page.keyboard.up('Shift');
		await editor.waitForText('<img', 'dropped.html');
		assert.equal(
			await editor.text('dropped.html'),
			before.replace('A ferry', `A ferry <img src="media/harbour-view.png" alt="harbour view" ${size}>`),
		);
		await page.keyboard.press('ControlOrMeta+Z');
		await editor.waitForExactText(before, 'dropped.html');
	});

	for (const shift of [false, true]) {
		test(`dragged out of the page${shift ? ' with Shift' : ''}: linked where it was dropped`, async () => {
			const name = `from-page-${String(shift)}.html`;
			const { folder, ...workbench } = await opened(name);
			const { editor, page, line, runById } = workbench;
			const panel = await openPanel({ folder, ...workbench });
			await panel.prompt.fill('a boat');
			await panel.generate.click();
			const image = panel.saved('a-boat.webp');
			await image.locator('img').waitFor();
			// The page keeps its place, the document comes beside it.
			await editor.open(name);
			await runById('workbench.action.moveEditorToRightGroup');
			await waitFor(
				'two editors side by side',
				async () => (await page.locator('.editor-group-container').count()) === 2,
			);
			await image.scrollIntoViewIfNeeded();
			const made = imageHeader(await readFile(join(folder, 'assets/a-boat.webp')));
			const from = await image.boundingBox();
			const to = await line.locator('span').filter({ hasText: 'A ferry' }).last().boundingBox();
			assert.ok(made && from && to);
			await page.mouse.move(from.x + from.width / 2, from.y + 40);
			await page.mouse.down();
			await page.mouse.move(from.x + from.width / 2 + 20, from.y + 60, { steps: 4 });
			if (shift) {
				await page.keyboard.down('Shift');
			}
			await page.mouse.move(to.x + to.width - 1, to.y + to.height / 2, { steps: 8 });
			await page.mouse.move(to.x + to.width, to.y + to.height / 2, { steps: 2 });
			await page.mouse.up();
			await page.keyboard.up('Shift');
			await editor.waitForText('<img', name);
			const size = `width="${made.width}" height="${made.height}"`;
			assert.equal(
				await editor.text(name),
				before.replace('A ferry', `A ferry <img src="assets/a-boat.webp" alt="a boat" ${size}>`),
			);
			await workbench.screenshot(`page-drag-${String(shift)}`);
		});
	}

	test('dropped from the desktop: copied into the assets folder, and gone with Undo', async () => {
		const { editor, page, folder, image, line, size } = await opened('desktop.html');
		const to = await line.locator('span').filter({ hasText: 'A ferry' }).last().boundingBox();
		assert.ok(to);
		const at = { clientX: to.x + to.width, clientY: to.y + to.height / 2 };
		await line.evaluate(
			(target: unknown, { base64, at }: { base64: string; at: object }) => {
				const { DataTransfer, DragEvent, File, atob } = globalThis as unknown as BrowserPage;
				const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
				const dataTransfer = new DataTransfer();
				dataTransfer.items.add(new File([bytes], 'desk lamp.png', { type: 'image/png' }));
				for (const type of ['dragenter', 'dragover', 'drop']) {
					(target as { dispatchEvent(event: object): void }).dispatchEvent(
						new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, shiftKey: true, ...at }),
					);
				}
			},
			{ base64: image.toString('base64'), at },
		);
		await editor.waitForText('<img', 'desktop.html');
		assert.equal(
			await editor.text('desktop.html'),
			before.replace('A ferry', `A ferry <img src="assets/desk%20lamp.png" alt="desk lamp" ${size}>`),
		);
		const copy = join(folder, 'assets/desk lamp.png');
		assert.deepEqual(await readFile(copy), image);
		await page.keyboard.press('ControlOrMeta+Z');
		await editor.waitForExactText(before, 'desktop.html');
		await waitFor('the copy to be gone', () => !existsSync(copy));
	});
});

/** What the page knows of that Node does not. */
interface BrowserPage {
	readonly File: new (parts: Uint8Array[], name: string, options: { type: string }) => object;
	readonly DataTransfer: new () => { readonly items: { add(file: object): void } };
	readonly DragEvent: new (type: string, init: object) => object;
	readonly atob: (text: string) => string;
}
