import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { localCodecs, paintImage } from '../support/imageCodecs.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { webviewOf } from '../support/workbench/webview.ts';

const codecs = localCodecs();

/** As much of the page's canvas as is looked at; tests know no DOM. */
interface DrawnCanvas {
	readonly width: number;
	readonly height: number;
	getContext(kind: '2d'): {
		getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
	};
}

/** A gold ring on green: round, with smooth edges, and with a patch of dark green in a gold block. */
const ring = paintImage(320, 240, (x, y) => {
	const far = Math.hypot(x - 120, y - 120);
	const cover = (edge: number) => Math.min(1, Math.max(0, edge - far + 0.5));
	const isBlock = x >= 230 && x < 300 && y >= 60 && y < 180;
	const isPatch = x >= 250 && x < 280 && y >= 90 && y < 150;
	const alpha = isBlock ? 1 : cover(90) - cover(45);
	const mix = (subject: number, key: number) => Math.round(alpha * subject + (1 - alpha) * key);
	return isPatch ? [20, 150, 30, 255] : [mix(236, 0), mix(178, 255), mix(64, 0), 255];
});

suite('the review of a cut-out', () => {
	async function review(path: string, theme: 'dark' | 'light' = 'dark') {
		const workbench = await openWorkbench({ theme });
		const { folder, page, explorer } = workbench;
		const format = path.endsWith('.png') ? 'png' : 'jpeg';
		await mkdir(join(folder, 'assets'), { recursive: true });
		await writeFile(join(folder, path), await codecs.encode(ring, format, 95));
		await (await explorer.contextMenu(path)).choose('Cut Out Background…');
		const frame = webviewOf(page);
		await frame.getByRole('application').waitFor();
		await drawn(frame, 1);
		return { workbench, frame };
	}

	/** Waits until the picture was drawn at least so many times. */
	const drawn = (frame: FrameLocator, times: number) =>
		waitFor(`picture ${times}`, async () => Number(await counter(frame)) >= times);
	const counter = async (frame: FrameLocator) =>
		(await frame.locator('canvas').getAttribute('data-drawn')) ?? '0';

	/** Alpha of the picture at shares of its size. */
	const alphaAt = (frame: FrameLocator, x: number, y: number) =>
		frame.locator('canvas').evaluate(
			(canvas, [x, y]) => {
				const { width, height } = canvas as unknown as DrawnCanvas;
				const context = (canvas as unknown as DrawnCanvas).getContext('2d');
				return context.getImageData(Math.round(width * x), Math.round(height * y), 1, 1).data[3];
			},
			[x, y] as const,
		);

	async function alphasOf({ folder }: Workbench, path: string): Promise<number[]> {
		const { width, data } = await codecs.decode(await readFile(join(folder, path)));
		return [
			[2, 2],
			[120, 50],
			[120, 120],
			[265, 120],
		].map(([x = 0, y = 0]) => data[(y * width + x) * 4 + 3] ?? NaN);
	}

	test('shows the subject on nothing; a slider by keyboard and a flipped patch show at once', async () => {
		const { workbench, frame } = await review('assets/ring.png');
		assert.equal(await alphaAt(frame, 0.02, 0.02), 0);
		assert.equal(await alphaAt(frame, 120 / 320, 50 / 240), 255);
		assert.equal(await alphaAt(frame, 120 / 320, 0.5), 0);
		assert.equal(await alphaAt(frame, 265 / 320, 0.5), 255);
		await workbench.screenshot('cutOut-dark');

		const softness = frame.getByRole('slider', { name: 'Softness' });
		await softness.focus();
		await softness.press('Home');
		await waitFor('hard edges', async () => {
			assert.equal(await softness.inputValue(), '0');
			const values = await frame.locator('canvas').evaluate(canvas => {
				const { width, height } = canvas as unknown as DrawnCanvas;
				const pixels = (canvas as unknown as DrawnCanvas)
					.getContext('2d')
					.getImageData(0, 0, width, height).data;
				return [...new Set(pixels.filter((_, at) => at % 4 === 3))].length;
			});
			return values <= 8;
		});
		await frame.getByRole('button', { name: 'Reset' }).click();

		await frame.getByRole('application').click({ position: await placeIn(frame, 265 / 320, 0.5) });
		await waitFor('the patch is gone', async () => (await alphaAt(frame, 265 / 320, 0.5)) === 0);
		const box = frame.getByRole('application');
		await box.focus();
		for (let step = 0; step < 6; step += 1) {
			await box.press('ArrowLeft');
		}
		await box.press('Enter');
		await waitFor('the hole is filled', async () => (await alphaAt(frame, 0.38, 0.5)) === 255);

		await frame.getByRole('button', { name: 'Save Beside' }).click();
		await workbench.notifications.find('Saved assets/ring-cutout.png.');
		assert.deepEqual(await alphasOf(workbench, 'assets/ring-cutout.png'), [0, 255, 255, 0]);
		assert.deepEqual(await alphasOf(workbench, 'assets/ring.png'), [255, 255, 255, 255]);
	});

	test('Replace Original and Undo Replace; trimmed; in a light theme', async () => {
		const { workbench, frame } = await review('assets/ring.png', 'light');
		await workbench.screenshot('cutOut-light');
		const before = await readFile(join(workbench.folder, 'assets/ring.png'));
		await frame.getByRole('checkbox', { name: 'Trim to the subject' }).check();
		const margin = frame.getByRole('slider', { name: 'Margin' });
		await margin.fill('0');
		await frame.getByRole('button', { name: 'Replace Original' }).click();
		await workbench.notifications.find('assets/ring.png is cut out now. The original is kept.');
		const { width, height } = await codecs.decode(await readFile(join(workbench.folder, 'assets/ring.png')));
		assert.ok(Math.abs(width - 270) <= 2 && Math.abs(height - 181) <= 2, `${width} × ${height}`);
		await workbench.notifications.press(
			'assets/ring.png is cut out now. The original is kept.',
			'Undo Replace',
		);
		await waitFor('the original', async () =>
			(await readFile(join(workbench.folder, 'assets/ring.png'))).equals(before),
		);
	});

	test('a read-only original stays if the user declines, and nothing is left beside it', async () => {
		const { workbench, frame } = await review('assets/ring.png');
		const { dialog, folder } = workbench;
		const path = join(folder, 'assets/ring.png');
		const before = await readFile(path);
		await chmod(path, 0o444);
		await frame.getByRole('button', { name: 'Replace Original' }).click();
		assert.equal(await dialog.message(), 'ring.png is read-only. Overwrite it?');
		await dialog.press('Cancel');
		await waitFor('the cut-out to be removed', async () => {
			const names = await readdir(join(folder, 'assets'));
			return !names.some(name => name.includes('cutout'));
		});
		assert.ok((await readFile(path)).equals(before));
		await frame.getByRole('button', { name: 'Replace Original' }).waitFor();
	});

	test('a JPEG is saved as PNG, and that stands there before', async () => {
		const { workbench, frame } = await review('assets/ring.jpg');
		await frame.getByText("JPEG files can't be transparent, so it's saved as PNG.").waitFor();
		await frame.getByRole('button', { name: 'Save Beside' }).click();
		await workbench.notifications.find('Saved assets/ring-cutout.png.');
		assert.deepEqual((await alphasOf(workbench, 'assets/ring-cutout.png')).slice(0, 3), [0, 255, 0]);
	});

	const placeIn = async (frame: FrameLocator, x: number, y: number) => {
		const box = (await frame.getByRole('application').boundingBox()) ?? assert.fail('no picture');
		return { x: box.width * x, y: box.height * y };
	};
});
