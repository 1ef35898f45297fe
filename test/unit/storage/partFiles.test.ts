import assert from 'node:assert/strict';
import { join } from 'node:path/posix';
import type { FileSystem, Uri } from 'vscode';
import { isPartName, partName, partPrefix } from '../../../src/core/assets/partFile.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskFiles } from '../../../src/host/storage/diskFiles.ts';
import { workspaceFiles } from '../../../src/host/storage/workspaceFiles.ts';
import { pathFs } from '../assets/pathFs.ts';
import { temporaryWorkspace } from '../assets/temporaryWorkspace.ts';

const { mkdir, readdir, utimes, writeFile } = pathFs;
const bytes = Buffer.from('content');
const part = partName(partPrefix('/a/hero.webp', bytes), '0123456789ab');
const young = partName(partPrefix('/a/hero.webp', bytes), 'ba9876543210');
const foreign = ['.image-assets-notes.part', '.image-assets.json', `${part}.bak`, `x${part}`];

suite('part files that a crash left in the workspace', () => {
	let root: string;
	let dispose: () => Promise<void>;

	setup(async () => {
		({ root, dispose } = await temporaryWorkspace());
	});
	teardown(() => dispose());

	async function put(name: string, age: number): Promise<void> {
		const file = join(root, name);
		await writeFile(file, 'half');
		const at = (Date.now() - age) / 1000;
		await utimes(file, at, at);
	}

	const old = policy.storage.partBeside + 60_000;
	const recent = policy.storage.partBeside - 60_000;

	test('75 only names of our own making are theirs', () => {
		assert.deepEqual([part, young, ...foreign].filter(isPartName), [part, young]);
	});

	for (const way of ['publish', 'replace'] as const) {
		test(`75 beside an image, old ones go with the next ${way}`, async () => {
			await put(part, old);
			await put(young, recent);
			await Promise.all(foreign.map(name => put(name, old)));
			await put('hero.png', 0);
			await mkdir(join(root, `${part.slice(0, -18)}${'f'.repeat(12)}.part`));
			const files = diskFiles({ clock: createSystemClock() });
			const name = way === 'publish' ? 'fox.png' : 'hero.png';
			await files[way](join(root, name), bytes);
			const left = new Set(await readdir(root));
			assert.equal(left.has(part), false);
			for (const each of [...foreign, young, name]) {
				assert.equal(left.has(each), true, each);
			}
		});
	}

	test('75 the same in a virtual workspace', async () => {
		const files = new Map<string, number>([part, young, ...foreign].map(name => [name, old]));
		files.set(young, recent);
		const nameOf = ({ path }: Uri) => path.slice(path.lastIndexOf('/') + 1);
		const fs = {
			stat: (uri: Uri) => Promise.resolve({ type: 1, mtime: Date.now() - (files.get(nameOf(uri)) ?? 0) }),
			readDirectory: () => Promise.resolve([...files.keys()].map(name => [name, 1])),
			writeFile: (uri: Uri) => Promise.resolve(files.set(nameOf(uri), 0)),
			readFile: () => Promise.resolve(bytes),
			rename: (from: Uri, to: Uri) => {
				files.delete(nameOf(from));
				return Promise.resolve(files.set(nameOf(to), 0));
			},
			delete: (uri: Uri) => Promise.resolve(files.delete(nameOf(uri))),
		} as unknown as FileSystem;
		const folder = { path: '/p', with: ({ path }: { path: string }) => ({ path }) } as unknown as Uri;
		assert.equal(await workspaceFiles(folder, fs).publish('/p/fox.png', bytes), 'saved');
		assert.deepEqual([...files.keys()].sort(), [young, ...foreign, 'fox.png'].sort());
	});
});
