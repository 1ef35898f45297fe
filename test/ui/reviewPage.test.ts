import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import type { ReviewState } from '../../src/shared/review.ts';
import { renderTinyImage } from '../emulator/images/tinyImage.ts';
import {
	openReviewPage,
	type ReviewPage,
	type ReviewPageOptions,
} from '../support/webview/openReviewPage.ts';
import { sampleReview, type SampleReview } from '../support/webview/sampleReview.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

/** The built page of the review in a browser; no VS Code is needed. */
suite('review page', () => {
	let sample: SampleReview;

	suiteSetup(async () => {
		sample = await sampleReview();
	});

	async function open(options: Partial<ReviewPageOptions> = {}): Promise<ReviewPage> {
		const review = await openReviewPage({ ...sample, ...options });
		if (options.images === undefined && options.state === undefined && options.answersReady !== false) {
			await review.loaded();
		}
		return review;
	}
	const changed = (part: Partial<ReviewState>): ReviewState => ({ ...sample.state, ...part });

	suite('comparing', () => {
		test('the slider shows before on its left and after on its right, and follows the mouse', async () => {
			await using review = await open();
			const { page } = review;
			const slider = page.getByRole('slider');
			const picture = await frameOf(review, 'before');
			const left = await pixelAt(review, picture.x + 20, picture.y + 20);
			const right = await pixelAt(review, picture.x + picture.width - 20, picture.y + 20);
			assert.notEqual(left, right);
			assert.equal(await slider.getAttribute('aria-valuenow'), '50');

			const knob = await boxOf(review, '.knob');
			await page.mouse.move(knob.x + knob.width / 2, knob.y + knob.height / 2);
			await page.mouse.down();
			await page.mouse.move(picture.x + picture.width * 0.9, knob.y, { steps: 5 });
			await valueOf(review, '90');
			await page.mouse.move(picture.x - 50, knob.y, { steps: 5 });
			await valueOf(review, '0');
			await page.mouse.up();
			await page.mouse.move(picture.x + picture.width * 0.5, knob.y);
			assert.equal(await slider.getAttribute('aria-valuenow'), '0', 'the button is up');
			assert.equal(await pixelAt(review, picture.x + picture.width - 20, picture.y + 20), right);
			assert.notEqual(await pixelAt(review, picture.x + 20, picture.y + 20), left, 'all of it is after');
		});

		test('a press anywhere on the whole image moves the slider there', async () => {
			await using review = await open();
			const picture = await frameOf(review, 'before');
			await review.page.mouse.click(picture.x + picture.width * 0.25, picture.y + 40);
			await valueOf(review, '25');
		});

		test('the slider follows the keyboard, and says where it is', async () => {
			await using review = await open();
			const { page } = review;
			const slider = page.getByRole('slider', { name: 'Divider: before to its left, after to its right' });
			await slider.focus();
			for (const [key, value] of [
				['ArrowRight', '51'],
				['ArrowUp', '52'],
				['ArrowLeft', '51'],
				['ArrowDown', '50'],
				['Shift+ArrowRight', '60'],
				['Shift+ArrowLeft', '50'],
				['PageUp', '60'],
				['PageDown', '50'],
				['Home', '0'],
				['ArrowLeft', '0'],
				['End', '100'],
				['PageUp', '100'],
			] as const) {
				await page.keyboard.press(key);
				await valueOf(review, value);
			}
			assert.equal(await slider.getAttribute('aria-valuetext'), '100% before');
		});

		test('onion skin lays after over before, as opaque as its control says', async () => {
			await using review = await open();
			const { page } = review;
			await page.getByRole('radio', { name: 'Onion Skin' }).check();
			const picture = await frameOf(review, 'before');
			const pixel = () => pixelAt(review, picture.x + 20, picture.y + 40);
			assert.ok(await page.locator('.handle').isHidden());
			const range = page.getByRole('slider', { name: 'Opacity of the image after' });
			const opacity = () => styleOf(review, '.pane[data-side=after]', 'opacity');
			assert.equal(await opacity(), '0.5');
			await range.focus();
			await page.keyboard.press('Home');
			await waitFor('no opacity', async () => (await opacity()) === '0');
			const before = await pixel();
			await page.keyboard.press('ArrowRight');
			await waitFor('a little opacity', async () => (await opacity()) === '0.01');
			await page.keyboard.press('End');
			await waitFor('all opacity', async () => (await opacity()) === '1');
			assert.notEqual(await pixel(), before);
		});

		test('side by side, both are whole, and stand above each other where that is larger', async () => {
			await using review = await open({ width: 1400 });
			const { page } = review;
			await page.getByRole('radio', { name: 'Side by Side' }).check();
			const [before, after] = [await frameOf(review, 'before'), await frameOf(review, 'after')];
			assert.ok(before.x + before.width <= after.x);
			assert.deepEqual([before.y, before.width, before.height], [after.y, after.width, after.height]);
			await page.setViewportSize({ width: 360, height: 760 });
			await waitFor('the images to stand above each other', async () => {
				const [upper, lower] = [await frameOf(review, 'before'), await frameOf(review, 'after')];
				return upper.x === lower.x && upper.y + upper.height <= lower.y;
			});
		});

		test('the arrow keys change the mode, and the last one is remembered with all the rest', async () => {
			await using review = await open();
			const { page } = review;
			await page.getByRole('radio', { name: 'Slider' }).focus();
			await page.keyboard.press('ArrowRight');
			assert.equal(await modeOf(review), 'onion');
			await page.keyboard.press('ArrowRight');
			assert.equal(await modeOf(review), 'side');
			await review.button(/^100%$/).click();
			const transform = await transformOf(review, 'before');
			await review.recreate();
			await review.loaded();
			assert.equal(await modeOf(review), 'side');
			assert.ok(await page.getByRole('radio', { name: 'Side by Side' }).isChecked());
			assert.equal(await transformOf(review, 'before'), transform);
		});

		test('57 what VS Code kept is not trusted', async () => {
			await using review = await open();
			await review.written();
			for (const state of ['7', '{"mode":"x"}', '{"mode":"side","split":9,"opacity":0.5}']) {
				await review.page.evaluate(`sessionStorage.setItem('state', ${JSON.stringify(state)})`);
				await review.page.reload();
				await waitFor('the page', async () => (await review.sent()).length > 0);
				await review.post({ type: 'state', state: sample.state });
				assert.equal(await modeOf(review), 'slider');
			}
			assert.deepEqual(review.errors, []);
		});
	});

	suite('zoom', () => {
		test('wheel, buttons and keys move both images in step, though their sizes differ', async () => {
			await using review = await open();
			const { page } = review;
			const percent = () => page.locator('.percent').innerText();
			const check = async () => {
				assert.equal(await transformOf(review, 'before'), await transformOf(review, 'after'));
				const [before, after] = [await frameOf(review, 'before'), await frameOf(review, 'after')];
				assert.deepEqual(before, after);
			};
			for (const mode of ['Slider', 'Onion Skin', 'Side by Side']) {
				await page.getByRole('radio', { name: mode }).check();
				await review.button('Fit').click();
				assert.equal(await review.button('Fit').getAttribute('aria-pressed'), 'true');
				const stage = await boxOf(review, '.pane[data-side=before]');
				await page.mouse.move(stage.x + 120, stage.y + 150);
				const whole = await percent();
				await page.mouse.wheel(0, -400);
				await waitFor('the wheel to enlarge', async () => (await percent()) !== whole);
				const [before, after] = [await transformOf(review, 'before'), await transformOf(review, 'after')];
				assert.equal(before, after);
				await page.keyboard.press('1');
				await waitFor('100%', async () => (await percent()) === '100%');
				await page.keyboard.press('+');
				await waitFor('150%', async () => (await percent()) === '150%');
				await page.keyboard.press('-');
				await waitFor('100%', async () => (await percent()) === '100%');
				await review.button('Zoom In').click();
				await review.button('Zoom In').click();
				await waitFor('200%', async () => (await percent()) === '200%');
				await review.button('Zoom Out').click();
				await review.button(/^100%$/).click();
				await waitFor('100%', async () => (await percent()) === '100%');
				assert.equal(await review.button(/^100%$/).getAttribute('aria-pressed'), 'true');
				await page.keyboard.press('0');
				await waitFor('the whole image', async () => (await percent()) === whole);
				if (mode !== 'Side by Side') {
					await check();
				}
			}
			assert.deepEqual(review.errors, []);
		});

		test('what is under the pointer stays there', async () => {
			await using review = await open();
			const { page } = review;
			const before = await frameOf(review, 'before');
			const at = { x: before.x + before.width * 0.3, y: before.y + before.height * 0.6 };
			await page.mouse.move(at.x, at.y);
			await page.mouse.wheel(0, -900);
			const after = await waitFor('the wheel to enlarge', async () => {
				const frame = await frameOf(review, 'before');
				return frame.width > before.width * 1.5 && frame;
			});
			assert.ok(Math.abs((at.x - after.x) / after.width - 0.3) < 0.01, JSON.stringify(after));
			assert.ok(Math.abs((at.y - after.y) / after.height - 0.6) < 0.01, JSON.stringify(after));
		});

		test('dragging pans an enlarged image, the handle and Space as they should', async () => {
			await using review = await open();
			const { page } = review;
			await page.locator('.percent').click();
			for (let step = 0; step < 4; step += 1) {
				await page.keyboard.press('+');
			}
			const start = await frameOf(review, 'before');
			const stage = await boxOf(review, '.stage');
			const drag = async (x: number, y: number) => {
				await page.mouse.move(x, y);
				await page.mouse.down();
				await page.mouse.move(x + 60, y + 30, { steps: 4 });
				await page.mouse.up();
				await settled(review);
			};
			await drag(stage.x + 100, stage.y + 100);
			const panned = await frameOf(review, 'before');
			assert.deepEqual([panned.x - start.x, panned.y - start.y], [60, 30]);
			assert.deepEqual(await frameOf(review, 'after'), panned);
			assert.equal(await page.getByRole('slider').getAttribute('aria-valuenow'), '50');

			const knob = await boxOf(review, '.knob');
			await drag(knob.x + knob.width / 2, knob.y + knob.height / 2);
			assert.deepEqual(await frameOf(review, 'before'), panned);
			const value = await page.getByRole('slider').getAttribute('aria-valuenow');
			assert.ok(Number(value) > 50);

			const moved = await boxOf(review, '.knob');
			await page.keyboard.down(' ');
			await drag(moved.x + moved.width / 2, moved.y + moved.height / 2);
			await page.keyboard.up(' ');
			const again = await frameOf(review, 'before');
			assert.deepEqual([again.x - panned.x, again.y - panned.y], [60, 30]);
			assert.equal(await page.getByRole('slider').getAttribute('aria-valuenow'), value);

			await page.locator('.stage').focus();
			await page.keyboard.press('ArrowRight');
			await settled(review);
			assert.equal((await frameOf(review, 'before')).x, again.x - 40);
		});

		test('two fingers pinch', async () => {
			await using review = await open({ touch: true });
			const { page } = review;
			const session = await page.context().newCDPSession(page);
			const stage = await boxOf(review, '.stage');
			const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
			const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart?: number) =>
				session.send('Input.dispatchTouchEvent', {
					type,
					touchPoints:
						apart === undefined
							? []
							: [
									{ x: middle.x - apart, y: middle.y + 60, id: 1 },
									{ x: middle.x + apart, y: middle.y + 60, id: 2 },
								],
				});
			const before = await frameOf(review, 'before');
			await touch('touchStart', 50);
			await touch('touchMove', 75);
			await touch('touchMove', 100);
			await touch('touchEnd');
			await settled(review);
			const after = await frameOf(review, 'before');
			assert.ok(Math.abs(after.width / before.width - 2) < 0.05, `${after.width / before.width}`);
			assert.deepEqual(await frameOf(review, 'after'), after);
		});

		test('an image of other proportions keeps them, and the facts say how it is shown', async () => {
			const square = { width: 640, height: 640 };
			const file = await renderTinyImage({ prompt: 'a square', ...square, format: 'png' });
			const after = { ...sample.state.after, ...square, src: '/square.png' };
			await using review = await open({
				state: changed({ after }),
				images: { ...sample.images, '/square.png': file },
			});
			await review.loaded();
			const [before, image] = [
				await frameOf(review, 'before'),
				await boxOf(review, '.pane[data-side=after] img'),
			];
			assert.deepEqual([image.width, image.height], [before.height, before.height]);
			assert.equal(image.x - before.x, Math.round((before.width - image.width) / 2));
			const [own, other] = await review.page.locator('.side-facts').allInnerTexts();
			assert.match(plain(own ?? ''), /Before\s+hero\.webp\s+960 × 640 · \d+ kB$/);
			assert.match(plain(other ?? ''), /640 × 640 · \d+ kB · 45 credits$/);
			await review.post({
				type: 'state',
				state: changed({ after: { ...after, width: 1280, height: 1280 } }),
			});
			await review.page.getByText(/1280.×.1280, shown at 640.×.640/).waitFor();
		});

		test('an image is never distorted, whatever its header says', async () => {
			const wrong = { width: 640, height: 960 };
			const state = changed({
				before: { ...sample.state.before, ...wrong },
				after: { ...sample.state.after, width: 1, height: 1 },
			});
			await using review = await open({ state });
			await review.loaded();
			for (const side of ['before', 'after']) {
				const { width, height } = await boxOf(review, `.pane[data-side=${side}] img`);
				assert.ok(Math.abs(width / height - 1.5) < 0.01, `${side}: ${width} × ${height}`);
			}
		});
	});

	suite('actions', () => {
		for (const [name, type] of [
			['Keep Both', 'keep'],
			['Replace Original', 'replace'],
			['Discard', 'discard'],
		] as const) {
			test(`${name} is asked for once, and nothing else until its answer`, async () => {
				await using review = await open();
				const { page } = review;
				await review.button(name).dblclick();
				const { id } = await review.request(type);
				for (const other of ['Keep Both', 'Replace Original', 'Edit Prompt…', 'Discard']) {
					assert.ok(await review.button(other).isDisabled(), other);
					await review.button(other).click({ force: true });
				}
				assert.ok(await page.locator('.progress').isVisible());
				assert.match(await page.locator('.status').innerText(), /hero(-edited)?\.webp…$/);
				assert.equal((await review.sent()).length, 2);
				await review.button(name).focus();
				await review.post({ type: 'result', id: 'another' });
				assert.ok(await review.button(name).isDisabled());
				await review.post({ type: 'result', id });
				await waitFor('the buttons', () => review.button(name).isEnabled());
				assert.ok(await page.locator('.progress').isHidden());
				assert.equal(await page.evaluate('document.activeElement.textContent'), name, 'the focus stays');
			});
		}

		test('an error is told in words until something else is done', async () => {
			await using review = await open();
			const { page } = review;
			await review.button('Replace Original').click();
			const { id } = await review.request('replace');
			await review.post({ type: 'failed', id, message: 'hero.webp <b>was</b> changed since.' });
			const alert = page.getByRole('alert').filter({ hasText: 'changed' });
			assert.equal(await alert.innerText(), 'hero.webp <b>was</b> changed since.');
			assert.ok(await review.button('Keep Both').isEnabled());
			await review.button('Keep Both').click();
			assert.ok(await alert.isHidden());
		});

		test('after Replace there are Undo Replace and Close, and the focus is on one of them', async () => {
			await using review = await open();
			const { page } = review;
			await review.button('Replace Original').focus();
			await page.keyboard.press('Enter');
			const { id } = await review.request('replace');
			await review.post({ type: 'state', state: changed({ replaced: true }) });
			await review.post({ type: 'result', id });
			await page.getByText('Replaced', { exact: true }).waitFor();
			assert.ok(await review.button('Keep Both').isHidden());
			assert.equal(await page.evaluate('document.activeElement.textContent'), 'Undo Replace');
			await review.button('Undo Replace').click();
			const undo = await review.request('undoReplace');
			await review.post({ type: 'state', state: sample.state });
			await review.post({ type: 'result', id: undo.id });
			await waitFor('the first buttons', () => review.button('Keep Both').isVisible());
			await review.post({ type: 'state', state: changed({ replaced: true }) });
			await review.button('Close').click();
			await review.request('close');
		});

		test('a page that does not have the focus does not take it, whatever it shows next', async () => {
			await using review = await open();
			const { page } = review;
			await review.button('Replace Original').focus();
			// The user types in another part of VS Code now.
			await page.evaluate('document.hasFocus = () => false');
			await page.evaluate("addEventListener('focusin', () => { document.body.dataset.taken = 'true'; })");
			await review.post({ type: 'state', state: changed({ replaced: true }) });
			await page.getByText('Replaced', { exact: true }).waitFor();
			await review.post({ type: 'unavailable', message: 'hero.webp was deleted.', gone: true });
			await page.getByText('hero.webp was deleted.').waitFor();
			await review.post({ type: 'state', state: sample.state });
			await waitFor('the first buttons', () => review.button('Keep Both').isVisible());
			assert.equal(await page.evaluate('document.body.dataset.taken'), undefined);
		});

		test('where the original cannot be replaced nothing offers it, and the note says why', async () => {
			const note = 'hero.webp lies outside the workspace.';
			await using review = await open({ state: changed({ canReplace: false, note }) });
			assert.ok(await review.button('Replace Original').isHidden());
			assert.ok(await review.page.getByText(note).isVisible());
		});

		test('Edit Prompt… takes a new prompt, shows the price, and keeps the text when it fails', async () => {
			await using review = await open({ state: changed({ retryPrice: 1176 }) });
			const { page } = review;
			await review.button('Edit Prompt…').click();
			const field = page.getByRole('textbox', { name: 'New Prompt' });
			assert.equal(await field.inputValue(), sample.state.prompt);
			assert.equal(await page.evaluate('document.activeElement.id'), 'retry-prompt');
			const generate = review.button('Generate (1,176 credits)');
			await field.fill('  ');
			assert.ok(await generate.isDisabled());
			await page.keyboard.press('Control+Enter');
			await field.fill('');
			await settled(review);
			const percent = await page.locator('.percent').innerText();
			await page.keyboard.type('one more star + 0 1');
			await settled(review);
			assert.equal(await page.locator('.percent').innerText(), percent, 'keys in the field are text');
			await page.keyboard.press('Enter');
			await page.keyboard.type('and a boat');
			await page.keyboard.press('Control+Enter');
			await page.keyboard.press('Control+Enter');
			const { id, prompt } = await review.request('retry');
			assert.equal(prompt, 'one more star + 0 1\nand a boat');
			assert.equal((await review.sent()).filter(({ type }) => type === 'retry').length, 1);
			assert.ok(await generate.isDisabled());
			assert.equal(await page.locator('.status').innerText(), 'Generating…');
			await page.keyboard.press('Escape');
			await review.post({ type: 'failed', id, message: 'The service is busy.' });
			await page.getByText('The service is busy.').waitFor();
			assert.equal(await field.inputValue(), prompt);
			await generate.click();
			const again = await waitFor('a second request', async () => {
				const request = await review.request('retry');
				return request.id !== id && request;
			});
			await review.post({ type: 'state', state: changed({ prompt }) });
			await review.post({ type: 'result', id: again.id });
			await waitFor('the field to close', () => field.isHidden());
			assert.equal(await page.evaluate('document.activeElement.textContent'), 'Edit Prompt…');
			assert.equal(await page.locator('.prompt-text').innerText(), prompt);
		});

		test('Escape closes the field and loses nothing; elsewhere it does nothing', async () => {
			await using review = await open();
			const { page } = review;
			await page.keyboard.press('Escape');
			await review.button('Edit Prompt…').click();
			await page.keyboard.type(' More stars.');
			await page.keyboard.press('Escape');
			assert.equal(await page.evaluate('document.activeElement.textContent'), 'Edit Prompt…');
			await page.keyboard.press('Enter');
			const field = page.getByRole('textbox', { name: 'New Prompt' });
			assert.equal(await field.inputValue(), `${sample.state.prompt} More stars.`);
			await review.recreate();
			assert.equal(await field.inputValue(), `${sample.state.prompt} More stars.`, 'nor does a hidden tab');
			assert.deepEqual(
				(await review.sent()).map(({ type }) => type),
				['ready'],
			);
		});

		test('a file opens at any time, and a recreated page goes on with what runs', async () => {
			await using review = await open();
			const { page } = review;
			await review.button('hero-edited.webp').click();
			assert.equal((await review.request('openFile')).side, 'after');
			await review.post({
				type: 'state',
				state: sample.state,
				running: { id: 'of-before', action: 'retry' },
			});
			await waitFor('the progress', () => page.locator('.progress').isVisible());
			await review.button('hero.webp').click();
			assert.equal((await review.request('openFile')).side, 'before');
			await review.post({ type: 'failed', id: 'of-before', message: 'No answer.' });
			await page.getByText('No answer.').waitFor();
			assert.ok(await review.button('Keep Both').isEnabled());
		});

		test('a message that is not of the protocol changes nothing', async () => {
			await using review = await open();
			const text = await review.page.locator('body').innerText();
			const warnings: string[] = [];
			review.page.on('console', message => warnings.push(message.text()));
			for (const message of [
				'state',
				{ type: 'state' },
				{ type: 'result', id: 1 },
				{ type: 'run', code: 'x' },
			]) {
				await review.page.evaluate(`postMessage(${JSON.stringify(message)}, '*')`);
			}
			await waitFor('four warnings', () => warnings.length === 4);
			assert.equal(warnings[3], 'A message was dropped: "run"');
			assert.equal(await review.page.locator('body').innerText(), text);
		});
	});

	suite('loading', () => {
		test('an image that cannot be loaded is named, the other one is shown, and trying again helps', async () => {
			const { '/assets/hero.webp': hero = Buffer.alloc(0), ...others } = sample.images;
			const images: Record<string, Buffer> = { ...others };
			await using review = await open({ images });
			const { page } = review;
			const message = page.locator('.load-error');
			await message.waitFor();
			assert.match(await message.innerText(), /^hero\.webp couldn't be loaded\./);
			assert.ok(await page.locator('.handle').isHidden());
			const picture = await frameOf(review, 'after');
			assert.notEqual(
				await pixelAt(review, picture.x + 5, picture.y + 5),
				await pixelAt(review, 2, picture.y),
			);
			await review.button('Open File').click();
			assert.equal((await review.request('openFile')).side, 'before');
			images['/assets/hero.webp'] = hero;
			await review.button('Try Again').click();
			await waitFor('the image', () => message.isHidden());
			await review.loaded();
			assert.ok(await page.locator('.handle').isVisible());
		});

		test('what takes long is announced', async () => {
			await using review = await open({ imageDelayMs: 600, state: sample.state });
			await review.page.getByText('Loading…').waitFor();
			await review.loaded();
			assert.ok(await review.page.getByText('Loading…').isHidden());
		});

		test('without a state there is nothing to compare, and it can be asked for again', async () => {
			await using review = await open({ answersReady: false });
			const { page } = review;
			await review.post({ type: 'unavailable', message: 'hero.webp is gone.' });
			await page.getByText('hero.webp is gone.').waitFor();
			await review.button('Try Again').click();
			await waitFor('ready again', async () => (await review.sent()).length === 2);
			await review.post({ type: 'state', state: sample.state });
			await review.loaded();
			assert.ok(await page.getByText('hero.webp is gone.').isHidden());
		});

		test('what is gone is told without Try Again; the focus stays, and the images come back by themselves', async () => {
			await using review = await open();
			const { page } = review;
			await review.button('Discard').focus();
			await review.post({ type: 'unavailable', message: 'hero-edited.webp was discarded.', gone: true });
			await page.getByRole('heading', { name: 'There is nothing to compare anymore' }).waitFor();
			assert.ok(await page.getByText('hero-edited.webp was discarded.').isVisible());
			assert.ok(await review.button('Try Again').isHidden());
			assert.equal(await page.evaluate('document.activeElement.textContent'), 'Close');
			await review.post({ type: 'state', state: sample.state });
			await review.loaded();
			assert.equal(await page.evaluate('document.activeElement.ariaLabel'), 'Comparison');
			await review.post({ type: 'unavailable', message: 'It cannot be read.' });
			await page.getByRole('heading', { name: "The images can't be compared" }).waitFor();
			assert.equal(await page.evaluate('document.activeElement.textContent'), 'Try Again');
			await review.post({ type: 'unavailable', message: 'hero-edited.webp was discarded.', gone: true });
			await waitFor('the focus', async () => page.evaluate("document.activeElement.textContent === 'Close'"));
			await review.button('Close').click();
			await review.request('close');
		});

		test('Restore brings back what was deleted here, and says why where it cannot', async () => {
			await using review = await open();
			const { page } = review;
			const gone = { type: 'unavailable', message: 'hero.webp was deleted.', gone: true } as const;
			await review.button('Discard').focus();
			await review.post({ ...gone, restorable: true });
			await review.button('Restore').waitFor();
			assert.equal(await page.evaluate('document.activeElement.textContent'), 'Restore');
			await page.keyboard.press('Enter');
			const { id } = await review.request('restore');
			assert.ok(await review.button('Restore').isDisabled());
			await review.post({ type: 'failed', id, message: 'Another file has its name now.' });
			await page.getByText('Another file has its name now.').waitFor();
			await review.button('Restore').click();
			await review.post(gone);
			await waitFor('the focus', async () => page.evaluate("document.activeElement.textContent === 'Close'"));
			await review.post({ type: 'state', state: sample.state });
			await review.loaded();
			assert.equal(await page.evaluate('document.activeElement.ariaLabel'), 'Comparison');
		});

		test('says at which quality each was made, where that is known', async () => {
			await using review = await open();
			const { page } = review;
			const tags = () => page.locator('.tag').allInnerTexts();
			assert.deepEqual(await tags(), ['Before', 'After']);
			const { before, after } = sample.state;
			const state = changed({
				before: { ...before, quality: 'low' },
				after: { ...after, quality: 'high' },
			});
			await review.post({ type: 'state', state });
			await page.getByText('high quality').waitFor();
			assert.deepEqual(await tags(), ['Before · low', 'After · high']);
		});

		test('a replaced file is fetched again', async () => {
			await using review = await open();
			const before = { ...sample.state.before, src: '/assets/hero.webp?version=1' };
			const asked = review.page.waitForRequest(/version=1$/);
			await review.post({ type: 'state', state: changed({ before }) });
			await asked;
			await waitFor('the new image', async () =>
				(await review.page.locator('.pane[data-side=before] img').getAttribute('src'))?.endsWith('version=1'),
			);
		});
	});

	suite('everyone', () => {
		test('the keyboard gets everywhere, in the order of the page', async () => {
			await using review = await open();
			const { page } = review;
			const order: string[] = [];
			for (let press = 0; press < 13; press += 1) {
				await page.keyboard.press('Tab');
				order.push(
					await page.evaluate<string>(
						'(({ ariaLabel, textContent, value }) => ariaLabel ?? (textContent || value).replaceAll("\u00a0", " "))(document.activeElement)',
					),
				);
			}
			assert.deepEqual(order, [
				'slider',
				'Zoom Out',
				'Zoom In',
				'Fit',
				'100%',
				'Comparison',
				'Divider: before to its left, after to its right',
				'hero.webp',
				'hero-edited.webp',
				'Keep Both',
				'Replace Original',
				'Edit Prompt…',
				'Discard',
			]);
		});

		for (const theme of ['dark', 'light', 'hc', 'hcLight'] as const) {
			test(`axe finds nothing in ${theme}, whatever is shown`, async () => {
				await using review = await open({ theme });
				const { page } = review;
				const check = async (what: string) => {
					await settled(review);
					await page.evaluate(axe.source);
					const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
					const found = violations.map(
						({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(', ')}`,
					);
					assert.deepEqual(found, [], what);
					assert.ok(passes.length > 15);
				};
				await check('slider');
				await page.getByRole('radio', { name: 'Onion Skin' }).check();
				await review.button('Edit Prompt…').click();
				await check('onion skin and retry');
				await page.keyboard.press('Control+Enter');
				const { id } = await review.request('retry');
				await check('running');
				await review.post({ type: 'failed', id, message: 'The service is busy.' });
				await page.getByRole('radio', { name: 'Side by Side' }).check();
				await check('side by side and an error');
				await page.keyboard.press('Escape');
				const before = { ...sample.state.before, src: '/gone.webp' };
				const prompt = 'Stars. '.repeat(300);
				await review.post({
					type: 'state',
					state: changed({ before, replaced: true, note: 'A note.', prompt }),
				});
				await page.locator('.load-error').waitFor();
				await check('replaced, a long prompt and a missing image');
				await review.post({ type: 'unavailable', message: 'hero.webp cannot be read.' });
				await check('unavailable');
				await review.post({ type: 'unavailable', message: 'hero.webp is gone.', gone: true });
				await check('gone');
			});
		}

		for (const width of [360, 700, 1400]) {
			test(`nothing overlaps or is cut off at a width of ${width}`, async () => {
				await using review = await open({ width, height: 640 });
				const { page } = review;
				const check = async () => {
					assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
					const parts = await Promise.all(
						(await page.locator('button:visible, .segment:visible').all()).map(one => one.boundingBox()),
					);
					for (const part of parts) {
						assert.ok(part !== null && part.x >= 0 && part.x + part.width <= width, JSON.stringify(part));
					}
					const [toolbar, stage, facts, actions] = await Promise.all(
						['.toolbar', '.stage', '.facts', '.actions'].map(selector => boxOf(review, selector)),
					);
					assert.ok(toolbar && stage && facts && actions);
					assert.ok(stage.height >= 180);
					for (const [upper, lower] of [
						[toolbar, stage],
						[stage, facts],
						[facts, actions],
					] as const) {
						assert.ok(upper.y + upper.height <= lower.y + 1);
					}
				};
				await check();
				await review.button('Edit Prompt…').click();
				await check();
			});
		}

		test('the prompt can be selected', async () => {
			await using review = await open();
			await review.page.locator('.prompt-text').click({ clickCount: 3 });
			assert.equal(
				(await review.page.evaluate<string>('String(getSelection())')).trim(),
				sample.state.prompt,
			);
		});

		test('nothing moves by itself for those who do not want that', async () => {
			await using review = await open({ reducedMotion: true });
			await review.button('Keep Both').click();
			assert.equal(await styleOf(review, '.progress-bit', 'animationName'), 'none');
		});
	});
});

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** Of the first that matches, in whole pixels. */
async function boxOf({ page }: ReviewPage, selector: string): Promise<Box> {
	const box = await page.locator(selector).first().boundingBox();
	assert.ok(box !== null, selector);
	const { x, y, width, height } = box;
	return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

async function frameOf(review: ReviewPage, side: 'before' | 'after'): Promise<Box> {
	await settled(review);
	return boxOf(review, `.pane[data-side=${side}] .frame`);
}

async function transformOf(review: ReviewPage, side: 'before' | 'after'): Promise<string> {
	await settled(review);
	return styleOf(review, `.pane[data-side=${side}] .frame`, 'transform');
}

function styleOf({ page }: ReviewPage, selector: string, property: string): Promise<string> {
	return page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`);
}

async function modeOf({ page }: ReviewPage): Promise<string | null> {
	return page.locator('.stage').getAttribute('data-mode');
}

/** Waits until the slider says this. */
async function valueOf({ page }: ReviewPage, value: string): Promise<void> {
	await page.locator(`.handle[aria-valuenow="${value}"]`).waitFor();
}

/** What was asked for is drawn. */
async function settled({ page }: ReviewPage): Promise<void> {
	await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

/** The color of one pixel of the page, as it is seen. */
async function pixelAt(review: ReviewPage, x: number, y: number): Promise<string> {
	await settled(review);
	const clip = { x: Math.round(x), y: Math.round(y), width: 1, height: 1 };
	return (await review.page.screenshot({ clip })).toString('base64');
}

/** With ordinary spaces. */
function plain(text: string): string {
	return text.replaceAll('\u00a0', ' ');
}
