import assert from 'node:assert/strict';
import type { JobCard, PanelState } from '../../../src/shared/panel.ts';
import { openPanelPage, type PanelPage, type PanelPageOptions } from '../../support/webview/openPanelPage.ts';
import { sampleAsset } from '../../support/webview/sampleAssets.ts';
import {
	quietState,
	running,
	sampleCard,
	sampleSet,
	stopped,
	variation,
} from '../../support/webview/samplePanelImages.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

/** The built page of the panel in a browser: what comes of a job out of sight. */
suite('panel page: results out of sight', () => {
	const open = (options: Partial<PanelPageOptions> = {}, part: Partial<PanelState> = {}) =>
		openPanelPage({
			state: { ...quietState, jobs: [], draft: { prompt: 'a fox' }, ...part },
			width: 300,
			height: 640,
			...options,
		});
	const post = (panel: PanelPage, changed: readonly JobCard[], removed: readonly string[] = []) =>
		panel.post({ type: 'jobs', changed: [...changed], removed: [...removed] });
	const hint = ({ page }: PanelPage) => page.locator('.news');
	const scrolled = ({ page }: PanelPage) => page.evaluate<number>('scrollY');
	const leave = ({ page }: PanelPage) =>
		page.evaluate('document.dispatchEvent(new PointerEvent("pointerleave"))');
	const fox = sampleCard(1, running(), { prompt: 'a fox' });
	const image = sampleAsset(0, { job: fox.id, name: 'fox.webp', prompt: 'a fox' });

	/** Starts a job in the page with its button, whose pointer stays on it. */
	async function start(panel: PanelPage, cards: readonly JobCard[] = [fox]): Promise<void> {
		// A click of Playwright would scroll.
		const box = await panel.button(/^Generate/).boundingBox();
		assert.ok(box);
		await panel.page.mouse.click(box.x + 20, box.y + 10);
		await panel.request('generate');
		await post(panel, cards);
		await panel.answer('generate');
		await panel.settled();
	}
	async function save(panel: PanelPage): Promise<void> {
		await panel.post({ type: 'assets', changed: [image], removed: [], recordProblems: [] });
		await post(panel, [], [fox.id]);
		await panel.settled();
		await panel.settled();
	}

	test('an image made here comes into sight when the pointer and the focus are elsewhere', async () => {
		await using panel = await open();
		await start(panel);
		await leave(panel);
		await save(panel);
		assert.ok((await scrolled(panel)) > 0);
		await waitFor('the image', () => panel.page.locator('.asset').isVisible());
		assert.equal(await hint(panel).count(), 0);
	});

	test('under the pointer or away from a field nothing scrolls: a hint says it, and shows it', async () => {
		await using panel = await open();
		const { page } = panel;
		await start(panel);
		await save(panel);
		await hint(panel).getByText('Saved fox.webp').waitFor();
		assert.equal(await scrolled(panel), 0);
		await panel.screenshot('news-saved');
		await hint(panel).getByRole('button', { name: 'Show' }).click();
		await waitFor('the focus on the image', () => panel.hasFocus(page.locator('.asset')));
		assert.ok((await scrolled(panel)) > 0);
		await hint(panel).waitFor({ state: 'detached' });

		await leave(panel);
		await page.getByRole('textbox', { name: 'Prompt', exact: true }).focus();
		await page.evaluate('scrollTo(0, 0)');
		await post(panel, [fox]);
		await post(panel, [{ ...fox, status: stopped('error') }]);
		await hint(panel).getByText('Failed: The service refused the prompt').waitFor();
		assert.equal(await scrolled(panel), 0);
		// A larger page shows it.
		await page.setViewportSize({ width: 1000, height: 640 });
		await hint(panel).waitFor({ state: 'detached' });
	});

	test('a failure comes before a result, stays until it is dismissed, and goes with its job', async () => {
		await using panel = await open({}, { jobs: [fox, { ...fox, id: sampleCard(2, running()).id }] });
		await post(panel, [{ ...fox, status: stopped('error') }]);
		await panel.post({ type: 'assets', changed: [image], removed: [], recordProblems: [] });
		await hint(panel).getByText('Failed:').waitFor();
		for (const width of [170, 300]) {
			await panel.page.setViewportSize({ width, height: 640 });
			await panel.screenshot(`news-failed-${width}`);
		}
		await post(panel, [], [fox.id]);
		await hint(panel).getByText('Saved fox.webp').waitFor();
		await hint(panel).getByRole('button', { name: 'Dismiss' }).click();
		await hint(panel).waitFor({ state: 'detached' });
		await waitFor('the focus on Generate', () => panel.hasFocus(panel.button(/^Generate/)));
	});

	test('each image is announced once, not again after an undone deletion or a rename', async () => {
		await using panel = await open();
		await start(panel);
		await leave(panel);
		await save(panel);
		await panel.page.evaluate('scrollTo(0, 0)');
		const renamed = { ...image, id: 'asset.8', name: 'red-fox.webp' };
		const changes = [
			{ changed: [], removed: [image.id] },
			{ changed: [image], removed: [] },
			{ changed: [renamed], removed: [image.id] },
		];
		for (const change of changes) {
			await panel.post({ type: 'assets', ...change, recordProblems: [] });
			await panel.settled();
			await panel.settled();
			assert.equal(await hint(panel).count(), 0);
			assert.equal(await scrolled(panel), 0);
		}
		// Another image of the same prompt, under the same name.
		const again = { ...fox, id: sampleCard(3, running()).id };
		await post(panel, [again]);
		await panel.post({
			type: 'assets',
			changed: [{ ...image, job: again.id }],
			removed: [],
			recordProblems: [],
		});
		await hint(panel).getByText('Saved fox.webp').waitFor();
	});

	test('a set is announced once all of its images have arrived; Save Chosen stays in sight', async () => {
		await using panel = await open({ theme: 'light' });
		const cards = sampleSet(3).map(card => ({ ...card, status: running() }));
		await start(panel, cards);
		const done = cards.map(card => ({ ...card, status: variation('/sun.webp') }));
		await post(panel, done.slice(0, 2));
		await panel.settled();
		assert.equal(await hint(panel).count(), 0);
		await post(panel, done.slice(2));
		await hint(panel).getByText('3 images to choose from').waitFor();
		await hint(panel).getByRole('button', { name: 'Show' }).click();
		await waitFor('the set', () => panel.hasFocus(panel.page.locator('.set')));
		const box = await panel.button('Save Chosen').boundingBox();
		assert.ok(box && box.y + box.height <= 640, JSON.stringify(box));
		await panel.screenshot('news-set');
	});

	test('what a filter hides is shown, too', async () => {
		await using panel = await open(
			{ width: 1000 },
			{ assets: [sampleAsset(5, { prompt: 'a wolf' })], jobs: [fox] },
		);
		await panel.page.getByRole('searchbox').fill('wolf');
		await save(panel);
		await hint(panel).getByRole('button', { name: 'Show' }).click();
		await waitFor('the image', () => panel.page.locator('.asset', { hasText: 'fox.webp' }).isVisible());
		assert.equal(await panel.page.getByRole('searchbox').inputValue(), '');
		await waitFor('the focus on the image', () => panel.hasFocus(panel.page.locator('.asset').first()));
	});
});
