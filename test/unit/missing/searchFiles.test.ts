import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { longestDocument } from '../../../src/core/documents/missing/missingLanguages.ts';
import { searchFiles } from '../../../src/host/missing/searchFiles.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder.ts';

const program = new URL('../../../src/host/missing/searchWorker.ts', import.meta.url);
const text = 'Two boats. ![A boat](boat.png)';

suite('the search of files for images', () => {
	let folder: TemporaryFolder;
	setup(async () => {
		folder = await temporaryFolder('search');
	});
	teardown(() => folder.remove());

	/** The text of each file that may show images, `none`, or `unread`. */
	function search(paths: readonly string[], from = program): Promise<string[]> {
		const searched = searchFiles(paths, new AbortController().signal, from);
		return Promise.all(
			paths.map(async (_, index) => {
				const found = await searched(index);
				return found === undefined
					? 'unread'
					: found === false
						? 'none'
						: Buffer.from(found).toString('latin1');
			}),
		);
	}

	test('goes by their bytes, and leaves out what is no short file', async () => {
		const images: Readonly<Record<string, Buffer>> = {
			'image.md': Buffer.from(text),
			'utf16.md': Buffer.from(`\ufeff${text}`, 'utf16le'),
			'video.ts': Buffer.from([0x47, 0, 1, 2]),
		};
		const others: Readonly<Record<string, Buffer>> = {
			'none.md': Buffer.from('Two boats. ![A boat](boat.svg)'),
			'empty.md': Buffer.from(''),
			'latin.md': Buffer.from('Ein gr\xfcner H\xfcgel', 'latin1'),
		};
		const files = { ...images, ...others };
		for (const [name, content] of Object.entries(files)) {
			await writeFile(join(folder.path, name), content);
		}
		await mkdir(join(folder.path, 'folder.md'));
		const pipes = process.platform === 'win32' ? [] : ['pipe.md'];
		for (const pipe of pipes) {
			await promisify(execFile)('mkfifo', [join(folder.path, pipe)]);
		}
		await writeFile(join(folder.path, 'long.md'), '');
		await truncate(join(folder.path, 'long.md'), longestDocument + 1);
		const names = [...Object.keys(files), 'folder.md', 'long.md', 'gone.md', ...pipes];
		assert.deepEqual(await search(names.map(name => join(folder.path, name))), [
			...Object.values(images).map(bytes => bytes.toString('latin1')),
			...Object.values(others).map(() => 'none'),
			...['unread', 'unread', 'unread', ...pipes.map(() => 'unread')],
		]);
	});

	test('answers for each of many', async () => {
		const paths = Array.from({ length: 450 }, (_, index) => join(folder.path, `${index}.md`));
		await Promise.all(paths.map((path, index) => writeFile(path, index % 3 === 0 ? text : 'Two boats.')));
		assert.deepEqual(
			await search(paths),
			paths.map((_, index) => (index % 3 === 0 ? text : 'none')),
		);
	});

	test('says nothing where the thread breaks off, or is no longer wanted', async () => {
		const path = join(folder.path, 'none.md');
		await writeFile(path, 'Two boats.');
		const broken = join(folder.path, 'broken.mjs');
		await writeFile(broken, 'throw new Error("broken");');
		assert.deepEqual(await search([path], pathToFileURL(broken)), ['unread']);
		assert.deepEqual(await search([path], pathToFileURL(join(folder.path, 'gone.mjs'))), ['unread']);
		const stop = new AbortController();
		const searched = searchFiles([path], stop.signal, program);
		stop.abort();
		assert.equal(await searched(0), undefined);
	});
});
