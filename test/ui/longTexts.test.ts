import assert from 'node:assert/strict';
import { pseudoLocalized } from '../../scripts/l10nBundles.ts';
import type { Bundle } from '../../scripts/l10nComments.ts';
import type { FromCutOut, ToCutOut } from '../../src/shared/cutOut.ts';
import type { FromIconSet, ToIconSet } from '../../src/shared/iconSet.ts';
import type { FromPanel, ToPanel } from '../../src/shared/panel.ts';
import type { FromReview, ReviewState, ToReview } from '../../src/shared/review.ts';
import { renderTinyImage } from '../emulator/images/tinyImage.ts';
import { readRepositoryJson } from '../support/manifest.ts';
import { troubleWithBoxes } from '../support/webview/boxes.ts';
import { openPage, type OpenPage, type PageOptions } from '../support/webview/openPage.ts';
import { sampleAssetFacts, sampleNow, wholeState } from '../support/webview/sampleAssets.ts';
import { newcomerState, panelImages, troubledState } from '../support/webview/samplePanelImages.ts';
import { sampleReview } from '../support/webview/sampleReview.ts';

const widths = [170, 280, 360, 700, 1400];

/** The built pages in a made-up language: twice as long as English, in letters that cannot be mistaken for English. */
suite('pages with long texts', () => {
	const texts = Object.fromEntries(
		Object.entries(pseudoLocalized(readRepositoryJson('l10n/page.l10n.json') as Bundle)).map(
			([english, text]) => [english, longer(text, 2 * english.length)],
		),
	);

	async function open<From extends { readonly type: string }, To>(
		options: Pick<PageOptions<To>, 'name' | 'images' | 'answer' | 'showsBytes'>,
	): Promise<OpenPage<From, To>> {
		return openPage<From, To>({ ...options, title: options.name, texts, now: sampleNow, height: 900 });
	}

	/** At each width: nothing overlaps, is cut off or scrolls sideways, and every word is one of ours, or of the data. */
	async function check(
		{ page, errors }: OpenPage<{ readonly type: string }, unknown>,
		data: unknown,
		height = 900,
		expected = /^$/,
	): Promise<void> {
		for (const width of widths) {
			await page.setViewportSize({ width, height });
			for (let frame = 0; frame < 4; frame += 1) {
				await page.evaluate('new Promise(done => requestAnimationFrame(done))');
			}
			assert.deepEqual(await troubleWithBoxes(page), [], `${width} px`);
		}
		assert.deepEqual(english(await page.locator('body').innerText(), JSON.stringify(data)), []);
		assert.deepEqual(
			errors.filter(error => !expected.test(error)),
			[],
		);
	}

	test('the panel', async () => {
		for (const state of [wholeState, newcomerState, troubledState]) {
			await using panel = await open<FromPanel, ToPanel>({
				name: 'panel',
				images: await panelImages(),
				answer: { type: 'state', state },
			});
			await panel.post({ type: 'assetFacts', facts: [...sampleAssetFacts] });
			await panel.page.locator('.more > summary').click();
			await check(panel, [state, sampleAssetFacts], 6000);
		}
	});

	test('the review of an edit', async () => {
		const { state: sample, images } = await sampleReview();
		const state: ReviewState = {
			...sample,
			before: { ...sample.before, quality: 'low' },
			after: { ...sample.after, width: 1024, quality: 'high' },
		};
		await using review = await open<FromReview, ToReview>({
			name: 'review',
			images,
			answer: { type: 'state', state },
		});
		const { page } = review;
		await page.locator('.pane[data-status=shown] img').nth(1).waitFor({ state: 'attached' });
		await check(review, state);
		await page.getByRole('radio').nth(1).check();
		await review.button(texts['Edit Prompt…'] ?? '').click();
		await check(review, state);
		await page.keyboard.press('Escape');
		const gone = { ...state, replaced: true, before: { ...state.before, src: '/gone.webp' } };
		await review.post({ type: 'state', state: gone });
		await page.locator('.load-error').waitFor();
		await check(review, state, 900, /gone\.webp|404/);
		const message = 'hero.webp was deleted.';
		await review.post({ type: 'unavailable', message, gone: true, restorable: true });
		await check(review, [state, message], 900, /gone\.webp|404/);
	});

	test('the review of a cut-out', async () => {
		const state = { name: 'fox.png', width: 96, height: 64, notes: ['JPEG files are not transparent.'] };
		await using cutOut = await open<FromCutOut, ToCutOut>({
			name: 'cutOut',
			images: {},
			answer: { type: 'state', state },
		});
		const { id } = await cutOut.request('preview');
		const bytes = new Uint8Array(
			await renderTinyImage({ prompt: 'a fox', width: 96, height: 64, format: 'png' }),
		);
		await cutOut.post({ type: 'result', id, preview: { bytes } });
		await check(cutOut, state);
		await cutOut.page.getByRole('checkbox').check();
		await check(cutOut, state);
	});

	test('the preview of an icon set', async () => {
		const preview = async (side: number) => ({
			side,
			bytes: new Uint8Array(
				await renderTinyImage({ prompt: 'a fox', width: side, height: side, format: 'png' }),
			),
		});
		const state = {
			name: 'logo.png',
			isSquare: false,
			icons: [
				{
					path: 'public/favicon.ico',
					purpose: 'any' as const,
					replaces: true,
					previews: [await preview(16), await preview(32), await preview(48)],
				},
				...(['opaque', 'maskable'] as const).map(purpose => ({
					path: `public/icons/icon-${purpose}-with-a-long-name-512.png`,
					purpose,
					replaces: false,
					previews: [] as { side: number; bytes: Uint8Array<ArrayBuffer> }[],
				})),
			],
			texts: [
				{ path: 'public/site.webmanifest', change: 'created' as const },
				{ path: 'public/browserconfig.xml', change: 'merged' as const },
				{ path: 'templates/layouts/base.html', change: 'linked' as const },
			],
		};
		state.icons[1]?.previews.push(await preview(180));
		state.icons[2]?.previews.push(await preview(512));
		await using icons = await open<FromIconSet, ToIconSet>({
			name: 'iconSet',
			showsBytes: true,
			images: {},
			answer: { type: 'state', state },
		});
		await icons.page.locator('.preview img').first().waitFor();
		await check(icons, { ...state, icons: state.icons.map(({ path }) => path) });
	});
});

/** A text with more of its own words, up to a length; slots stay single. */
function longer(text: string, length: number): string {
	const words = text
		.replace(/\{\d+\}/g, '')
		.split(/\s+/)
		.filter(word => /\p{L}{2}/u.test(word));
	let long = text;
	for (let at = 0; words.length > 0 && long.length < length; at += 1) {
		long += ` ${words[at % words.length] ?? ''}`;
	}
	return long;
}

/** The words of a text that are neither data nor the names of keys, units, formats and months, which `Intl` has. */
function english(text: string, data: string): string[] {
	const known = /^(?:Ctrl|Enter|px|kB|MB|bytes?|PNG|JPEG|WebP|Image|Assets|Jun|Jul)$/;
	return [...new Set(text.match(/[A-Za-z]{2,}/g) ?? [])].filter(
		word => !known.test(word) && !data.includes(word),
	);
}
