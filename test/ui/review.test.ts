import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { localCodecs, paintImage } from '../support/imageCodecs.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { webviewOf } from '../support/workbench/webview.ts';
import { useService, type UiService } from './service.ts';

const codecs = localCodecs();

suite('the review of an edit', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	/** Puts a green image into the workspace, another one in each test, so that it is uploaded. */
	async function addImage({ folder, turn }: Workbench, path: string): Promise<void> {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		const image = paintImage(48, 32, (x, y) => [0, 140, x === 0 && y === 0 ? turn % 256 : 0, 255]);
		await writeFile(join(folder, path), await codecs.encode(image, 'png', 90));
	}

	/** Edits an image through the Explorer; answers both questions. */
	async function edit(workbench: Workbench, path: string, prompt: string): Promise<void> {
		const { explorer, quickInput } = workbench;
		const name = path.replace(/^.*\//, '');
		await (await explorer.contextMenu(path)).choose('Edit Image…');
		await quickInput.opened(`Edit ${name} (1/2)`);
		await quickInput.type(prompt);
		await quickInput.accept();
		await quickInput.opened(`Edit ${name} (2/2)`);
		await quickInput.accept();
	}

	test('shows what the files hold after Replace Original, and after its Undo', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { page, folder } = workbench;
		await addImage(workbench, 'assets/hero.png');
		const original = await readFile(join(folder, 'assets/hero.png'));
		await edit(workbench, 'assets/hero.png', 'make it a sunset');
		const review = webviewOf(page);
		await review.getByRole('radio', { name: 'Side by Side' }).check();
		const edited = await readFile(join(folder, 'assets/hero-edited.png'));
		assert.notDeepEqual(await colorOf(original), await colorOf(edited));
		await shows(page, { before: original, after: edited });
		await review.getByRole('button', { name: 'Replace Original' }).click();
		await review.getByText('Replaced').first().waitFor();
		assert.deepEqual(await readFile(join(folder, 'assets/hero.png')), edited);
		await shows(page, { before: original, after: edited });
		await review.getByRole('button', { name: 'Undo Replace' }).click();
		await review.getByRole('button', { name: 'Replace Original' }).waitFor();
		await shows(page, { before: original, after: edited });
	});
});

/** Waits until the review shows the pixels of these files, side by side. */
async function shows(page: Page, files: Record<'before' | 'after', Buffer>): Promise<void> {
	for (const side of ['before', 'after'] as const) {
		const image = webviewOf(page).locator(`.pane[data-side=${side}] img`);
		const wanted = await colorOf(files[side]);
		await waitFor(`the picture ${side}`, async () => {
			const shown = await colorOf(await image.screenshot());
			return shown.every((value, channel) => Math.abs(value - (wanted[channel] ?? 0)) < 12);
		});
	}
}

/** Red, green and blue below the middle, where nothing lies over the picture. */
async function colorOf(file: Buffer): Promise<number[]> {
	const { width, height, data } = await codecs.decode(file);
	const at = (Math.round(height * 0.75) * width + Math.round(width / 2)) * 4;
	return [...data.slice(at, at + 3)];
}
