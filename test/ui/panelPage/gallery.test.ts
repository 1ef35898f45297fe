import assert from 'node:assert/strict';
import { openGallery, openSampleGallery, type GalleryPage } from '../../support/webview/openGallery.ts';
import { galleryState, sampleAsset, sampleAssets, wholeState } from '../../support/webview/sampleAssets.ts';
import { busyJobs, newcomerState, sampleCard, variation } from '../../support/webview/samplePanelImages.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

const allNames = sampleAssets.toSorted((a, b) => b.createdAt - a.createdAt || (a.path < b.path ? -1 : 1));

/** The built page of the panel in a browser: what the gallery shows. */
suite('panel page: gallery', () => {
	const all = allNames.map(({ name }) => name);
	const chip = ({ page }: GalleryPage, name: string) =>
		page.getByRole('radiogroup', { name: 'Show' }).getByRole('radio', { name, exact: true });
	const choose = async (gallery: GalleryPage, name: string) => {
		await chip(gallery, name).check({ force: true });
	};

	test('shows the newest first, with quality, size and age', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		await gallery.shows(all);
		assert.equal(await page.locator('.assets .count').innerText(), '9');
		const card = gallery.cell('harbour.webp');
		assert.match(await card.innerText(), /^harbour\.webp\s+1536 × 1024\s+16 min ago\s+high\s/);
		assert.match(await gallery.cell('lighthouse-at-night.webp').innerText(), /medium · edited\s/);
		assert.match(await gallery.cell('team.jpeg').innerText(), /placeholder\s/);
		assert.match(await gallery.cell('café-menu.png').innerText(), /yesterday\s/);
		assert.match(await gallery.cell('harbour-fog.webp').innerText(), /\d+ [A-Z][a-z]{2} \d{4}\s/);
		const name = /^harbour\.webp 1536 × 1024 16 min ago high$/;
		assert.ok(await page.getByRole('gridcell', { name }).isVisible());
		assert.match((await card.locator('time').getAttribute('title')) ?? '', / at \d\d:\d\d$/);
	});

	test('searches all words in prompt, style, name and path, whatever case and accents', async () => {
		await using gallery = await openSampleGallery();
		const search = gallery.page.getByRole('searchbox');
		for (const [text, names] of [
			['LIGHTHOUSE sea', ['lighthouse-at-night.webp', 'harbour.webp']],
			['muted', ['harbour.webp']],
			['assets/team', ['team.jpeg']],
			['creme BRULEE', ['café-menu.png']],
			['cafe\u0301', ['café-menu.png']],
			['바다'.normalize('NFD'), ['바다-위의-등대.webp']],
			['png', ['café-menu.png', 'onboarding-sun-with-a-name-that-is-far-too-long.png']],
			['  ', all],
		] as const) {
			await search.fill(text);
			await gallery.shows(names);
		}
		await search.fill('harbour');
		await gallery.said('2 images');
		await gallery.page.keyboard.press('ArrowDown');
		assert.ok(await gallery.hasFocus(gallery.cell('harbour.webp')));
		await search.focus();
		await gallery.page.keyboard.press('Escape');
		await gallery.shows(all);
		await search.fill('nothing like that');
		await gallery.page.getByText('No image matches.').waitFor();
		await gallery.said('0 images');
		await gallery.button('Clear Filters').click();
		await gallery.shows(all);
		assert.ok(await gallery.hasFocus(search));
	});

	test('each filter, offered where it shows something', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		const chips = page.getByRole('radiogroup', { name: 'Show' });
		assert.equal(await chip(gallery, 'Not Saved').count(), 0);
		for (const [name, names] of [
			['Medium', ['lighthouse-at-night.webp', 'harbour-fog.webp']],
			['High', ['harbour.webp', 'café-menu.png']],
			['Placeholders', ['team.jpeg']],
			['Edited', ['lighthouse-at-night.webp', 'harbour-fog.webp']],
			['All', all],
		] as const) {
			await choose(gallery, name);
			await gallery.shows(names);
		}
		await chip(gallery, 'All').focus();
		await page.keyboard.press('ArrowRight');
		assert.ok(await chip(gallery, 'Low').isChecked());
		await waitFor('the drafts', async () => (await gallery.names()).every(name => name !== 'team.jpeg'));
		const medium = chips.locator('.segment', { hasText: 'Medium' });
		assert.equal(await medium.getAttribute('title'), '2 images');
		await gallery.update([], ['asset.1', 'asset.8']);
		await medium.waitFor({ state: 'detached' });
	});

	test('Not Saved shows the sets that wait, and nothing else', async () => {
		await using gallery = await openGallery({ state: wholeState });
		const { page } = gallery;
		assert.equal(await page.locator('.cards > li:visible').count(), 5);
		await choose(gallery, 'Not Saved');
		await gallery.settled();
		assert.equal(await page.locator('.cards > li:visible').count(), 2);
		assert.ok(await page.locator('.assets').isHidden());
		await page.getByRole('searchbox').fill('paper bird');
		await gallery.settled();
		assert.equal(await page.locator('.cards > li:visible').count(), 1);
		await page.getByRole('searchbox').fill('no such thing');
		await gallery.button('Clear Filters').click();
		await gallery.settled();
		assert.equal(await page.locator('.cards > li:visible').count(), 5);
		await page.getByRole('searchbox').fill('lighthouse');
		await page.locator('.jobs').waitFor({ state: 'hidden' });
	});

	test('a set of which nothing is chosen yet can be found under Not Saved', async () => {
		await using gallery = await openGallery();
		assert.equal(await chip(gallery, 'Not Saved').count(), 0);
		await gallery.post({ type: 'jobs', changed: [sampleCard(2, variation('/sun.webp'))], removed: [] });
		await chip(gallery, 'Not Saved').waitFor();
		await gallery.shows(all);
	});

	test('the edit chain, there and back', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		await gallery.cell('team.jpeg').click({ button: 'right' });
		assert.equal(await gallery.item('Show Edit Chain').count(), 0);
		await page.keyboard.press('Escape');
		await gallery.cell('harbour-fog.webp').click({ button: 'right' });
		await gallery.item('Show Edit Chain').click();
		const chain = ['lighthouse-at-night.webp', 'harbour.webp', 'harbour-fog.webp'];
		await gallery.shows(chain);
		assert.ok(await gallery.hasFocus(gallery.cell('harbour-fog.webp')));
		await gallery.update([sampleAsset(0, { name: 'newer.webp', madeFrom: ['asset.8'], references: ['x'] })]);
		await gallery.shows(['newer.webp', ...chain]);
		await gallery.button('Chain of harbour-fog.webp').click();
		await gallery.shows(['newer.webp', ...all]);
		await gallery.cell('newer.webp').click({ button: 'right' });
		await gallery.item('Show Edit Chain').click();
		await gallery.update([], ['asset.0']);
		await gallery.shows(all);
	});

	test('what was changed by hand, is gone, or can come back is marked so', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		const changed = gallery.cell('onboarding-sun-with-a-name-that-is-far-too-long.png');
		assert.ok(await changed.getByText('changed by hand').isVisible());
		const gone = gallery.cell('mountains.webp');
		assert.ok(await gone.getByText('not found').isVisible());
		assert.equal(await gone.getByRole('button', { name: /^Restore/ }).count(), 0);
		await gone.click({ button: 'right' });
		for (const name of ['Open', 'Insert Link', 'Edit Image…', 'Restore', 'Regenerate Image…']) {
			assert.equal(await gallery.item(name).count(), 0, name);
		}
		await page.keyboard.press('Escape');
		await gallery.button('Restore').click();
		const { asset, action } = await gallery.request('asset');
		assert.deepEqual([asset, action], ['asset.6', 'restore']);
		await gallery.answer('asset', 'It was kept for 7 days only.');
		await page.getByRole('alert').filter({ hasText: 'It was kept for 7 days only.' }).waitFor();
		await gallery.takeFacts([{ id: 'asset.6', status: 'whole', width: 1024, height: 1536 }]);
		await gallery.button('Restore').waitFor({ state: 'hidden' });
	});

	test('a record that cannot be read is named, with what helps', async () => {
		await using gallery = await openGallery({ state: wholeState });
		const { page } = gallery;
		await page.getByText('has a merge conflict (line 12).').waitFor();
		await gallery.button('Open File').click();
		assert.equal((await gallery.request('openRecord')).problem, 0);
		await gallery.answer('openRecord', 'It cannot be opened.');
		await page.getByRole('alert').filter({ hasText: 'It cannot be opened.' }).waitFor();
		await gallery.post({
			type: 'assets',
			changed: [],
			removed: sampleAssets.map(({ id }) => id),
			recordProblems: [{ message: 'It is damaged.' }, { message: 'docs: no.', step: 'Open File' }],
		});
		await page.getByText('It is damaged.').waitFor();
		await gallery.button('Open File').click();
		await waitFor('the second', async () => (await gallery.request('openRecord')).problem === 1);
		assert.ok(await page.locator('.assets').isHidden());
		await gallery.update([]);
		assert.ok(await page.locator('.record-problem').first().isHidden());
	});

	test('changes are made in place, and the focus stays where it was', async () => {
		await using gallery = await openSampleGallery();
		const { page } = gallery;
		const card = gallery.cell('harbour.webp');
		await card.click();
		await page.evaluate('document.activeElement.mark = true');
		await gallery.update([sampleAsset(0), sampleAsset(-1), sampleAsset(-2), sampleAsset(-3)]);
		await gallery.shows(['image--3.webp', 'image--2.webp', 'image--1.webp', 'image-0.webp', ...all]);
		assert.ok(await gallery.hasFocus(card), 'on another row');
		assert.ok(await page.evaluate('document.activeElement.mark'), 'the same card');
		assert.deepEqual(await gallery.selected(), ['harbour.webp']);
		assert.equal(await card.locator('img').getAttribute('src'), '/dawn.webp');
		await gallery.update([sampleAsset(2, { name: 'port.webp', prompt: 'A port' })], ['asset.0']);
		assert.ok(await gallery.hasFocus(gallery.cell('port.webp')));
		await gallery.update([], ['asset.2']);
		assert.ok(await gallery.hasFocus(gallery.cell('team.jpeg')), 'what stands in its place');
		assert.deepEqual(await gallery.selected(), []);
	});

	test('what is searched for, the filter and the scroll return with the page', async () => {
		await using gallery = await openGallery({ height: 260 });
		const { page } = gallery;
		await choose(gallery, 'Low');
		await page.getByRole('searchbox').fill('web');
		await gallery.cell('바다-위의-등대.webp').click();
		await page.evaluate("document.querySelector('.content').scrollTop = 30");
		const names = await gallery.names();
		await gallery.recreate();
		await gallery.shows(names);
		assert.equal(await page.getByRole('searchbox').inputValue(), 'web');
		assert.ok(await chip(gallery, 'Low').isChecked());
		assert.deepEqual(await gallery.selected(), []);
		assert.equal(await page.evaluate("document.querySelector('.content').scrollTop"), 30);
	});

	test('without assets there is no gallery; with only assets there are no examples', async () => {
		await using newcomer = await openGallery({ state: newcomerState });
		assert.ok(await newcomer.page.locator('.gallery-header').isHidden());
		assert.ok(await newcomer.page.locator('.assets').isHidden());
		assert.equal(await newcomer.page.locator('.example:visible').count(), 4);
		await newcomer.update([sampleAsset(1)]);
		await newcomer.shows(['image-1.webp']);
		assert.equal(await newcomer.page.locator('.example:visible').count(), 0);
		await newcomer.post({ type: 'jobs', changed: [...busyJobs], removed: ['x'] });
		await newcomer.page.locator('.jobs').waitFor();
	});

	test('where the host has nothing to show, the page says why, and asks again', async () => {
		await using gallery = await openGallery({ answersReady: false });
		await gallery.post({ type: 'unavailable', message: 'The workspace cannot be read.' });
		await gallery.page.getByText('The workspace cannot be read.').waitFor();
		assert.ok((await gallery.page.locator('.skeleton').count()) === 0);
		await gallery.button('Try Again').click();
		await waitFor(
			'ready',
			async () => (await gallery.sent()).filter(({ type }) => type === 'ready').length === 2,
		);
		await gallery.post({ type: 'state', state: galleryState });
		await gallery.shows(all);
		assert.ok(await gallery.button('Try Again').isHidden());
		await gallery.post({ type: 'unavailable', message: 'Gone again.' });
		await gallery.page.locator('.panel').waitFor({ state: 'hidden' });
	});
});
