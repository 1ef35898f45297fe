import assert from 'node:assert/strict';
import { readdir, writeFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { walkFolder } from '../../../src/host/project/walkFolder.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder.ts';

const usual = ['README.md', 'docs/a.md', 'docs/deep/ü b.md', 'docs/deep/a.png', 'x.PNG', '.hidden/.md'];
const others = ['a.txt', 'node_modules/a/b.md', 'docs/.DS_Store', 'a.min.js', 'a.crswap/c.md'];

suite('the walk through a folder', () => {
	let folder: TemporaryFolder;
	suiteSetup(function () {
		if (process.platform === 'win32') {
			// VS Code's own search is used there.
			this.skip();
		}
	});
	setup(async () => {
		folder = await temporaryFolder('walk');
		await write(usual);
		await write(others);
	});
	teardown(() => folder.remove());

	async function write(names: readonly string[]): Promise<void> {
		for (const name of names) {
			await mkdir(dirname(join(folder.path, name)), { recursive: true });
			await writeFile(join(folder.path, name), '');
		}
	}

	async function walk(signal = new AbortController().signal, path = folder.path) {
		const excluded = /^(?:node_modules|\.DS_Store|.*\.min\.js|.*\.crswap)$/;
		const isWanted = (name: string) => /\.(?:md|js)$/.test(name) || /\.png$/i.test(name);
		return (await walkFolder(path, excluded, isWanted, signal))?.toSorted();
	}

	test('lists the wanted files, without those that are left out', async () => {
		assert.deepEqual(await walk(), usual.toSorted());
	});

	for (const name of ['docs/B.MD', '.ignore', 'docs/.rgignore', 'Node_Modules/a.md', ' a.md']) {
		test(`leaves a folder with ${JSON.stringify(name)} to VS Code`, async () => {
			await write([name]);
			assert.equal(await walk(), undefined);
		});
	}

	test('leaves a large folder to VS Code, and ends as soon as it is no longer wanted', async () => {
		for (let file = 0; file <= 20_000; file++) {
			writeFileSync(join(folder.path, `${file}.txt`), '');
		}
		assert.equal(await walk(), undefined);
		const cancel = new AbortController();
		const walked = walk(cancel.signal).then(found => [found, 'walked']);
		const read = promisify(readdir)(folder.path, { withFileTypes: true }).then(() => 'read');
		cancel.abort();
		assert.deepEqual(await Promise.race([walked, read]), [undefined, 'walked']);
	});

	test('leaves links, what it cannot read, and what is no longer wanted, too', async () => {
		assert.equal(await walk(AbortSignal.abort()), undefined);
		assert.equal(await walk(undefined, join(folder.path, 'gone')), undefined);
		await symlink(join(folder.path, 'docs'), join(folder.path, 'docs/deep/link'));
		assert.equal(await walk(), undefined);
	});
});
