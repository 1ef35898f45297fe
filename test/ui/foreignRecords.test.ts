import assert from 'node:assert/strict';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { contentHash } from '../../src/core/images/contentHash.ts';
import { renderTinyImage } from '../emulator/images/tinyImage.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openPanel } from './panel/panelPage.ts';
import { startService, type UiService } from './service.ts';

suite('a record that came with the workspace', function () {
	this.timeout(120_000);
	let service: UiService;

	suiteSetup(async () => {
		service = await startService();
	});
	suiteTeardown(() => service.emulator.close());

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

	/** A project with one image of its own, beside a file that is none of its business. */
	async function project(): Promise<{ base: string; site: string; remove: () => Promise<void> }> {
		const { path: base, remove } = await temporaryFolder('foreign');
		const site = join(base, 'site');
		await mkdir(join(site, '.vscode'), { recursive: true });
		await mkdir(join(site, 'assets'));
		const image = await renderTinyImage({ prompt: 'a fox', width: 2048, height: 2048, format: 'png' });
		await writeFile(join(site, 'assets/fox.png'), image);
		await writeFile(join(base, 'my-thesis.docx'), 'three years of work');
		const assets = {
			'../my-thesis.docx': entry(contentHash('three years of work')),
			'assets/fox.png': entry(contentHash(image)),
		};
		await writeFile(join(site, '.vscode/image-assets.json'), JSON.stringify({ version: 1, assets }));
		return { base, site, remove };
	}

	async function galleryOf(workbench: Workbench) {
		const panel = await openPanel(workbench);
		const assets = panel.view.locator('.asset');
		await assets.filter({ hasText: 'fox.png' }).waitFor();
		return { panel, assets };
	}

	test('66 files outside of its folder are not listed, so nothing can be done to them', async () => {
		const { base, site, remove } = await project();
		const workbench = await openWorkbench({ env: service.env, openInPlace: site });
		const { panel, assets } = await galleryOf(workbench);
		assert.equal(await assets.count(), 1);
		assert.doesNotMatch((await panel.view.locator('body').textContent()) ?? '', /thesis/);
		assert.equal(await readFile(join(base, 'my-thesis.docx'), 'utf8'), 'three years of work');
		await remove();
	});

	test('69 in Restricted Mode nothing is written when an image is renamed, moved or deleted', async () => {
		const { site, remove } = await project();
		const record = join(site, '.vscode/image-assets.json');
		const before = { text: await readFile(record, 'utf8'), at: (await stat(record)).mtimeMs };
		const workbench = await openWorkbench({
			env: service.env,
			openInPlace: site,
			workspaceTrust: true,
			settings: { 'security.workspace.trust.startupPrompt': 'never' },
		});
		const { inHost } = workbench;
		assert.equal(await inHost(({ workspace }) => workspace.isTrusted), false);
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
		// As long as the record takes to follow where it may.
		await delay(2000);
		await inHost(async ({ workspace, Uri, WorkspaceEdit }, folder) => {
			const edit = new WorkspaceEdit();
			edit.deleteFile(Uri.file(`${folder}/assets/renamed.png`));
			return workspace.applyEdit(edit);
		}, site);
		await delay(2000);
		assert.deepEqual({ text: await readFile(record, 'utf8'), at: (await stat(record)).mtimeMs }, before);
		await remove();
	});
});
