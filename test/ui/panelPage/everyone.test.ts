import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import type { PanelState } from '../../../src/shared/panel.ts';
import { anything, mutated, pick, seeded } from '../../support/mutations.ts';
import { panelWords, sampleToPanel } from '../../support/samplePanel.ts';
import { openPanelPage, type PanelPage, type PanelPageOptions } from '../../support/webview/openPanelPage.ts';
import {
	busyState,
	newcomerState,
	quietState,
	troubledState,
} from '../../support/webview/samplePanelImages.ts';

/** The built page of the panel in a browser: what holds whatever is shown. */
suite('panel page: everyone', () => {
	const open = (state: PanelState = quietState, options: Partial<PanelPageOptions> = {}) =>
		openPanelPage({ state, width: 1400, height: 820, ...options });

	test('a newcomer is told what to do, and can begin with a prompt', async () => {
		await using panel = await open(newcomerState);
		const { page } = panel;
		await panel.button('Set API Key').click();
		await panel.request('setApiKey');
		await panel.button('Get an API Key').click();
		await panel.request('getApiKey');
		await panel.button('Take the Tour').click();
		await panel.request('openWalkthrough');
		assert.equal(await page.locator('.example').count(), 4);
		await panel.button(/^Marketing visual/).click();
		const prompt = page.getByRole('textbox', { name: 'Prompt' });
		assert.match(await prompt.inputValue(), /“Ship it on Friday.”/);
		assert.ok(await panel.hasFocus(prompt));
		await page.getByText("You'll be asked for your API key first.").waitFor();
		assert.equal(await panel.button(/^Generate/).getAttribute('aria-disabled'), null);
		await panel.post({ type: 'environment', environment: quietState.environment });
		await panel.button('Set API Key').waitFor({ state: 'hidden' });
		assert.ok(await page.locator('.example').first().isVisible(), 'still nothing else to see');
	});

	test('what stands in the way of everything is a banner with what helps', async () => {
		await using panel = await open(troubledState);
		await panel.button('Manage Trust').click();
		await panel.request('takeStep');
		await panel.answer('takeStep', 'That did not help.');
		await panel.page.getByRole('alert').filter({ hasText: 'That did not help.' }).waitFor();
	});

	test('without a network a banner says so until it is back', async () => {
		await using panel = await open();
		const { page } = panel;
		const banner = page.getByText('You seem to be offline.');
		assert.ok(await banner.isHidden());
		await page.context().setOffline(true);
		await banner.waitFor();
		assert.equal(await panel.button(/^Generate/).getAttribute('aria-disabled'), null);
		await page.context().setOffline(false);
		await banner.waitFor({ state: 'hidden' });
	});

	test('until the state is there, the page has its shape', async () => {
		await using panel = await open(quietState, { answersReady: false });
		await panel.page.locator('.skeleton').waitFor();
		await panel.post({ type: 'today', today: { spent: 1, limit: 2 } });
		await panel.post({ type: 'state', state: quietState });
		await panel.page.locator('.skeleton').waitFor({ state: 'detached' });
		await panel.page.getByText('Today 1,240 of 5,000 credits').waitFor();
	});

	test('56 57 ten thousand wrong messages: nothing is thrown, and nothing is asked of the host', async () => {
		await using panel = await open(busyState);
		const random = seeded(20_260_801);
		const samples = [...sampleToPanel, { type: 'state', state: busyState }];
		const messages = Array.from({ length: 10_000 }, (_, index) =>
			index % 2 === 0 ? mutated(random, panelWords, pick(random, samples)) : anything(random, panelWords, 4),
		);
		const thrown: string[] = [];
		panel.page.on('pageerror', error => thrown.push(error.message));
		for (let at = 0; at < messages.length; at += 500) {
			const batch = messages.slice(at, at + 500);
			await panel.page.evaluate(
				`for (const data of ${JSON.stringify(batch)}) dispatchEvent(new MessageEvent('message', { data }));`,
			);
			await panel.settled();
		}
		assert.deepEqual(thrown, []);
		const said = new Set((await panel.sent()).map(({ type }) => type));
		// What the files of assets say may be asked for as soon as they are in sight; it costs nothing.
		said.delete('showAssets');
		// A draft that the page has newer than the host is told, and asks for nothing.
		said.delete('draft');
		assert.deepEqual([...said], ['ready']);
		await panel.post({ type: 'state', state: busyState });
		await panel.post({ type: 'draft', draft: { prompt: 'a wolf' }, at: Date.now() + 1e6 });
		await panel.settled();
		// All but the one that was not chosen.
		assert.equal(await panel.page.locator('.card').count(), busyState.jobs.length - 1);
		assert.equal(await panel.page.getByRole('textbox', { name: 'Prompt' }).inputValue(), 'a wolf');
	});

	test('57 foreign text is only ever text', async () => {
		const evil = '<img src=x onerror="document.title=1">';
		await using panel = await open({
			...quietState,
			environment: { ...quietState.environment, style: evil, problem: { message: evil, step: evil } },
			references: [{ id: 'r', name: evil, detail: evil, problem: evil }],
			target: { folder: evil, file: evil, problem: evil },
			jobs: busyState.jobs.map(card => ({ ...card, prompt: evil })),
			draft: { prompt: evil },
		});
		assert.equal(await panel.page.locator('img[src=x]').count(), 0);
		assert.equal(await panel.page.title(), 'Image Assets');
		assert.deepEqual(panel.errors, []);
	});

	for (const theme of ['dark', 'light', 'hc', 'hcLight'] as const) {
		test(`axe finds nothing in ${theme}, whatever is shown`, async () => {
			for (const [name, state] of Object.entries({ newcomerState, busyState, troubledState })) {
				await using panel = await open(state, { theme });
				await check(panel, name);
				if (state === busyState) {
					const { page } = panel;
					await page.locator('.pick').first().click();
					await page.locator('.more > summary').click();
					await panel.button('Edit Project Style').click();
					await page.locator('.card').first().getByRole('button', { name: 'More Actions' }).click();
					await check(panel, 'a menu, more fields, a set');
					await page.keyboard.press('Escape');
					await page.keyboard.press('Control+Enter');
					await panel.button(/^Generate/).click();
					await check(panel, 'busy');
					await panel.answer('generate', 'The service is busy.');
					await page.getByText('The service is busy.').waitFor();
					await check(panel, 'an error');
				}
				await contrastOfPlaceholders(panel);
			}
		});
	}

	for (const width of [280, 360, 699, 700, 1000, 1400]) {
		test(`nothing is cut off at a width of ${width}, and the price is in sight`, async () => {
			for (const state of [newcomerState, busyState, troubledState]) {
				await using panel = await open(state, { width, height: 640 });
				const { page } = panel;
				assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
				const inSight = async () => {
					const box = await page.locator('.generate').boundingBox();
					assert.ok(box !== null && box.y >= 0 && box.y + box.height <= 640, JSON.stringify(box));
				};
				await inSight();
				await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
				await panel.settled();
				await inSight();
				for (const button of await page.locator('button:visible').all()) {
					const box = await button.boundingBox();
					assert.ok(box === null || (box.x >= 0 && box.x + box.width <= width + 0.5), JSON.stringify(box));
				}
			}
		});
	}

	test('nothing moves by itself for those who do not want that', async () => {
		await using panel = await open(busyState, { reducedMotion: true });
		assert.equal(
			await panel.page.evaluate("getComputedStyle(document.querySelector('.bar-fill')).transitionDuration"),
			'0s',
		);
	});

	test('with a touch screen all buttons can be seen', async () => {
		await using panel = await open(busyState, { touch: true, width: 360 });
		const opacities = await panel.page.evaluate<string[]>(
			"[...document.querySelectorAll('.tools, .tile-remove')].map(node => getComputedStyle(node).opacity)",
		);
		const isTouch = await panel.page.evaluate<boolean>("matchMedia('(hover: none)').matches");
		assert.ok(!isTouch || opacities.every(opacity => opacity === '1'));
	});

	for (const theme of ['dark', 'light', 'hc'] as const) {
		test(`screenshots in ${theme}`, async () => {
			for (const [name, state] of Object.entries({
				newcomer: newcomerState,
				busy: busyState,
				troubled: troubledState,
			})) {
				for (const [width, height] of [
					[1400, 820],
					[360, 1500],
				] as const) {
					await using panel = await open(state, { theme, width, height });
					await panel.page.waitForLoadState('networkidle');
					await panel.settled();
					await panel.screenshot(`${name}-${theme}-${width}`);
					assert.deepEqual(panel.errors, []);
				}
			}
		});
	}
});

