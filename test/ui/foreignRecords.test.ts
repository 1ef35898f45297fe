import assert from 'node:assert/strict';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { contentHash } from '../../src/core/images/contentHash.ts';
import { renderTinyImage } from '../emulator/images/tinyImage.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openPanel } from './panel/panelPage.ts';
import { openUntrusted, useService, type UiService } from './service.ts';

suite('a record that came with the workspace', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	const entry = (sha256: string, changes = {}) => ({
		prompt: 'a fox',
		model: 'openai/gpt-image-2',
		input: { quality: 'low' },
		credits: 45,
		jobId: 'j',
		createdAt: '2026-01-01T00:00:00.000Z',
		sha256,
		...changes,
	});

	/** Makes a window's folder a project with one image of its own, beside a file that is none of its business. */
	async function fill({ folder: site }: Workbench): Promise<string> {
		const base = dirname(site);
		await mkdir(join(site, '.vscode'), { recursive: true });
		await mkdir(join(site, 'assets'), { recursive: true });
		const image = await renderTinyImage({ prompt: 'a fox', width: 2048, height: 2048, format: 'png' });
		await writeFile(join(site, 'assets/fox.png'), image);
		await writeFile(join(base, 'my-thesis.docx'), 'three years of work');
		const assets = {
			'../my-thesis.docx': entry(contentHash('three years of work')),
			'assets/fox.png': entry(contentHash(image)),
		};
		await writeFile(join(site, '.vscode/image-assets.json'), JSON.stringify({ version: 1, assets }));
		return base;
	}

	async function galleryOf(workbench: Workbench) {
		const panel = await openPanel(workbench);
		const assets = panel.view.locator('.asset');
		await assets.filter({ hasText: 'fox.png' }).waitFor();
		return { panel, assets };
	}

	test('66 files outside of its folder are not listed, so nothing can be done to them', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const base = await fill(workbench);
		const { panel, assets } = await galleryOf(workbench);
		assert.equal(await assets.count(), 1);
		assert.doesNotMatch((await panel.view.locator('body').textContent()) ?? '', /thesis/);
		assert.equal(await readFile(join(base, 'my-thesis.docx'), 'utf8'), 'three years of work');
		await rm(join(base, 'my-thesis.docx'));
	});

	test('69 in Restricted Mode nothing is written when an image is renamed, moved or deleted', async () => {
		const workbench = await openUntrusted(service);
		await fill(workbench);
		const { folder: site, inHost } = workbench;
		const record = join(site, '.vscode/image-assets.json');
		const before = { text: await readFile(record, 'utf8'), at: (await stat(record)).mtimeMs };
		await galleryOf(workbench);
		const renamed = await inHost(async ({ workspace, Uri, WorkspaceEdit }, folder) => {
			const edit = new WorkspaceEdit();
			edit.renameFile(Uri.file(`${folder}/assets/fox.png`), Uri.file(`${folder}/assets/renamed.png`));
			return workspace.applyEdit(edit);
		}, site);
		assert.equal(renamed, true);
		await waitFor('the renamed file', () =>
			stat(join(site, 'assets/renamed.png')).then(
				() => true,
				() => false,
			),
		);
		// Nothing is to happen: as long as the record takes to follow where it may.
		await delay(2000);
		await inHost(async ({ workspace, Uri, WorkspaceEdit }, folder) => {
			const edit = new WorkspaceEdit();
			edit.deleteFile(Uri.file(`${folder}/assets/renamed.png`));
			return workspace.applyEdit(edit);
		}, site);
		await delay(2000);
		assert.deepEqual({ text: await readFile(record, 'utf8'), at: (await stat(record)).mtimeMs }, before);
	});
});
