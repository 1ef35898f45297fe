import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderTinyImage } from '../emulator/images/tinyImage.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openPanel } from './panel/panelPage.ts';
import { openUntrusted, useService, type UiService } from './service.ts';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The hashes of all files in a folder, by their paths. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
	const found = await Promise.all(
		paths.map(async path => [path.slice(folder.length + 1), hashOf(await readFile(path))] as const),
	);
	return Object.fromEntries(found.sort());
}

suite('Restricted Mode', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	test('69 nothing is written in the workspace, whatever happens to its images', async () => {
		const workbench = await openUntrusted(service);
		const { editor, folder, inHost, page, storageFolder } = workbench;
		const image = (prompt: string) => renderTinyImage({ prompt, width: 1024, height: 1024, format: 'webp' });
		const names = ['fox', 'boat', 'tree', 'gone'] as const;
		const images = new Map(await Promise.all(names.map(async name => [name, await image(name)] as const)));
		const entries = [...images].map(([name, bytes], index) => {
			const entry = {
				...{ prompt: `a ${name}`, model: 'm', input: { quality: 'low' }, credits: 45, jobId: name },
				...{ createdAt: `2026-01-0${index + 1}T00:00:00.000Z`, sha256: hashOf(bytes) },
			};
			return [`assets/${name}.webp`, entry] as const;
		});
		await mkdir(join(folder, 'assets'), { recursive: true });
		await mkdir(join(folder, '.vscode'), { recursive: true });
		for (const [name, bytes] of images) {
			await writeFile(join(folder, 'assets', `${name}.webp`), bytes);
		}
		const record = { version: 1, assets: Object.fromEntries(entries) };
		await writeFile(join(folder, '.vscode/image-assets.json'), JSON.stringify(record));
		// Moved by another program, and gone.
		await rename(join(folder, 'assets/tree.webp'), join(folder, 'assets/oak.webp'));
		await rm(join(folder, 'assets/gone.webp'));

		const gone = images.get('gone');
		assert.ok(gone);
		await mkdir(join(storageFolder, 'kept'), { recursive: true });
		await writeFile(join(storageFolder, 'kept', `${randomUUID()}-${hashOf(gone)}`), gone);
		await editor.open('docs/guide.md');
		const before = await contentsOf(folder);

		const panel = await openPanel(workbench);
		const card = (name: string) => panel.view.locator('.asset').filter({ hasText: name });
		const refused = () => panel.view.getByText(/This workspace isn't trusted/).first();
		await waitFor('the images', async () => (await panel.view.locator('.asset').count()) === names.length);
		await card('gone.webp').getByRole('button', { name: 'Restore' }).click();
		await refused().waitFor();
		await card('fox.webp').click();
		await page.keyboard.press('Delete');
		await card('fox.webp').click({ button: 'right' });
		await panel.view.getByRole('menuitem', { name: 'Insert Link' }).click();

		// Moved and deleted in VS Code, which may; the record is not to follow.
		await inHost(
			async ({ workspace, Uri, WorkspaceEdit }, [from = '', to = '', deleted = '']) => {
				const edit = new WorkspaceEdit();
				edit.renameFile(Uri.file(from), Uri.file(to));
				edit.deleteFile(Uri.file(deleted));
				await workspace.applyEdit(edit);
			},
			['fox', 'renard', 'boat'].map(name => join(folder, 'assets', `${name}.webp`)),
		);
		const file = (name: string) => join(folder, 'assets', name);
		const commands = await inHost(async ({ commands, Uri }, path) => {
			const wish = { prompt: 'a trap', file: 'assets/trap.webp', references: [Uri.file(path)] };
			const all = await commands.getCommands(true);
			const asking = /\.(?:openPanel|showJobs|setApiKey|clearApiKey|showLog|view[A-Z]\w*)$/;
			const ours = all.filter(id => /^imageAssets\.[a-zA-Z]+$/.test(id) && !asking.test(id));
			for (const id of ours) {
				// One that asks something is left alone after a while; no other takes as long to refuse.
				await Promise.race([
					Promise.resolve(commands.executeCommand(id, wish)).catch(() => undefined),
					new Promise(resolve => setTimeout(resolve, 2000)),
				]);
			}
			return ours;
		}, file('renard.webp'));
		assert.ok(commands.length > 8, commands.join());
		// Nothing is to be written while the records are read again, and moved files looked for.
		await panel.view.locator('.asset').first().waitFor();
		await new Promise(resolve => setTimeout(resolve, 2500));

		const { 'assets/fox.webp': fox, 'assets/boat.webp': boat, ...others } = before;
		assert.ok(fox && boat);
		assert.deepEqual(await contentsOf(folder), {
			...Object.fromEntries(Object.entries({ ...others, 'assets/renard.webp': fox }).sort()),
		});
		const dirty = await inHost(({ workspace }) =>
			workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.path),
		);
		assert.deepEqual(dirty, []);
		assert.equal(service.emulator.requests.length, 0);
	});
});
