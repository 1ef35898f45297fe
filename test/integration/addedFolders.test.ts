import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FileSystemError, Uri, window, workspace } from 'vscode';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { changeFolders } from './changeFolders.ts';
import { useFaultBench, wholeImage } from './faultBench.ts';
import { inWorkspace, run, select, service } from './hostBench.ts';
import { registerMemoryFiles } from './memoryFiles.ts';

/**
 * Folders that come and go. A change of folders makes the extension look again at every job that is parked, so
 * these tests run before those that leave one behind: files run in the order of their names.
 */
suite('a folder that is added to the workspace', () => {
	const bench = useFaultBench();

	/** Opens a further folder of the workspace, until the test is over; VS Code keeps its extension host for that. */
	async function addFolder(uri: Uri): Promise<() => Promise<void>> {
		const remove = async () => {
			const folder = workspace.workspaceFolders?.find(each => each.uri.toString() === uri.toString());
			if (folder !== undefined) {
				await changeFolders(folder.index, 1);
			}
		};
		bench.afterwards(remove);
		await changeFolders(workspace.workspaceFolders?.length ?? 0, 0, { uri });
		return remove;
	}

	test('48 a virtual workspace folder: saved, numbered and linked through the file system of VS Code', async () => {
		const memory = registerMemoryFiles('lighthouse-memory');
		bench.afterwards(() => {
			memory.dispose();
		});
		const root = Uri.from({ scheme: memory.scheme, path: '/virtual' });
		const notes = Uri.joinPath(root, 'notes.md');
		await workspace.fs.writeFile(notes, Buffer.from('Top\n\nA paper boat\n\nEnd\n'));
		await addFolder(root);
		const editor = await window.showTextDocument(notes);
		await select(editor, 'A paper boat');
		await run('generateFromSelection', { link: 'replace' });
		assert.equal(editor.document.getText(), 'Top\n\n![A paper boat](assets/a-paper-boat.webp)\n\nEnd\n');
		await wholeImage(Uri.joinPath(root, 'assets/a-paper-boat.webp'));
		await bench.assertPaidOnce(1);

		const args = { prompt: 'Another boat', file: 'a-paper-boat.webp', link: 'none' };
		await Promise.all([run('generate', args), run('generate', { ...args, prompt: 'A third boat' })]);
		const names = ['a-paper-boat-1.webp', 'a-paper-boat-2.webp', 'a-paper-boat.webp'];
		const paths = names.map(name => `/virtual/assets/${name}`);
		const assets = [...memory.files.keys()].filter(path => path.startsWith('/virtual/assets/'));
		assert.deepEqual(assets.toSorted(), paths);
		const images = await Promise.all(paths.map(path => wholeImage(root.with({ path }))));
		assert.equal(new Set(images.map(bytes => Buffer.from(bytes).toString('base64'))).size, 3);
		await editor.document.save();
	});

	test('48 a virtual workspace folder that cannot be written: the image is kept, and another folder takes it', async () => {
		const memory = registerMemoryFiles('lighthouse-locked');
		bench.afterwards(() => {
			memory.dispose();
		});
		const root = Uri.from({ scheme: memory.scheme, path: '/virtual' });
		const notes = Uri.joinPath(root, 'notes.md');
		await workspace.fs.writeFile(notes, Buffer.from('Notes\n'));
		await addFolder(root);
		await window.showTextDocument(notes);
		memory.refuseWrites(FileSystemError.NoPermissions(root));
		await bench.saveElsewhere('from-virtual');
		assert.deepEqual(await run('generate', { prompt: 'not there', link: 'none' }), []);
		await bench.told(/^Saved .*from-virtual\/not-there\.webp/);
		assert.match(bench.said[0]?.message ?? '', /paid for \(45 credits\), and is kept/);
		await wholeImage(inWorkspace('from-virtual/not-there.webp'));
		assert.deepEqual([...memory.files.keys()], ['/virtual/notes.md']);
		await bench.assertPaidOnce(1);
	});

	test('53 the folder is closed while the image is made: it is kept, and another folder takes it', async () => {
		const { path, remove } = await temporaryFolder('closed');
		bench.afterwards(remove);
		const close = await addFolder(Uri.file(path));
		await workspace.fs.writeFile(Uri.file(join(path, 'notes.md')), Buffer.from('Notes\n'));
		await window.showTextDocument(Uri.file(join(path, 'notes.md')));
		await service.setOptions({ durationMs: 60_000 });
		await bench.saveElsewhere('rescued');
		const saved = run('generate', { prompt: 'left open', link: 'none' });
		await bench.accepted();
		await close();
		await service.finishAll();
		assert.deepEqual(await saved, []);
		await bench.told(/^Saved .*rescued\/left-open\.webp/);
		const [first] = bench.said;
		assert.match(first?.message ?? '', /isn't open\. The image is paid for \(45 credits\), and is kept/);
		assert.deepEqual(first?.buttons, ['Save Elsewhere…']);
		assert.deepEqual(await readdir(path), ['notes.md']);
		await wholeImage(inWorkspace('rescued/left-open.webp'));
		await bench.assertPaidOnce(1);
	});
});
