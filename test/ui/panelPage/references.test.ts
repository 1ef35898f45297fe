import assert from 'node:assert/strict';
import type { PanelState } from '../../../src/shared/panel.ts';
import { openPanelPage, type PanelPage } from '../../support/webview/openPanelPage.ts';
import { busyState, quietState, troubledState } from '../../support/webview/samplePanelImages.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

/** The built page of the panel in a browser: the images that a prompt works from. */
suite('panel page: references', () => {
	const open = (state: Partial<PanelState> = {}) => openPanelPage({ state: { ...quietState, ...state } });

	/** Fires an event that brings data, as the browser would. */
	const fire = (panel: PanelPage, type: string, fill: string) =>
		panel.page.evaluate(`(() => {
			const data = new DataTransfer();
			${fill}
			const paste = ${JSON.stringify(type)} === 'paste';
			const event = paste
				? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
				: new DragEvent(${JSON.stringify(type)}, { dataTransfer: data, bubbles: true, cancelable: true });
			document.activeElement.dispatchEvent(event);
			return event.defaultPrevented;
		})()`);

	test('the menu chooses from the workspace, or opens a field for an address', async () => {
		await using panel = await open();
		const { page } = panel;
		const add = panel.button('Add a Reference');
		await add.click();
		await page.getByRole('menuitem', { name: 'Choose from Workspace…' }).click();
		await panel.request('pickReferences');
		await add.click();
		await page.getByRole('menuitem', { name: 'Browse…' }).click();
		await panel.request('browseReferences');
		await panel.answer('pickReferences', 'No more than 16 images.');
		await page.getByRole('alert').filter({ hasText: 'No more than 16' }).waitFor();
		await add.focus();
		await page.keyboard.press('Enter');
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('Enter');
		await page.keyboard.type('https://example.com/a.png');
		await page.keyboard.press('Enter');
		assert.equal((await panel.request('addUrl')).url, 'https://example.com/a.png');
		await panel.answer('addUrl');
		await page.getByRole('textbox', { name: 'Address of an image' }).waitFor({ state: 'hidden' });
		assert.ok(await panel.hasFocus(add));
	});

	test('the images of the project’s style stand apart, without numbers, and are left out of one request', async () => {
		await using panel = await open({
			references: busyState.references,
			styleReferences: busyState.styleReferences,
		});
		const { page } = panel;
		const style = page.getByRole('list', { name: "Images of the project's style" });
		assert.equal(await style.getByRole('listitem').count(), 2);
		assert.deepEqual(await page.locator('.tile-badge').allInnerTexts(), ['1', '2']);
		assert.ok(
			await page
				.getByText('+ project style: 2 images, uploaded once and sent with every prompt.')
				.isVisible(),
		);
		for (const width of [170, 1000]) {
			await page.setViewportSize({ width, height: 760 });
			await style.scrollIntoViewIfNeeded();
			await panel.screenshot(`style-${width}`);
		}
		await panel.button('Leave Out').focus();
		await page.keyboard.press('Enter');
		assert.ok(await panel.hasFocus(panel.button('Send Along')));
		assert.ok(await page.getByText('Project style: 2 images, left out of the next request.').isVisible());
		await panel.screenshot('style-leftOut');
		await panel.button(/^Generate/).click();
		assert.equal((await panel.request('generate')).draft.styleReferences, false);
		await panel.answer('generate', 'Not now.');
		assert.ok(await panel.button('Send Along').isVisible(), 'it was not sent yet');
		await panel.button(/^Generate/).click();
		await waitFor(
			'the second try',
			async () => (await panel.sent()).filter(({ type }) => type === 'generate').length === 2,
		);
		await panel.answer('generate');
		assert.ok(await panel.button('Send Along').isVisible(), 'the host knows whether it was sent');
		const last = (await panel.sent()).findLast(message => message.type === 'draft');
		assert.ok(last);
		const { styleReferences: _, ...draft } = last.draft;
		await panel.post({ type: 'draft', draft, changed: ['styleReferences'], at: last.at + 1 });
		await panel.button('Leave Out').waitFor();
	});

	test('the project’s style counts toward the limit', async () => {
		const references = Array.from({ length: 15 }, (_, index) => ({
			id: `r${index}`,
			name: `${index}.png`,
			detail: `${index}.png`,
		}));
		await using panel = await open({ references, styleReferences: busyState.styleReferences });
		const { page } = panel;
		const over = "The model takes at most 16 images. There are 17, including 2 of the project's style.";
		assert.ok(await page.getByText(over).isVisible());
		assert.equal(await panel.button('Add a Reference').count(), 0);
		await panel.button('Leave Out').click();
		assert.equal(await page.getByText(over).count(), 0);
		assert.ok(await panel.button('Add a Reference').isVisible());
	});

	test('tiles are numbered, removed by themselves, and keep the focus near', async () => {
		await using panel = await open({ references: busyState.references });
		const { page } = panel;
		assert.deepEqual(await page.locator('.tile-badge').allInnerTexts(), ['1', '2']);
		assert.match(
			(await page.locator('.tiles .tile').first().getAttribute('title')) ?? '',
			/Image 1: use this name in the prompt/,
		);
		await panel.button('Remove Image 1').focus();
		await page.keyboard.press('Enter');
		assert.equal((await panel.request('removeReference')).reference, 'r1');
		await panel.post({ type: 'references', references: busyState.references.slice(1), styleReferences: [] });
		await page.locator('.tiles .tile').nth(1).waitFor({ state: 'detached' });
		await panel.answer('removeReference');
		await waitFor('the focus', () => panel.hasFocus(panel.button('Remove Image 1')));
	});

	test('what cannot be sent is said, and stands in the way', async () => {
		await using panel = await openPanelPage({
			state: { ...quietState, references: troubledState.references },
		});
		await panel.page.getByText('Image 1: SVG images cannot be references.').first().waitFor();
		assert.equal(await panel.button(/^Generate/).getAttribute('aria-disabled'), 'true');
		await panel.page.getByText("Reference 1 can't be sent.").waitFor();
	});

	test('when no more fit, there is no way to add some', async () => {
		const references = Array.from({ length: 16 }, (_, index) => ({
			id: `r${index}`,
			name: 'a',
			detail: 'a',
		}));
		await using panel = await open({ references });
		assert.ok(await panel.button('Add a Reference').isHidden());
		assert.ok(await panel.page.getByText('16 of 16').isVisible());
	});

	test('drops: from the Explorer, files, and from a browser', async () => {
		await using panel = await open();
		const { page } = panel;
		const overlay = page.getByText('Drop images to use them as references');
		await fire(panel, 'dragover', "data.setData('text/plain', 'x');");
		assert.ok(await overlay.isHidden(), 'text is no image');
		const uris = "data.setData('application/vnd.code.uri-list', 'file:///a.png\\r\\nfile:///b.png');";
		assert.equal(await fire(panel, 'dragover', uris), true);
		assert.ok(await overlay.isVisible());
		assert.equal(await fire(panel, 'drop', uris), true);
		assert.ok(await overlay.isHidden());
		assert.deepEqual((await panel.request('dropUris')).uris, ['file:///a.png', 'file:///b.png']);
		await fire(panel, 'drop', "data.setData('text/uri-list', 'https://example.com/x.webp');");
		assert.equal((await panel.request('addUrl')).url, 'https://example.com/x.webp');
		await fire(
			panel,
			'drop',
			"for (const name of ['a.png', 'b.png']) data.items.add(new File([new Uint8Array([1, 2, 3])], name, { type: 'image/png' }));",
		);
		assert.equal((await panel.request('addBytes')).name, 'a.png', 'one after the other');
		await panel.answer('addBytes');
		await waitFor('the second', async () => (await panel.request('addBytes')).name === 'b.png');
		assert.deepEqual([...(await panel.request('addBytes')).bytes], [1, 2, 3]);
		await fire(panel, 'drop', "data.items.add(new File(['x'], 'a.txt', { type: 'text/plain' }));");
		await page.getByRole('alert').filter({ hasText: 'Only images can be references' }).waitFor();
		await fire(panel, 'dragover', uris);
		await overlay.waitFor();
		await overlay.waitFor({ state: 'hidden' });
	});

	test('an image that is pasted becomes a reference, and text goes where it belongs', async () => {
		await using panel = await open();
		const image = "data.items.add(new File([new Uint8Array([9])], 'image.png', { type: 'image/png' }));";
		assert.equal(await fire(panel, 'paste', image), true);
		assert.deepEqual([...(await panel.request('addBytes')).bytes], [9]);
		assert.equal(await fire(panel, 'paste', "data.setData('text/plain', 'x');"), false);
		// An address is typed into a field, and becomes a reference anywhere else.
		const address = "data.setData('text/plain', 'https://example.com/a.png');";
		assert.equal(await fire(panel, 'paste', address), false, 'into the prompt');
		await panel.button(/^Generate/).focus();
		assert.equal(await fire(panel, 'paste', address), true);
		assert.equal((await panel.request('addUrl')).url, 'https://example.com/a.png');
	});
});
