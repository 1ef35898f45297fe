import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import type { FromCutOut, ToCutOut } from '../../src/shared/cutOut.ts';
import type { FromIconSet, IconSetState, ToIconSet } from '../../src/shared/iconSet.ts';
import { renderTinyImage } from '../emulator/images/tinyImage.ts';
import { localCodecs, paintImage } from '../support/imageCodecs.ts';
import { troubleWithBoxes } from '../support/webview/boxes.ts';
import { openPage, type CommonPageOptions, type OpenPage } from '../support/webview/openPage.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

const themes = ['dark', 'light', 'hc', 'hcLight'] as const;
const widths = [170, 360, 1400];

/** A disc with smooth edges on nothing. */
const disc = paintImage(640, 480, (x, y) => {
	const alpha = Math.min(1, Math.max(0, 200.5 - Math.hypot(x - 320, y - 240)));
	return [236, 178, 64, Math.round(255 * alpha)];
});

const cutOutState: Extract<ToCutOut, { type: 'state' }>['state'] = {
	name: 'a-ring-with-a-name-that-is-rather-long.jpg',
	width: 1536,
	height: 1024,
	notes: ["JPEG files can't be transparent, so it's saved as PNG."],
};

/** What is wrong with the page for assistive technology. */
async function violationsOf<From extends { readonly type: string }, To>({
	page,
}: OpenPage<From, To>): Promise<string[]> {
	await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
	await page.evaluate(axe.source);
	const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
	assert.ok(passes.length > 10);
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(', ')}`);
}

suite('cut-out page', () => {
	async function open(options: CommonPageOptions = {}) {
		const opened = await openPage<FromCutOut, ToCutOut>({
			...options,
			name: 'cutOut',
			title: 'Cut Out',
			images: {},
			answer: { type: 'state', state: cutOutState },
		});
		const bytes = new Uint8Array(await localCodecs().encode(disc, 'png', 90));
		/** Answers the last question with a picture. */
		const show = async (doubt?: string) => {
			const { id } = await opened.request('preview');
			await opened.post({ type: 'result', id, preview: { bytes, ...(doubt !== undefined && { doubt }) } });
			await waitFor('the picture', async () =>
				Number(await opened.page.locator('canvas').getAttribute('data-drawn')),
			);
		};
		await show();
		return { ...opened, show };
	}

	for (const theme of themes) {
		test(`axe finds nothing, and nothing is cut off, in ${theme}`, async () => {
			await using opened = await open({ theme });
			const { page } = opened;
			assert.deepEqual(await violationsOf(opened), []);
			assert.ok(await page.getByText('How soft edges, hair, glass, and shadows are.').isVisible());
			await page.getByRole('checkbox', { name: 'Trim to the subject' }).check();
			await opened.show('The border of the image is a gradient.');
			await page.getByRole('button', { name: 'Save Beside' }).click();
			const { id } = await opened.request('saveBeside');
			await opened.post({ type: 'failed', id, message: 'There is no room left on the disk.' });
			await page.getByRole('alert').waitFor();
			assert.deepEqual(await violationsOf(opened), []);
			for (const width of widths) {
				await page.setViewportSize({ width, height: 900 });
				assert.deepEqual(await troubleWithBoxes(page), [], `${width} px`);
				await opened.screenshot(`${theme}-${width}`);
			}
			assert.deepEqual(opened.errors, []);
		});
	}
});

suite('icon set page', () => {
	async function open(options: CommonPageOptions = {}, part: Partial<IconSetState> = {}) {
		const png = (side: number) =>
			renderTinyImage({ prompt: 'icon', width: side, height: side, format: 'png' });
		const icon = async (
			path: string,
			sides: readonly number[],
			rest: Partial<IconSetState['icons'][number]> = {},
		): Promise<IconSetState['icons'][number]> => ({
			path,
			purpose: 'any',
			replaces: false,
			...rest,
			previews: await Promise.all(
				sides.map(async side => ({ side, bytes: new Uint8Array(await png(side)) })),
			),
		});
		const state: IconSetState = {
			name: 'assets/a-logo-with-a-rather-long-name-for-a-page.webp',
			isSquare: false,
			icons: [
				await icon('public/favicon.ico', [16, 32, 48], { replaces: true }),
				await icon('public/apple-touch-icon.png', [180], { purpose: 'opaque' }),
				await icon('public/icon-192.png', [192]),
				await icon('public/icon-512.png', [512]),
				await icon('public/icon-maskable-512.png', [512], { purpose: 'maskable' }),
			],
			texts: [
				{ path: 'public/site.webmanifest', change: 'created' },
				{ path: 'index.html', change: 'linked' },
			],
			...part,
		};
		return openPage<FromIconSet, ToIconSet>({
			...options,
			name: 'iconSet',
			title: 'Icons',
			images: {},
			showsBytes: true,
			answer: { type: 'state', state },
		});
	}

	for (const theme of themes) {
		test(`axe finds nothing, and nothing is cut off, in ${theme}`, async () => {
			await using opened = await open({ theme });
			const { page } = opened;
			await page.getByRole('img').last().waitFor();
			assert.deepEqual(await violationsOf(opened), []);
			await page.getByRole('button', { name: 'Create Icons' }).click();
			const { id, links } = await opened.request('create');
			assert.equal(links, true);
			await opened.post({ type: 'failed', id, message: 'index.html was changed in the meantime.' });
			await page.getByRole('alert').waitFor();
			assert.deepEqual(await violationsOf(opened), []);
			for (const width of widths) {
				await page.setViewportSize({ width, height: 900 });
				assert.deepEqual(await troubleWithBoxes(page), [], `${width} px`);
				await opened.screenshot(`${theme}-${width}`);
			}
			assert.deepEqual(opened.errors, []);
		});
	}

	test('one icon without links: the page has nothing to tick', async () => {
		await using opened = await open({}, { isSquare: true, texts: [] });
		const { page } = opened;
		assert.ok(await page.getByText("Nothing is written yet. It's free.").isVisible());
		assert.equal(await page.getByRole('checkbox').count(), 0);
		assert.equal(await page.getByRole('list').count(), 1);
		await page.getByRole('button', { name: 'Create Icons' }).click();
		assert.equal((await opened.request('create')).links, false);
	});
});
