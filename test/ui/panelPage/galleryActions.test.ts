import assert from 'node:assert/strict';
import { type AssetAction } from '../../../src/shared/galleryMessages.ts';
import { imagePathType } from '../../../src/shared/imagePathType.ts';
import { openSampleGallery, type GalleryPage } from '../../support/webview/openGallery.ts';
import { sampleAsset } from '../../support/webview/sampleAssets.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

/** The built page of the panel in a browser: what can be done with the images of the gallery. */
suite('panel page: gallery, actions', () => {
	const asked = async (gallery: GalleryPage, asset: string, action: AssetAction) => {
		await waitFor(`${action} of ${asset}`, async () => {
			const request = await gallery.request('asset');
			return request.asset === asset && request.action === action;
		});
	};

	test('the mouse selects one, several and a range, and opens', async () => {
		await using gallery = await openSampleGallery();
		const press = async (name: string, ...modifiers: ('Shift' | 'ControlOrMeta')[]) => {
			await gallery.cell(name).click({ modifiers });
			return gallery.selected();
		};
		assert.deepEqual(await press('harbour.webp'), ['harbour.webp']);
		assert.deepEqual(await press('team.jpeg', 'ControlOrMeta'), ['harbour.webp', 'team.jpeg']);
		assert.deepEqual(await press('harbour.webp', 'ControlOrMeta'), ['team.jpeg']);
		assert.deepEqual(await press('team.jpeg'), ['team.jpeg']);
		assert.deepEqual(await press('바다-위의-등대.webp', 'Shift'), [
			'team.jpeg',
			'café-menu.png',
			'바다-위의-등대.webp',
		]);
		assert.deepEqual(await press('lighthouse-at-night.webp', 'Shift'), [
			'lighthouse-at-night.webp',
			'harbour.webp',
			'team.jpeg',
		]);
		await gallery.cell('harbour.webp').dblclick();
		await asked(gallery, 'asset.2', 'open');
	});

	test('the keyboard moves, selects, opens and deletes, with one stop of the Tab key', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		const press = async (key: string) => {
			await page.keyboard.press(key);
			await gallery.settled();
		};
		const isOn = async (name: string) => {
			assert.ok(await gallery.hasFocus(gallery.cell(name)), name);
		};
		await page.getByRole('radio', { name: 'All', exact: true }).focus();
		await press('Tab');
		await isOn('lighthouse-at-night.webp');
		for (const [key, name] of [
			['ArrowRight', 'harbour.webp'],
			['ArrowDown', 'onboarding-sun-with-a-name-that-is-far-too-long.png'],
			['ArrowUp', 'harbour.webp'],
			['ArrowLeft', 'lighthouse-at-night.webp'],
			['ArrowLeft', 'lighthouse-at-night.webp'],
			['ArrowUp', 'lighthouse-at-night.webp'],
			['End', 'mountains.webp'],
			['ArrowDown', 'mountains.webp'],
			['Home', 'lighthouse-at-night.webp'],
			['PageDown', 'mountains.webp'],
			['PageUp', 'café-menu.png'],
		] as const) {
			await press(key);
			if (key === 'PageUp') {
				// By as many rows as are in sight, in the same column.
				await press('Home');
			} else {
				await isOn(name);
			}
		}
		await press(' ');
		await press('ArrowRight');
		await press('ArrowRight');
		await press(' ');
		assert.deepEqual(await gallery.selected(), ['lighthouse-at-night.webp', 'team.jpeg']);
		await press(' ');
		assert.deepEqual(await gallery.selected(), ['lighthouse-at-night.webp']);
		await press('Shift+ArrowRight');
		assert.equal((await gallery.selected()).length, 2);
		await press('Shift+ArrowRight');
		assert.equal((await gallery.selected()).length, 3);
		await press('Control+a');
		assert.equal((await gallery.selected()).length, 9);
		await press('Escape');
		assert.deepEqual(await gallery.selected(), []);
		await press('Home');
		await press('Enter');
		await asked(gallery, 'asset.1', 'open');
		await press('Delete');
		assert.deepEqual((await gallery.request('deleteAssets')).assets, ['asset.1']);
		await gallery.answer('deleteAssets');
		await gallery.update([], ['asset.1']);
		await gallery.said('1 image deleted');
		await isOn('harbour.webp');
		await press('Tab');
		assert.equal(await page.locator('.asset-grid :focus').count(), 0, 'one stop');
		await press('Shift+Tab');
		await isOn('harbour.webp');
	});

	test('several: the bar with the total price, what it asks for, and what is announced', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		const bar = page.getByRole('group', { name: 'Selected images' });
		await gallery.cell('lighthouse-at-night.webp').click();
		assert.ok(await bar.isHidden());
		await gallery.cell('team.jpeg').click({ modifiers: ['Shift'] });
		assert.ok(await bar.getByText('3 selected').isVisible());
		await bar.getByRole('button', { name: 'Re-render at High Quality · 1,440 credits' }).click();
		const { assets, credits } = await gallery.request('finalizeAssets');
		assert.deepEqual([assets, credits], [['asset.1', 'asset.2', 'asset.3'], 1440]);
		await gallery.answer('finalizeAssets', 'That is more than today’s limit.');
		await page.getByRole('alert').filter({ hasText: 'today’s limit' }).waitFor();
		await gallery.cell('mountains.webp').click({ modifiers: ['ControlOrMeta'] });
		await bar.getByRole('button', { name: 'Re-render 3 at High Quality · 1,440 credits' }).waitFor();
		await gallery.cell('mountains.webp').click({ button: 'right' });
		await gallery.item('Re-render 3 at High Quality (1,440 credits)').waitFor();
		await gallery.item('Delete 4 Images').click();
		assert.equal((await gallery.request('deleteAssets')).assets.length, 4);
		assert.equal(await bar.getByRole('button', { name: 'Delete' }).getAttribute('aria-disabled'), 'true');
		await gallery.answer('deleteAssets');
		await gallery.said('4 images deleted');
		await bar.getByRole('button', { name: 'Clear Selection' }).click();
		assert.deepEqual(await gallery.selected(), []);
		assert.ok(await bar.isHidden());
		await page.keyboard.press('Control+a');
		await page.getByRole('searchbox').fill('harbour');
		await bar.getByText('2 selected').waitFor();
		await bar.getByRole('button', { name: 'Delete' }).click();
		await waitFor('two', async () => (await gallery.request('deleteAssets')).assets.length === 2);
		await gallery.update([], ['asset.2', 'asset.8']);
		await gallery.answer('deleteAssets');
		await gallery.said('2 images deleted');
	});

	test('a page that moves closes the menu, and the image has the focus again', async () => {
		await using gallery = await openSampleGallery({ width: 500, height: 700 });
		const { page } = gallery;
		const cell = gallery.cell('harbour.webp');
		await cell.scrollIntoViewIfNeeded();
		await gallery.settled();
		const open = async () => {
			await cell.click({ button: 'right' });
			return page.getByRole('menuitem').first().isVisible();
		};
		// A scroll event that is still to come closes it, too.
		await waitFor('the menu', open);
		await page.evaluate('scrollBy(0, -40)');
		const { y } = (await cell.boundingBox()) ?? {};
		await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
		assert.ok(await gallery.hasFocus(cell));
		assert.equal((await cell.boundingBox())?.y, y, 'it moved further');
	});

	test('every action of the menu, by keyboard; what spends names its price', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		await gallery.cell('lighthouse-at-night.webp').click();
		const titles: [string, AssetAction | undefined][] = [
			['Open', 'open'],
			['Reveal in Explorer', 'reveal'],
			['Insert Link', 'insertLink'],
			['Copy Path', 'copyPath'],
			['Copy Markdown', 'copyMarkdown'],
			['Copy Public URL', 'copyPublicUrl'],
			['Edit Image…', 'edit'],
			['Add as Reference', 'addReference'],
			['Use Prompt Again', undefined],
			['Re-render at High Quality… (480 credits)', 'finalize'],
			['Regenerate Image…', 'regenerate'],
			['Cut Out Background…', 'cutOut'],
			['Create Icon Set…', 'createIconSet'],
			['Use as Project Style', 'useAsStyle'],
		];
		for (const [index, [title, action]] of titles.entries()) {
			await page.keyboard.press(index % 2 === 0 ? 'Shift+F10' : 'ContextMenu');
			if (index === 0) {
				assert.deepEqual(await page.getByRole('menuitem').allInnerTexts(), [
					...titles.map(([name]) => name),
					'Show Prompt and Parameters',
					'Show Edit Chain',
					'Delete',
				]);
				assert.equal(await page.getByRole('separator').count(), 5);
			}
			for (let step = 0; step < index; step += 1) {
				await page.keyboard.press('ArrowDown');
			}
			assert.ok(await gallery.hasFocus(gallery.item(title)), title);
			if (action === undefined) {
				await page.keyboard.press('Escape');
			} else {
				await page.keyboard.press('Enter');
				await asked(gallery, 'asset.1', action);
				await gallery.answer('asset');
			}
			assert.ok(await gallery.hasFocus(gallery.cell('lighthouse-at-night.webp')));
		}
		await gallery.cell('team.jpeg').click({ button: 'right' });
		assert.deepEqual(await gallery.selected(), ['team.jpeg']);
		assert.equal(await gallery.item('Copy Public URL').count(), 0);
		await gallery.item('Use Prompt Again').click();
		assert.equal(await page.getByRole('textbox', { name: 'Prompt' }).inputValue(), 'Team photo, collage');
		await gallery.cell('team.jpeg').click({ button: 'right' });
		await gallery.item('Delete').click();
		assert.deepEqual((await gallery.request('deleteAssets')).assets, ['asset.3']);
	});

	test('the likeliest actions stand on a card under the pointer, and on a new one in any case', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		const isSeen = (name: string) =>
			gallery
				.cell(name)
				.locator('.tools')
				.evaluate((node: unknown) => {
					const { getComputedStyle } = globalThis as unknown as {
						getComputedStyle: (of: unknown) => { opacity: string };
					};
					return getComputedStyle(node).opacity === '1';
				});
		assert.ok(!(await isSeen('harbour.webp')));
		await gallery.cell('harbour.webp').hover();
		assert.ok(await isSeen('harbour.webp'));
		const on = (name: string) =>
			gallery.cell('harbour.webp').getByRole('button', { name, exact: true, includeHidden: true });
		for (const [name, action] of [
			['Edit', 'edit'],
			['Insert Link', 'insertLink'],
		] satisfies [string, AssetAction][]) {
			await on(name).click();
			await asked(gallery, 'asset.2', action);
			await gallery.answer('asset');
		}
		assert.equal((await gallery.request('describeLink')).asset, 'asset.2');
		const { id } = await gallery.request('describeLink');
		await gallery.post({ type: 'result', id, link: { text: '![](assets/harbour.webp)' } });
		await gallery.cell('harbour.webp').getByText('guide.md, line 12: ![](assets/harbour.webp)').waitFor();
		await on('More Actions…').click();
		await gallery.item('Copy Path').click();
		await asked(gallery, 'asset.2', 'copyPath');
		assert.ok(await gallery.hasFocus(gallery.cell('harbour.webp')));
		const buttons = gallery.cell('mountains.webp').locator('.tools button');
		assert.equal(await buttons.count(), 1, 'nothing is to be done with a lost one');
		assert.equal(await buttons.getAttribute('title'), 'More Actions…');
		// A new one needs no pointer, and its buttons are stops of the Tab key.
		await gallery.update([sampleAsset(0, { name: 'new.webp' })]);
		await page.mouse.move(0, 0);
		assert.ok(await isSeen('new.webp'));
		await gallery.cell('new.webp').focus();
		await page.keyboard.press('Tab');
		assert.ok(await gallery.hasFocus(gallery.cell('new.webp').getByRole('button', { name: 'Insert Link' })));
	});

	test('Insert Link says where the link is, shows it, takes it back, and asks before it writes a second one', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		const answer = async (already: boolean) => {
			const { id } = await gallery.request('asset');
			await gallery.post({ type: 'result', id, inserted: { document: 'docs/guide.md', line: 9, already } });
			await gallery.settled();
		};
		const insert = async () => {
			await gallery.cell('harbour.webp').click({ button: 'right' });
			await gallery.item('Insert Link').click();
			await asked(gallery, 'asset.2', 'insertLink');
		};
		await insert();
		await answer(false);
		const bar = page.locator('.link-bar');
		await bar.getByText('Inserted in guide.md, line 9').waitFor();
		await gallery.said('Inserted in guide.md, line 9');
		await bar.getByRole('button', { name: 'Show' }).click();
		await gallery.request('showLink');
		await gallery.answer('showLink');
		await insert();
		await answer(true);
		await bar.getByText("It's already in guide.md, line 9.").waitFor();
		assert.equal(await bar.getByRole('button', { name: 'Undo' }).count(), 0);
		await bar.getByRole('button', { name: 'Insert Again' }).click();
		await waitFor('a wish for a second one', async () => (await gallery.request('asset')).again === true);
		await answer(false);
		await bar.getByRole('button', { name: 'Undo' }).click();
		await gallery.request('undoLink');
		await gallery.answer('undoLink');
		await bar.waitFor({ state: 'detached' });
		await gallery.said('Link removed');
	});

	for (const [width, theme] of [
		[300, 'light'],
		[1000, 'dark'],
	] as const) {
		test(`why Insert Link failed stands where it is seen, at ${width} pixels, and goes`, async () => {
			await using gallery = await openSampleGallery({ width, height: 600, theme });
			const { page } = gallery;
			await page.evaluate('scrollTo(0, 1e6); document.querySelector(".content").scrollTo(0, 1e6)');
			await gallery.settled();
			await gallery.cell('harbour-fog.webp').scrollIntoViewIfNeeded();
			await gallery.settled();
			await gallery.cell('harbour-fog.webp').click({ button: 'right' });
			await gallery.item('Insert Link').click();
			await gallery.request('asset');
			await gallery.answer('asset', "A link can't be placed at the cursor. Put the cursor somewhere else.");
			const alert = page.getByRole('alert').filter({ hasText: "can't be placed" });
			await alert.waitFor();
			const box = await alert.locator('.error').boundingBox();
			assert.ok(box && box.y > 0 && box.y + box.height <= 600, JSON.stringify(box));
			await gallery.screenshot(`error-${width}-${theme}`);
			await alert.getByRole('button', { name: 'Dismiss' }).click();
			await alert.waitFor({ state: 'hidden' });
		});
	}

	test('an image that is dragged out carries its path, and is no reference when it comes back', async () => {
		await using gallery = await openSampleGallery();
		const data = await gallery.page.evaluate<string[]>(`(() => {
			const card = document.querySelector('[data-asset="asset.2"]');
			const dataTransfer = new DataTransfer();
			card.dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }));
			const over = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true });
			card.dispatchEvent(over);
			return [dataTransfer.getData('${imagePathType}'), String(over.defaultPrevented), ...dataTransfer.types];
		})()`);
		assert.deepEqual(data, ['assets/harbour.webp', 'false', imagePathType]);
	});

	test('how an image was made: in a dialog, from which the focus returns', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		await gallery.cell('harbour-fog.webp').click({ button: 'right' });
		await gallery.item('Show Prompt and Parameters').click();
		const dialog = page.getByRole('dialog', { name: 'harbour-fog.webp' });
		const text = await dialog.innerText();
		for (const part of [
			'The same in fog',
			'low · 3:2 · WebP 90',
			'assets/harbour.webp',
			'https://example.com/fog.png',
			'45 credits',
			'assets/harbour-fog.webp',
			'1536 × 1024',
		]) {
			assert.ok(text.includes(part), part);
		}
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await dialog.getByRole('button', { name: 'Copy Prompt' }).click();
		await gallery.said('Prompt copied');
		assert.equal(await page.evaluate('navigator.clipboard.readText()'), 'The same in fog');
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'detached' });
		assert.ok(await gallery.hasFocus(gallery.cell('harbour-fog.webp')));
		await gallery.cell('team.jpeg').click({ button: 'right' });
		await gallery.item('Show Prompt and Parameters').click();
		await page.getByRole('dialog').getByText('Free').waitFor();
		await page.mouse.click(1390, 850);
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.keyboard.press('Shift+F10');
		await gallery.item('Show Prompt and Parameters').click();
		await page.getByRole('dialog').getByRole('button', { name: 'Use Prompt Again' }).click();
		assert.equal(await page.getByRole('textbox', { name: 'Prompt' }).inputValue(), 'Team photo, collage');
		await gallery.settled();
		assert.ok(await gallery.hasFocus(page.getByRole('textbox', { name: 'Prompt' })));
	});
});
