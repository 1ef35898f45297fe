import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderTinyImage } from '../../emulator/images/tinyImage.ts';
import { openWorkbench, type Workbench } from '../../support/workbench/openWorkbench.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import { useService, type UiService } from '../service.ts';
import { closeEmptyPanel, openPanel, panelOf, type Panel } from './panelPage.ts';

suite('panel: references', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	async function addImage({ folder, turn }: Workbench, path: string): Promise<string> {
		const bytes = await renderTinyImage({ prompt: `${path} ${turn}`, width: 60, height: 40, format: 'png' });
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), bytes);
		return hashOf(bytes);
	}
	const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
	const tiles = ({ view }: Panel) => view.locator('.tiles .tile').filter({ has: view.locator('img') });
	const count = (panel: Panel, number: number) =>
		waitFor(`${number} references`, async () => (await tiles(panel).count()) === number);
	/** What was sent as input images, by hash. */
	async function sentFiles(panel: Panel): Promise<(string | undefined)[]> {
		await panel.prompt.fill('put them together');
		await panel.generate.click();
		await panel.saved('put-them-together').waitFor();
		const [upload] = service.emulator.requests.filter(({ call }) => call === 'upload');
		return (upload?.parts ?? [])
			.filter(({ name }) => name === 'file:input_images')
			.map(({ sha256 }) => sha256);
	}

	test('dragged from the Explorer with Shift, and what is sent is what is there then', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, folder, page } = workbench;
		await addImage(workbench, 'assets/hero.png');
		const panel = await openPanel(workbench);
		await panel.view.getByText('hold Shift').waitFor();
		await explorer.reveal('assets/hero.png');
		const from = await explorer.row('assets/hero.png').boundingBox();
		const to = await panel.prompt.boundingBox();
		assert.ok(from && to);
		await page.mouse.move(from.x + 60, from.y + from.height / 2);
		await page.mouse.down();
		await page.mouse.move(from.x + 120, from.y + 40, { steps: 3 });
		await page.keyboard.down('Shift');
		await page.mouse.move(to.x + 60, to.y + 40, { steps: 8 });
		await panel.view.getByText('Drop images to use them as references').waitFor();
		await page.mouse.up();
		await page.keyboard.up('Shift');
		await count(panel, 1);
		// It is changed between the drop and the request.
		const bytes = await renderTinyImage({ prompt: 'later', width: 64, height: 40, format: 'png' });
		await writeFile(join(folder, 'assets/hero.png'), bytes);
		assert.deepEqual(await sentFiles(panel), [hashOf(bytes)]);
	});

	test('pasted from the clipboard, and dropped from the desktop', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { page } = workbench;
		const panel = await openPanel(workbench);
		const pasted = await renderTinyImage({ prompt: 'pasted', width: 60, height: 40, format: 'png' });
		await page.evaluate(async base64 => {
			const { navigator, Blob, ClipboardItem, atob } = globalThis as unknown as BrowserPage;
			const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
			const blob = new Blob([bytes], { type: 'image/png' });
			await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
		}, pasted.toString('base64'));
		await panel.prompt.focus();
		await page.keyboard.press('Control+V');
		await count(panel, 1);
		const dropped = await renderTinyImage({ prompt: 'dropped', width: 40, height: 60, format: 'png' });
		await panel.prompt.evaluate((target: unknown, base64: string) => {
			const { DataTransfer, DragEvent, File, atob } = globalThis as unknown as BrowserPage;
			const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
			const dataTransfer = new DataTransfer();
			dataTransfer.items.add(new File([bytes], 'desk.png', { type: 'image/png' }));
			for (const type of ['dragenter', 'dragover', 'drop']) {
				(target as { dispatchEvent(event: object): void }).dispatchEvent(
					new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
				);
			}
		}, dropped.toString('base64'));
		await count(panel, 2);
		const sent = await sentFiles(panel);
		assert.equal(sent.length, 2);
		assert.equal(sent[1], hashOf(dropped));
	});

	test('picked, added from the Explorer, by address; removed; kept over a reload; gone is said', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { explorer, folder, quickInput, reload } = workbench;
		await closeEmptyPanel(workbench);
		const hero = await addImage(workbench, 'assets/hero.png');
		await addImage(workbench, 'assets/logo.png');
		await addImage(workbench, 'assets/third.png');
		// The command opens the panel.
		await (await explorer.contextMenu('assets/hero.png')).choose('Add as Reference');
		let panel = await panelOf(workbench);
		await count(panel, 1);
		await panel.button('Add a Reference').click();
		await panel.view.getByRole('menuitem', { name: 'Choose from Workspace…' }).click();
		await quickInput.opened('Add References');
		await waitFor('the images', async () => (await quickInput.items()).length === 3);
		await quickInput.type('logo');
		await workbench.page.locator('.quick-input-list .monaco-list-row .monaco-checkbox').first().click();
		await quickInput.accept();
		await count(panel, 2);
		await panel.button('Add a Reference').click();
		await panel.view.getByRole('menuitem', { name: 'Paste an Address…' }).click();
		const form = panel.view.getByRole('group', { name: 'Address of an image' });
		await form.getByRole('textbox').fill('http://192.168.0.1/a.png');
		await workbench.page.keyboard.press('Enter');
		await panel.view
			.getByRole('alert')
			.filter({ hasText: /192\.168|address|https/ })
			.first()
			.waitFor();
		await form.getByRole('textbox').fill('https://example.com/a.png');
		await workbench.page.keyboard.press('Enter');
		await panel.view.getByText('example.com').first().waitFor();
		await panel.button('Remove Image 3').click();
		await panel.button('Remove Image 2').click();
		await count(panel, 1);
		await reload();
		panel = await panelOf(workbench);
		await count(panel, 1);
		assert.deepEqual(await sentFiles(panel), [hero]);
		await rm(join(folder, 'assets/hero.png'));
		await reload();
		panel = await panelOf(workbench);
		await panel.view
			.getByText(/hero\.png.*(not exist|gone)/)
			.first()
			.waitFor();
		assert.ok((await readFile(join(folder, 'assets/logo.png'))).length > 0);
	});
});

/** What of a browser is used, where its types are not known. */
interface BrowserPage {
	readonly navigator: { readonly clipboard: { write(items: unknown[]): Promise<void> } };
	readonly Blob: new (parts: Uint8Array[], options: { type: string }) => object;
	readonly ClipboardItem: new (items: Record<string, object>) => object;
	readonly File: new (parts: Uint8Array[], name: string, options: { type: string }) => object;
	readonly DataTransfer: new () => { readonly items: { add(file: object): void } };
	readonly DragEvent: new (type: string, init: object) => object;
	readonly atob: (text: string) => string;
}
