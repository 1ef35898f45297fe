import assert from 'node:assert/strict';
import type { JobCard, PanelImageAction, PanelState } from '../../../src/shared/panel.ts';
import { openPanelPage, type PanelPage } from '../../support/webview/openPanelPage.ts';
import {
	busyState,
	quietState,
	running,
	sampleCard,
	sampleSet,
	saved,
	stopped,
	variation,
} from '../../support/webview/samplePanelImages.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

/** The built page of the panel in a browser: the cards of the jobs. */
suite('panel page: jobs', () => {
	const open = (jobs: readonly JobCard[], part: Partial<PanelState> = {}) =>
		openPanelPage({ state: { ...quietState, jobs: [...jobs], ...part }, width: 1400, height: 820 });
	const cards = ({ page }: PanelPage) => page.locator('.card');
	const ids = async (panel: PanelPage, type: 'hideJobs' | 'saveVariations') =>
		(await panel.request(type)).jobs;
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

	test('the result takes the place of the job, in the same box, and is announced', async () => {
		await using panel = await open([sampleCard(1, running()), sampleCard(0, running())]);
		const { page } = panel;
		const media = page.locator('.card .frame').first();
		const before = await media.boundingBox();
		const card = sampleCard(1, saved('a.webp'));
		await panel.post({ type: 'jobs', changed: [card], removed: [] });
		await page.getByText('a.webp', { exact: true }).waitFor();
		assert.deepEqual(await media.boundingBox(), before);
		assert.equal(await page.locator('main + p[role=status]').innerText(), 'Image saved: assets/a.webp');
		await panel.post({ type: 'jobs', changed: [sampleCard(0, stopped('paused'))], removed: [] });
		await page.getByText('Not saved: The disk is full.').waitFor({ state: 'attached' });
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
		await panel.post({ type: 'jobs', changed: [sampleCard(1, saved('b.webp'))], removed: [] });
		await page.getByText('b.webp', { exact: true }).waitFor();
		assert.ok(await panel.hasFocus(cards(panel).nth(1)), 'the card has it when its button is gone');
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

	test('every action of a saved image', async () => {
		await using panel = await open([sampleCard(1, saved('a.webp'))]);
		const image = panel.page.locator('.image');
		for (const [name, action] of [
			['Insert Link', 'insertLink'],
			['Open', 'open'],
			['Reveal in Explorer', 'reveal'],
			['Copy Path', 'copyPath'],
			['Copy Markdown', 'copyMarkdown'],
			['Edit…', 'edit'],
			['Use as Reference', 'addReference'],
		] satisfies [string, PanelImageAction][]) {
			await image.hover();
			await image.getByRole('button', { name, exact: true }).click();
			await waitFor(name, async () => (await panel.request('image')).action === action);
			await panel.answer('image');
		}
		await panel.page.mouse.move(0, 0);
		await image.locator('.picture-button').click();
		await waitFor('open', async () => (await panel.request('image')).action === 'open');
	});

	test('one Tab reaches the toolbar of an image, the arrow keys its buttons', async () => {
		await using panel = await open([sampleCard(1, saved('a.webp'))]);
		const { page } = panel;
		const button = (name: string) => page.locator('.image').getByRole('button', { name, exact: true });
		await panel.button('Clear Saved').focus();
		await page.keyboard.press('Tab');
		assert.ok(await panel.hasFocus(button('Insert Link')));
		await page.keyboard.press('ArrowRight');
		assert.ok(await panel.hasFocus(button('Open')));
		await page.keyboard.press('End');
		assert.ok(await panel.hasFocus(button('More Actions')));
		await page.keyboard.press('ArrowRight');
		assert.ok(await panel.hasFocus(button('Insert Link')));
	});

	test('the menu: by keyboard, back to its button, and what it does', async () => {
		await using panel = await open([sampleCard(1, saved('a.webp')), sampleCard(0, running())]);
		const { page } = panel;
		const more = page.locator('.image').getByRole('button', { name: 'More Actions' });
		const item = (name: string) => page.getByRole('menuitem', { name });
		await more.focus();
		await page.keyboard.press('ArrowDown');
		assert.ok(await panel.hasFocus(item('Use Prompt Again')));
		await page.keyboard.press('ArrowUp');
		assert.ok(await panel.hasFocus(item('Hide')));
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
		await item('Hide').click();
		assert.deepEqual(await ids(panel, 'hideJobs'), [sampleCard(1, running()).id]);
		await more.click();
		await item('Use Prompt Again').click();
		const prompt = page.getByRole('textbox', { name: 'Prompt' });
		assert.equal(await prompt.inputValue(), sampleCard(1, running()).prompt);
		assert.ok(await panel.hasFocus(prompt));
		await more.click();
		await page.mouse.click(700, 700);
		assert.equal(await page.getByRole('menu').count(), 0);
	});

	test('what Insert Link would write is shown, asked once, and asked anew elsewhere', async () => {
		await using panel = await open([sampleCard(1, saved('a.webp'))]);
		const { page } = panel;
		const asked = async () => (await panel.sent()).filter(({ type }) => type === 'describeLink').length;
		const answer = async (link?: { text: string }) => {
			const { id } = await panel.request('describeLink');
			await panel.post({ type: 'result', id, ...(link && { link }) });
		};
		const hover = async () => {
			await page.mouse.move(0, 0);
			await page.locator('.image').hover();
		};
		await hover();
		await answer({ text: '![a fox](assets/a.webp)' });
		await page.getByText('guide.md, line 12: ![a fox](assets/a.webp)').waitFor();
		await hover();
		// Nothing is to be asked a second time.
		await page.waitForTimeout(200);
		assert.equal(await asked(), 1);
		await panel.post({ type: 'editor', editor: { document: 'src/app.ts', line: 3 } });
		await hover();
		await waitFor('another question', async () => (await asked()) === 2);
		await answer();
		await page.getByText('No place for a link there').waitFor();
		await panel.post({ type: 'editor' });
		await hover();
		await page.getByText('Open the document that the link belongs to').waitFor();
		assert.equal(await asked(), 2);
	});

	test('an image that is not there any more offers only what still makes sense', async () => {
		await using panel = await open([sampleCard(1, saved('a.webp', { missing: true }))]);
		const { page } = panel;
		await page.getByText('Moved or deleted').waitFor();
		const names = await page.locator('.image').getByRole('button').all();
		assert.equal(names.length, 1);
		await page.locator('.image').hover();
		// Nothing is to be asked.
		await page.waitForTimeout(200);
		assert.ok(!(await panel.sent()).some(({ type }) => type === 'describeLink'));
	});

	test('Clear takes away what is saved', async () => {
		await using panel = await open([
			sampleCard(3, saved('c.webp')),
			sampleCard(2, running()),
			sampleCard(1, saved('a.webp')),
		]);
		await panel.button('Clear Saved').click();
		assert.deepEqual(
			(await ids(panel, 'hideJobs')).toSorted(),
			[1, 3].map(number => sampleCard(number, running()).id),
		);
		await panel.post({ type: 'jobs', changed: [], removed: await ids(panel, 'hideJobs') });
		await panel.button('Clear Saved').waitFor({ state: 'hidden' });
		assert.equal(await cards(panel).count(), 1);
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
			assert.deepEqual(await ids(panel, 'saveVariations'), wanted);
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
					{ ...first, status: saved('bird.webp') },
					{ ...second, status: variation('/sun.webp', until) },
					{ ...third, status: variation('/sun.webp', until) },
				],
				removed: [],
			});
			await page.getByText('2 not saved').click();
			await page.getByText('kept until 1 Dec').first().waitFor();
			assert.equal(await page.getByRole('checkbox').count(), 0);
			await panel.button('Save Variation 2').click();
			assert.deepEqual(await lastAction(panel), [second.id, 'save']);
		});
	});
});
