import assert from 'node:assert/strict';
import type { JobCard, PanelState } from '../../../src/shared/panel.ts';
import { sampleAsset } from '../../support/webview/sampleAssets.ts';
import { openPanelPage, type PanelPage } from '../../support/webview/openPanelPage.ts';
import {
	busyState,
	quietState,
	running,
	sampleCard,
	sampleSet,
	stopped,
	variation,
} from '../../support/webview/samplePanelImages.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

/** The built page of the panel in a browser: the cards of the jobs. */
suite('panel page: jobs', () => {
	const open = (jobs: readonly JobCard[], part: Partial<PanelState> = {}) =>
		openPanelPage({ state: { ...quietState, jobs: [...jobs], ...part }, width: 1400, height: 820 });
	const cards = ({ page }: PanelPage) => page.locator('.card');
	const ids = async (panel: PanelPage) => (await panel.request('saveVariations')).jobs;
	const lastAction = async (panel: PanelPage) => {
		const { job, action } = await panel.request('job');
		return [job, action];
	};

	test('a running job says what it does, how long, and about how far; time passes by itself', async () => {
		await using panel = await open([sampleCard(1, running(58_000))]);
		const { page } = panel;
		await page.getByText('Generating…').waitFor();
		await page.getByText(/^(58|59) s · usually 35 s$/).waitFor();
		await page.getByText('1 min 0 s · usually 35 s').waitFor();
		assert.equal(
			await page.getByRole('progressbar', { name: /^Progress/ }).getAttribute('aria-valuenow'),
			'95',
		);
		await panel.button('Cancel').click();
		assert.deepEqual(await lastAction(panel), [sampleCard(1, running()).id, 'cancel']);
		await panel.answer('job', 'It cannot be cancelled any more.');
		await cards(panel).getByRole('alert').filter({ hasText: 'It cannot be cancelled any more.' }).waitFor();
	});

	test('a finished image leaves what is in progress, and comes to the front of the images, with a highlight', async () => {
		const asset = sampleAsset(0, { name: 'fox.webp', createdAt: Date.now() });
		await using panel = await open([sampleCard(1, running()), sampleCard(0, running())], {
			assets: [sampleAsset(5), sampleAsset(6)],
		});
		const { page } = panel;
		const names = page.locator('.asset .asset-name');
		await panel.post({ type: 'assets', changed: [asset], removed: [], recordProblems: [] });
		await panel.post({ type: 'jobs', changed: [], removed: [sampleCard(1, running()).id] });
		await waitFor('the image', async () => (await names.first().innerText()) === 'fox.webp');
		assert.equal(await cards(panel).count(), 1);
		assert.equal(await page.locator('.jobs .count').innerText(), '1');
		assert.equal(await page.locator('.assets .count').innerText(), '3');
		assert.equal(await page.locator('.asset.new').count(), 1);
		const fresh = page.locator('.asset', { hasText: 'fox.webp' });
		for (const name of ['Insert Link', 'Edit', 'More Actions…']) {
			assert.ok(await fresh.getByRole('button', { name, exact: true }).isVisible(), name);
		}
		assert.equal(await page.locator('main + p[role=status]').innerText(), 'Image saved');
		await page.locator('.asset.new').waitFor({ state: 'detached' });
		await panel.post({ type: 'jobs', changed: [sampleCard(0, stopped('paused'))], removed: [] });
		await page.getByText('Not saved: The disk is full.').waitFor({ state: 'attached' });
	});

	test('what runs comes first, then what waits or needs an answer, then sets to choose from', async () => {
		const set = sampleSet(2);
		await using panel = await open([
			...set,
			sampleCard(3, stopped('error'), { prompt: 'failed' }),
			sampleCard(2, stopped('paused'), { prompt: 'paused' }),
			sampleCard(1, running(), { prompt: 'older' }),
			sampleCard(4, running(), { prompt: 'newer' }),
		]);
		const groups = panel.page.locator('.cards > li');
		const labels = await groups.evaluateAll(all =>
			all.map(each => (each as { getAttribute(name: string): string | null }).getAttribute('aria-label')),
		);
		assert.deepEqual(labels, ['newer', 'older', 'paused', 'failed', set[0]?.prompt]);
		await panel.page.getByRole('button', { name: 'In progress: 6' }).waitFor();
		assert.equal(await panel.page.locator('.jobs .count').innerText(), '6');
	});

	test('changes are made in place: the focus stays, newest come first, removed ones go', async () => {
		await using panel = await open([sampleCard(2, running()), sampleCard(1, running())]);
		const { page } = panel;
		const cancel = cards(panel).nth(1).getByRole('button', { name: 'Cancel' });
		await cancel.focus();
		await panel.post({
			type: 'jobs',
			changed: [sampleCard(9, running()), sampleCard(1, { ...running(20_000), text: 'Saving…' } as never)],
			removed: [sampleCard(2, running()).id],
		});
		await page.getByText('Saving…').waitFor();
		assert.equal(await cards(panel).count(), 2);
		assert.ok(await panel.hasFocus(cards(panel).nth(1).getByRole('button', { name: 'Cancel' })));
		await panel.post({ type: 'jobs', changed: [sampleCard(1, stopped('error'))], removed: [] });
		await page.getByText('The service refused').first().waitFor();
		await waitFor('the focus on the card', async () => panel.hasFocus(cards(panel).nth(1)));
		await panel.post({ type: 'jobs', changed: [], removed: [sampleCard(1, running()).id] });
		await waitFor('one card', async () => (await cards(panel).count()) === 1);
		await waitFor('the focus near', async () => page.evaluate('document.activeElement !== document.body'));
	});

	test('fifty running jobs that change twice a second cost little', async () => {
		const jobs = Array.from({ length: 50 }, (_, index) => sampleCard(index, running(index * 100)));
		await using panel = await open(jobs);
		const { page } = panel;
		assert.equal(await cards(panel).count(), 50);
		await page.evaluate('document.querySelectorAll(".card").forEach(card => (card.mark = true))');
		const ms = await page.evaluate<number>(`(async () => {
			const jobs = ${JSON.stringify(jobs)};
			const frame = () => new Promise(done => requestAnimationFrame(done));
			let spent = 0;
			for (let round = 0; round < 20; round += 1) {
				for (const { status } of jobs) status.elapsed += 500;
				const before = performance.now();
				dispatchEvent(new MessageEvent('message', { data: { type: 'jobs', changed: jobs, removed: [] } }));
				spent += performance.now() - before;
				await frame();
			}
			return spent / 20;
		})()`);
		assert.ok(ms < 50, `${ms} ms`);
		assert.ok(await page.evaluate('[...document.querySelectorAll(".card")].every(card => card.mark)'));
	});

	test('a stopped job says why, and offers what can be done', async () => {
		await using panel = await open(busyState.jobs);
		const { page } = panel;
		const card = page.locator('.card', { hasText: 'No answer from the service.' });
		await card.getByRole('button', { name: 'Send Again… (45 credits)' }).click();
		assert.equal((await lastAction(panel))[1], 'sendAgain');
		await card.getByRole('button', { name: 'Dismiss' }).click();
		await waitFor('dismiss', async () => (await lastAction(panel))[1] === 'dismiss');
	});

	test('the menu: by keyboard, back to its button, and what it does', async () => {
		await using panel = await open([sampleCard(1, running()), sampleCard(0, running())]);
		const { page } = panel;
		const more = cards(panel).first().getByRole('button', { name: 'More Actions' });
		const item = (name: string) => page.getByRole('menuitem', { name });
		await more.focus();
		await page.keyboard.press('ArrowDown');
		assert.ok(await panel.hasFocus(item('Use Prompt Again')));
		await page.keyboard.press('ArrowUp');
		assert.ok(await panel.hasFocus(item('Copy as curl')));
		await page.keyboard.press('Home');
		await page.keyboard.press('c');
		assert.ok(await panel.hasFocus(item('Copy as curl')));
		await page.keyboard.press('Escape');
		assert.ok(await panel.hasFocus(more));
		assert.equal(await page.getByRole('menu').count(), 0);
		await page.keyboard.press('Enter');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		assert.equal((await panel.request('copyCurl')).job, sampleCard(1, running()).id);
		await more.click();
		await item('Use Prompt Again').click();
		const prompt = page.getByRole('textbox', { name: 'Prompt' });
		assert.equal(await prompt.inputValue(), sampleCard(1, running()).prompt);
		assert.ok(await panel.hasFocus(prompt));
		await more.click();
		await page.mouse.click(700, 700);
		assert.equal(await page.getByRole('menu').count(), 0);
	});

	suite('variations', () => {
		test('stand side by side, are ticked by a click on the image, and saved together', async () => {
			await using panel = await open(sampleSet());
			const { page } = panel;
			await page.getByText('4 variations · 180 credits').waitFor();
			const save = page.getByRole('button', { name: /^Save/ });
			assert.equal(await save.getAttribute('aria-disabled'), 'true');
			await page.locator('.pick').nth(0).click();
			const second = page.getByRole('checkbox', { name: 'Variation 2' });
			await second.focus();
			await page.keyboard.press('Space');
			await page.getByText('The other is kept for 7 days.').waitFor();
			await panel.button('Save 2 Chosen').click();
			const wanted = sampleSet()
				.slice(0, 2)
				.map(({ id }) => id);
			assert.deepEqual(await ids(panel), wanted);
			await panel.button('Open Variation 3').click();
			assert.equal((await panel.request('openVariation')).job, sampleSet()[2]?.id);
		});

		test('what is ticked stays so in another page', async () => {
			await using panel = await open(sampleSet());
			await panel.page.locator('.pick').nth(1).click();
			await panel.recreate();
			await panel.button('Save 1 Chosen').waitFor();
			assert.ok(await panel.page.getByRole('checkbox', { name: 'Variation 2' }).isChecked());
		});

		test('those that were not chosen can be saved while they are kept', async () => {
			const [first, second, third] = sampleSet(3);
			assert.ok(first && second && third);
			await using panel = await open([first, second, third]);
			const { page } = panel;
			const until = Date.UTC(2027, 11, 1, 12);
			await panel.post({
				type: 'jobs',
				changed: [
					{ ...second, status: variation('/sun.webp', until) },
					{ ...third, status: variation('/sun.webp', until) },
				],
				removed: [first.id],
			});
			await cards(panel).first().waitFor({ state: 'detached' });
			await page.getByRole('radio', { name: 'Not Saved' }).check({ force: true });
			await page.getByText('2 not saved').waitFor();
			await page.getByText('kept until 1 Dec').first().waitFor();
			assert.equal(await page.getByRole('checkbox').count(), 0);
			await panel.button('Save Variation 2').click();
			assert.deepEqual(await lastAction(panel), [second.id, 'save']);
		});
	});
});
