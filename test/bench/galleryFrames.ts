import { openPanelPage } from '../support/webview/openPanelPage.ts';
import { galleryState, manyAssets, sampleFacts } from '../support/webview/sampleAssets.ts';
import { closeShared } from '../support/workbench/sharedServer.ts';
import type { Table } from './figure.ts';
import { median, milliseconds, quantile } from './statistics.ts';

const count = 2000;
const rounds = 5;
/** CSS pixels, in total and per frame. */
const distance = 10_000;
const step = 40;

/** How soon the panel's gallery appears, and how evenly it scrolls, with 2,000 images. */
export async function galleryFrames(): Promise<readonly Table[]> {
	const assets = manyAssets(count);
	const state = { ...galleryState, assets };
	const paints: number[] = [];
	const frames: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		await using panel = await openPanelPage({ state, width: 1400, height: 860, answersReady: false });
		const { page } = panel;
		paints.push(
			await page.evaluate<number>(`new Promise(done => {
				const data = ${JSON.stringify({ type: 'state', state })};
				const begin = performance.now();
				dispatchEvent(new MessageEvent('message', { data }));
				// The frame after the one that paints them.
				requestAnimationFrame(() => requestAnimationFrame(() => {
					done(document.querySelectorAll('.asset').length > 0 ? performance.now() - begin : NaN);
				}));
			})`),
		);
		await panel.post({ type: 'assetFacts', facts: assets.map(asset => sampleFacts(asset)) });
		await page.waitForTimeout(500);
		const times = await page.evaluate<number[]>(`new Promise(done => {
			const content = document.querySelector('.content');
			const times = [];
			requestAnimationFrame(function next(now) {
				times.push(now);
				content.scrollTop += ${step};
				if (times.length <= ${distance / step}) {
					requestAnimationFrame(next);
				} else {
					done(times);
				}
			});
		})`);
		frames.push(...times.slice(1).map((time, index) => time - (times[index] ?? time)));
	}
	await closeShared();
	const late = frames.filter(ms => ms > 1000 / 55 + 1).length;
	return [
		{
			title: `The gallery with ${count.toLocaleString('en-US')} images, page of 1,400 × 860`,
			columns: ['median', '99 %', 'longest', 'late', 'frames a second'],
			rows: [
				['first paint', milliseconds(median(paints)), '', milliseconds(Math.max(...paints)), '', ''],
				[
					`scrolling ${distance.toLocaleString('en-US')} px`,
					milliseconds(median(frames)),
					milliseconds(quantile(frames, 0.99)),
					milliseconds(Math.max(...frames)),
					`${late} of ${frames.length}`,
					(1000 / (frames.reduce((sum, ms) => sum + ms, 0) / frames.length)).toFixed(1),
				],
				['target', '≤ 300 ms', '', '', '', '≥ 55'],
			],
			notes: [
				`${rounds} pages, each with all of its thumbnails, ${step} px a frame.`,
				'Headless Chromium without a GPU, on whatever else the machine does.',
			],
		},
	];
}
