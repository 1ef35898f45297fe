import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RelativePattern, Uri, workspace } from 'vscode';
import { walkFolder } from '../../src/host/project/walkFolder.ts';
import { inWorkspace } from './hostBench.ts';

const wanted = ['a.md', 'deep/er/b.png', '.hidden/c.md', 'ü b/{d},[e]!.png', 'F.md', 'x.md/g.png'];
const others = ['a.txt', 'node_modules/p/README.md', 'deep/.git/h.md', 'deep/.DS_Store', 'i.md.bak'];

suite('the walk through a folder, and VS Code’s own search', () => {
	const folder = inWorkspace('walked').fsPath;

	suiteTeardown(() => rm(folder, { recursive: true, force: true }));

	test('find the same files', async function () {
		if (process.platform === 'win32') {
			// Only VS Code's own search is used there.
			this.skip();
		}
		for (const name of [...wanted, ...others]) {
			await mkdir(dirname(join(folder, name)), { recursive: true });
			await writeFile(join(folder, name), '');
		}
		const walked = await walkFolder(
			folder,
			/^(?:node_modules|\.git|\.svn|\.hg|\.DS_Store|Thumbs\.db)$/,
			name => /\.(?:md|png)$/.test(name),
			new AbortController().signal,
		);
		const pattern = new RelativePattern(Uri.file(folder), '**/*.{md,png}');
		const searched = await workspace.findFiles(pattern, '**/node_modules/**');
		const below = searched.map(({ fsPath }) => fsPath.slice(folder.length + 1));
		assert.deepEqual(walked?.toSorted(), below.toSorted());
		assert.deepEqual(below.toSorted(), wanted.toSorted());
	});
});
