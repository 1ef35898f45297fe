import assert from 'node:assert/strict';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { longestDocument } from '../../../src/core/documents/missing/missingLanguages.ts';
import { searchFiles } from '../../../src/host/missing/searchFiles.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder.ts';

const program = new URL('../../../src/host/missing/searchWorker.ts', import.meta.url);
const text = 'Two boats. ![A boat](boat.png)';

suite('which files may show images', () => {
	let folder: TemporaryFolder;
	setup(async () => {
		folder = await temporaryFolder('search');
	});
	teardown(() => folder.remove());

	function search(paths: readonly string[], from = program): Promise<boolean[]> {
		const mayShow = searchFiles(paths, new AbortController().signal, from);
		return Promise.all(paths.map((_, index) => mayShow(index)));
	}

	test('is told by their bytes, and left open for those that say nothing', async () => {
		const files: Readonly<Record<string, [content: string | Buffer, mayShow: boolean]>> = {
			'image.md': [text, true],
			'none.md': ['Two boats. ![A boat](boat.svg)', false],
			'empty.md': ['', false],
			'latin.md': [Buffer.from(`Ein gr\xfcner H\xfcgel`, 'latin1'), false],
			'utf16.md': [Buffer.from(`\ufeff${text}`, 'utf16le'), true],
			'video.ts': [Buffer.from([0x47, 0, 1, 2]), true],
		};
		for (const [name, [content]] of Object.entries(files)) {
			await writeFile(join(folder.path, name), content);
		}
		await mkdir(join(folder.path, 'folder.md'));
		await writeFile(join(folder.path, 'long.md'), '');
		await truncate(join(folder.path, 'long.md'), longestDocument + 1);
		const names = [...Object.keys(files), 'folder.md', 'long.md', 'gone.md'];
		assert.deepEqual(await search(names.map(name => join(folder.path, name))), [
			...Object.values(files).map(([, mayShow]) => mayShow),
			...[true, true, true],
		]);
	});

	test('is told for each of many', async () => {
		const paths = Array.from({ length: 450 }, (_, index) => join(folder.path, `${index}.md`));
		await Promise.all(paths.map((path, index) => writeFile(path, index % 3 === 0 ? text : 'Two boats.')));
		assert.deepEqual(
			await search(paths),
			paths.map((_, index) => index % 3 === 0),
		);
	});

	test('is left open where the thread breaks off, or is no longer wanted', async () => {
		const path = join(folder.path, 'none.md');
		await writeFile(path, 'Two boats.');
		const broken = join(folder.path, 'broken.mjs');
		await writeFile(broken, 'throw new Error("broken");');
		assert.deepEqual(await search([path], pathToFileURL(broken)), [true]);
		assert.deepEqual(await search([path], pathToFileURL(join(folder.path, 'gone.mjs'))), [true]);
		const stop = new AbortController();
		const mayShow = searchFiles([path], stop.signal, program);
		stop.abort();
		assert.equal(await mayShow(0), true);
	});
});
