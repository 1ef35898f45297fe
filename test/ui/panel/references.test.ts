import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
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

	test('the project’s style goes along after the references, and is left out of one request', async () => {
		const workbench = await openWorkbench({ env: service.env });
		await addImage(workbench, 'art/style.png');
		await addImage(workbench, 'assets/hero.png');
		/** Input images of the last request: addresses of what was uploaded, or files. */
		const inputs = () => {
			const last = service.emulator.requests.findLast(({ call }) => call === 'create' || call === 'upload');
			const { input } = (last?.body ?? {}) as { input?: { input_images?: unknown[] } };
			const files = (last?.parts ?? []).filter(({ name }) => name === 'file:input_images');
			return input?.input_images?.length ?? files.length;
		};
		await workbench.inHost(({ workspace }) =>
			workspace
				.getConfiguration('imageAssets')
				.update('styleReferences', ['art/style.png', 'art/gone.png'], false),
		);
		const panel = await openPanel(workbench);
		await panel.prompt.fill('put them together');
		await panel.view.getByText(/An image of the project's style can't be sent/).waitFor();
		await workbench.inHost(({ workspace }) =>
			workspace.getConfiguration('imageAssets').update('styleReferences', ['art/style.png'], false),
		);
		await panel.view
			.getByText('+ project style: 1 image, uploaded once and sent with every prompt.')
			.waitFor();
		const list = panel.view.getByRole('list', { name: "Images of the project's style" });
		await list.locator('img').waitFor();
		await workbench.inHost(({ commands, Uri, workspace }) => {
			const [folder] = workspace.workspaceFolders ?? [];
			void (
				folder &&
				commands.executeCommand('imageAssets.addReference', Uri.joinPath(folder.uri, 'assets/hero.png'))
			);
		});
		await count(panel, 1);
		await workbench.screenshot('panel-style');
		await sentFiles(panel);
		assert.equal(inputs(), 2);
		const record = JSON.parse(
			await readFile(join(workbench.folder, '.vscode/image-assets.json'), 'utf8'),
		) as { assets: Record<string, { references?: string[]; styleReferences?: string[] }> };
		const [entry] = Object.values(record.assets);
		assert.deepEqual([entry?.references, entry?.styleReferences], [['assets/hero.png'], ['art/style.png']]);
		await panel.button('Leave Out').click();
		await sentFiles(panel);
		await waitFor('the second request', () => Promise.resolve(inputs() === 1));
		await panel.button('Leave Out').waitFor();
	});

	test('browsed for on the disk, from outside of the workspace, too', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { folder, quickInput } = workbench;
		const outside = await mkdtemp(join(tmpdir(), 'image-assets-browsed-'));
		try {
			const inside = await addImage(workbench, 'assets/hero.png');
			const bytes = await renderTinyImage({ prompt: 'outside', width: 50, height: 40, format: 'png' });
			await writeFile(join(outside, 'logo.png'), bytes);
			const panel = await openPanel(workbench);
			const paths = [join(folder, 'assets/hero.png'), join(outside, 'logo.png')];
			for (const [index, path] of paths.entries()) {
				await panel.view.locator('.add-tile').click();
				await panel.view.getByRole('menuitem', { name: 'Browse…' }).click();
				await quickInput.opened('Reference Images');
				// What is typed before the dialog lists its first folder is lost.
				await quickInput.find('..');
				await quickInput.type(path);
				await quickInput.pick(basename(path));
				await count(panel, index + 1);
			}
			await workbench.screenshot('panel-browsed');
			assert.deepEqual((await sentFiles(panel)).toSorted(), [inside, hashOf(bytes)].toSorted());
			// Nothing is added where nothing was chosen.
			await panel.view.locator('.add-tile').click();
			await panel.view.getByRole('menuitem', { name: 'Browse…' }).click();
			await quickInput.opened('Reference Images');
			await quickInput.dismiss();
			await panel.prompt.focus();
			await count(panel, 2);
		} finally {
			await rm(outside, { recursive: true, force: true });
		}
	});

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
			.getByText(/hero\.png.*(doesn't exist|gone)/)
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