async function check(panel: PanelPage, what: string): Promise<void> {
	await panel.settled();
	await panel.page.evaluate(axe.source);
	const { violations, passes } = await panel.page.evaluate<AxeResults>('axe.run()');
	const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(', ')}`);
	assert.deepEqual(found, [], what);
	assert.ok(passes.length > 15);
}

/** axe does not look at them. */
async function contrastOfPlaceholders({ page }: PanelPage): Promise<void> {
	const ratios = await page.evaluate<number[]>(`(() => {
		const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
		const over = (...colors) => {
			for (const color of colors) {
				canvas.fillStyle = color;
				canvas.fillRect(0, 0, 1, 1);
			}
			return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
		};
		const luminance = channels => {
			const [r, g, b] = channels.map(value => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
			return 0.2126 * r + 0.7152 * g + 0.0722 * b;
		};
		const backgrounds = node => (node === null ? [] : [...backgrounds(node.parentElement), getComputedStyle(node).backgroundColor]);
		return [...document.querySelectorAll('[placeholder]')].map(node => {
			const below = backgrounds(node);
			const [one, other] = [over(...below), over(...below, getComputedStyle(node, '::placeholder').color)].map(luminance);
			return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
		});
	})()`);
	assert.ok(ratios.length > 1);
	assert.ok(
		ratios.every(ratio => ratio >= 4.5),
		String(ratios),
	);
}
