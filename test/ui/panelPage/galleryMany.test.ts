import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import { openGallery, openSampleGallery, type GalleryPage } from '../../support/webview/openGallery.ts';
import {
	galleryState,
	manyAssets,
	sampleAsset,
	sampleAssetFacts,
	wholeState,
} from '../../support/webview/sampleAssets.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

/** The built page of the panel in a browser: a gallery of any size, for everyone. */
suite('panel page: gallery, everyone', () => {
	const many = { ...galleryState, assets: manyAssets(2000) };

	for (const width of [1400, 360]) {
		test(`of 2,000 images only those in sight are there, at a width of ${width}`, async () => {
			await using gallery = await openGallery({ state: many, width });
			const { page } = gallery;
			const count = () => gallery.cells.count();
			assert.ok((await count()) < 80, String(await count()));
			await page.evaluate("document.querySelector('.content').scrollTop = 1e9; scrollTo(0, 1e9)");
			await gallery.cell('image-1999.webp').waitFor();
			await gallery.settled();
			assert.ok((await count()) < 80, String(await count()));
			const row = page.getByRole('row').last();
			const rows = await page.getByRole('grid').getAttribute('aria-rowcount');
			assert.equal(await row.getAttribute('aria-rowindex'), rows);
			assert.ok(await gallery.cell('image-0.webp').count(), 'the stop of the Tab key is always there');
			await gallery.cell('image-1999.webp').click();
			await page.keyboard.press('Home');
			await gallery.settled();
			assert.ok(await gallery.hasFocus(gallery.cell('image-0.webp')));
			await page.keyboard.press('End');
			await gallery.settled();
			assert.ok(await gallery.hasFocus(gallery.cell('image-1999.webp')));
			const box = await gallery.cell('image-1999.webp').boundingBox();
			assert.ok(box !== null && box.y > 0 && box.y + box.height <= 860, JSON.stringify(box));
		});
	}

	test('the item with the focus stays while others are scrolled through', async () => {
		await using gallery = await openGallery({ state: many });
		await gallery.cell('image-3.webp').click();
		await gallery.page.mouse.wheel(0, 20_000);
		await waitFor(
			'the first ones to be out of sight',
			async () => (await gallery.cell('image-5.webp').count()) === 0,
		);
		await gallery.settled();
		assert.ok(await gallery.hasFocus(gallery.cell('image-3.webp')));
		await gallery.page.keyboard.press('ArrowRight');
		await gallery.settled();
		const box = await gallery.cell('image-4.webp').boundingBox();
		assert.ok(box !== null && box.y > 50 && box.y < 860, JSON.stringify(box));
	});

	test('files are asked about as they come into sight, once, and again when they change', async () => {
		await using gallery = await openGallery({ state: many });
		const { page } = gallery;
		await waitFor('the first', async () => (await gallery.asked()).length === 1);
		const [first = []] = await gallery.asked();
		assert.equal(first[0], 'asset.0');
		assert.ok(first.length >= 20 && first.length <= 35 && !first.includes('asset.100'), first.join());
		// What is passed by is not asked about.
		await page.evaluate(`new Promise(done => {
			const content = document.querySelector('.content');
			content.scrollTop = 10_000;
			requestAnimationFrame(() => done(content.scrollTop = 20_000));
		})`);
		await waitFor('the next', async () => (await gallery.asked()).length === 2);
		await page.evaluate("document.querySelector('.content').scrollTop = 0");
		// Nothing is to be asked again.
		await page.waitForTimeout(300);
		assert.equal((await gallery.asked()).length, 2, 'known already');
		await gallery.takeFacts([{ id: 'asset.0', status: 'whole', thumbnail: '/dawn.webp' }]);
		await gallery.update([sampleAsset(0, { prompt: 'another' })]);
		await waitFor('the one', async () => (await gallery.asked()).length === 3);
		assert.deepEqual((await gallery.asked())[2], ['asset.0']);
		assert.ok(await gallery.cell('image-0.webp').locator('img').isVisible(), 'the old picture until then');
	});

	test('another width rearranges the cards, and the focus stays on the same one', async () => {
		await using gallery = await openGallery({ state: many });
		const { page } = gallery;
		await gallery.cell('image-7.webp').click();
		for (const [width, columns] of [
			[900, '2'],
			[640, '3'],
			[1400, '5'],
		] as const) {
			await page.setViewportSize({ width, height: 860 });
			await waitFor(
				columns,
				async () => (await page.getByRole('grid').getAttribute('aria-colcount')) === columns,
			);
			await gallery.settled();
			assert.ok(await gallery.hasFocus(gallery.cell('image-7.webp')));
			assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
		}
	});

	for (const theme of ['dark', 'light', 'hc', 'hcLight'] as const) {
		test(`axe finds nothing in ${theme}, whatever is shown`, async () => {
			await using gallery = await openSampleGallery({ state: wholeState, theme });
			const { page } = gallery;
			await check(gallery, 'with jobs');
			await page.getByRole('searchbox').fill('a');
			await gallery.cell('harbour.webp').click();
			await gallery.cell('team.jpeg').click({ modifiers: ['Shift'] });
			await gallery.cell('onboarding-sun-with-a-name-that-is-far-too-long.png').hover();
			await check(gallery, 'several selected');
			await gallery.cell('harbour.webp').click({ button: 'right' });
			await check(gallery, 'the menu of several');
			await page.keyboard.press('Escape');
			await page.keyboard.press('Escape');
			await page.keyboard.press('Shift+F10');
			await check(gallery, 'a menu');
			await gallery.item('Show Prompt and Parameters').click();
			await check(gallery, 'the details');
			await page.keyboard.press('Escape');
			await gallery.cell('lighthouse-at-night.webp').click({ button: 'right' });
			await gallery.item('Show Edit Chain').click();
			await check(gallery, 'a chain');
			await page.getByRole('searchbox').fill('nothing like that');
			await page.getByText('No image matches.').waitFor();
			await check(gallery, 'nothing');
			await gallery.post({ type: 'unavailable', message: 'It cannot be read.' });
			await check(gallery, 'unavailable');
		});
	}

	for (const theme of ['dark', 'light', 'hc'] as const) {
		for (const [width, height] of [
			[1400, 860],
			[360, 1200],
		] as const) {
			test(`screenshots in ${theme} at a width of ${width}`, async () => {
				for (const [name, state] of Object.entries({ gallery: galleryState, whole: wholeState })) {
					await using gallery = await openGallery({ state, theme, width, height });
					const { page } = gallery;
					await gallery.takeFacts(sampleAssetFacts);
					await page.waitForLoadState('networkidle');
					await page.evaluate("document.querySelector('.gallery-header').scrollIntoView()");
					const take = async (what: string) => {
						await gallery.settled();
						await gallery.screenshot(`${what}-${theme}-${width}`);
					};
					if (state === wholeState) {
						await take('gallery-and-jobs');
						continue;
					}
					await gallery.cell('harbour.webp').hover();
					await take(name);
					await gallery.cell('harbour.webp').click();
					await gallery.cell('team.jpeg').click({ modifiers: ['Shift'] });
					await take('gallery-selected');
					await page.keyboard.press('Escape');
					await gallery.cell('lighthouse-at-night.webp').click({ button: 'right' });
					await take('gallery-menu');
					await gallery.item('Show Prompt and Parameters').click();
					await take('gallery-details');
					assert.deepEqual(gallery.errors, []);
				}
			});
		}
	}
});

async function check(gallery: GalleryPage, what: string): Promise<void> {
	await gallery.settled();
	await gallery.page.evaluate(axe.source);
	const { violations } = await gallery.page.evaluate<AxeResults>('axe.run()');
	const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(', ')}`);
	assert.deepEqual(found, [], what);
}
