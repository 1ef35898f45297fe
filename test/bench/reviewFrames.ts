import { crc32 } from 'node:zlib';
import { renderImage } from '../emulator/images/renderImage.ts';
import { openReviewPage } from '../support/webview/openReviewPage.ts';
import { sampleReview } from '../support/webview/sampleReview.ts';
import { closeShared } from '../support/workbench/sharedServer.ts';
import type { Table } from './figure.ts';
import { median, milliseconds, quantile } from './statistics.ts';

const size = { width: 3072, height: 2048 };
const bytes = 4_000_000;

/** How evenly the review page draws while it is dragged, with a pair of images of 4 MB each. */
export async function reviewFrames(): Promise<readonly Table[]> {
	const images = {
		'/before.png': fill(await renderImage({ prompt: 'a lighthouse at dawn', ...size, format: 'png' })),
		'/after.png': fill(await renderImage({ prompt: 'a lighthouse at night', ...size, format: 'png' })),
	};
	const { state } = await sampleReview();
	const image = { ...size, bytes };
	await using review = await openReviewPage({
		images,
		state: {
			...state,
			before: { ...state.before, ...image, src: '/before.png' },
			after: { ...state.after, ...image, src: '/after.png' },
		},
		width: 1400,
		height: 900,
	});
	const { page } = review;
	await review.loaded();
	const drags: [string, () => Promise<unknown>][] = [
		['slider', () => page.getByRole('radio', { name: 'Slider' }).check()],
		['panning at 100 %, slider', () => page.keyboard.press('1')],
		['panning at 100 %, onion skin', () => page.getByRole('radio', { name: 'Onion Skin' }).check()],
		['panning at 100 %, side by side', () => page.getByRole('radio', { name: 'Side by Side' }).check()],
	];
	const rows: [string, ...string[]][] = [];
	for (const [name, prepare] of drags) {
		await prepare();
		await page.waitForTimeout(300);
		const frames = await dragged();
		const late = frames.filter(ms => ms > 25).length;
		rows.push([
			name,
			milliseconds(median(frames)),
			milliseconds(quantile(frames, 0.95)),
			milliseconds(Math.max(...frames)),
			`${late} of ${frames.length}`,
		]);
	}
	await closeShared();
	return [
		{
			title: `Frames of the review while it is dragged, two PNGs of ${size.width} × ${size.height} and 4 MB, page of 1,400 × 900`,
			columns: ['median', '95 %', 'longest', 'over 25 ms'],
			rows: [...rows, ['target', '≤ 16.7 ms', '', '', '']],
			notes: ['Headless Chromium without a GPU, on whatever else the machine does.'],
		},
	];

	/** The times between frames during about two seconds of dragging with the mouse. */
	async function dragged(): Promise<number[]> {
		await page.evaluate(`
			frames = [];
			measuring = true;
			requestAnimationFrame(function next(now) {
				frames.push(now);
				if (measuring) {
					requestAnimationFrame(next);
				}
			});
		`);
		await page.mouse.move(700, 400);
		await page.mouse.down();
		for (let step = 0; step < 200; step += 1) {
			await page.mouse.move(700 + 300 * Math.sin(step / 12), 400 + 100 * Math.sin(step / 19));
			await page.waitForTimeout(4);
		}
		await page.mouse.up();
		const times = await page.evaluate<number[]>('measuring = false, frames');
		return times.slice(1).map((time, index) => time - (times[index] ?? time));
	}
}

/** The same image in a file of `bytes`, filled up with an ancillary chunk that every decoder skips. */
function fill(png: Buffer): Buffer {
	const end = png.length - 12;
	const chunk = Buffer.alloc(Math.max(12, bytes - png.length));
	chunk.writeUInt32BE(chunk.length - 12, 0);
	chunk.write('fiLl', 4, 'latin1');
	chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
	return Buffer.concat([png.subarray(0, end), chunk, png.subarray(end)]);
}
