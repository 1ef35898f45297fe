import assert from 'node:assert/strict';
import type { FileSystem, Uri } from 'vscode';
import type { AssetFiles } from '../../../src/core/assets/assetFiles.ts';
import { policy } from '../../../src/core/policy.ts';
import { saveAsset } from '../../../src/core/assets/saveAsset.ts';
import { workspaceFiles } from '../../../src/host/storage/workspaceFiles.ts';

function failure(code: string): Error {
	return Object.assign(new Error(code), { code });
}

/** As much of `workspace.fs` as is used, over a map from path to content; folders and links are named. */
class FakeFileSystem {
	readonly files = new Map<string, Uint8Array>();
	readonly folders = new Set(['/p']);
	readonly links = new Set<string>();
	/** Called with each operation and its path, before it happens. */
	before: (operation: string, path: string) => void = () => undefined;
	/** What a write makes of the bytes. */
	store: (bytes: Uint8Array) => Uint8Array = bytes => bytes;

	readonly stat = this.run('stat', path => {
		const link = this.links.has(path) ? 64 : 0;
		if (this.folders.has(path)) {
			return { type: 2 | link };
		}
		if (this.files.has(path)) {
			return { type: 1 | link };
		}
		throw failure('FileNotFound');
	});
	readonly readDirectory = this.run('readDirectory', path =>
		[...this.files.keys(), ...this.folders]
			.filter(each => each.slice(0, each.lastIndexOf('/')) === path)
			.map(each => [each.slice(path.length + 1), 1]),
	);
	readonly createDirectory = this.run('createDirectory', path => this.folders.add(path));
	readonly readFile = this.run('readFile', path => this.files.get(path));
	readonly delete = this.run('delete', path => {
		if (!this.files.delete(path)) {
			throw failure('FileNotFound');
		}
	});

	writeFile(uri: Uri, bytes: Uint8Array): Promise<void> {
		return this.run('writeFile', path => {
			this.files.set(path, this.store(bytes));
		})(uri) as Promise<void>;
	}

	rename(from: Uri, to: Uri, { overwrite }: { overwrite: boolean }): Promise<void> {
		return this.run('rename', path => {
			if (this.files.has(path) && !overwrite) {
				throw failure('Unknown');
			}
			this.files.set(path, this.files.get(from.path) ?? new Uint8Array());
			this.files.delete(from.path);
		})(to) as Promise<void>;
	}

	private run(operation: string, action: (path: string) => unknown): (uri: Uri) => Promise<unknown> {
		return async ({ path }) => {
			await Promise.resolve();
			this.before(operation, path);
			return action(path);
		};
	}
}

interface FakeUri {
	path: string;
	with(change: { path: string }): FakeUri;
}

const fakeUri = (path: string): FakeUri => ({ path, with: change => fakeUri(change.path) });

suite('workspaceFiles', () => {
	let fs: FakeFileSystem;
	let files: AssetFiles;
	const bytes = Buffer.from('content');

	setup(() => {
		fs = new FakeFileSystem();
		files = workspaceFiles(fakeUri('/p') as unknown as Uri, fs as unknown as FileSystem);
	});

	function save(): Promise<string> {
		return saveAsset({
			files,
			reserved: new Set(),
			workspaceFolders: ['/p'],
			folder: '/p/assets',
			name: 'hero.webp',
			bytes,
		});
	}

	test('48 saves under a free name, and leaves nothing else', async () => {
		assert.equal(await save(), '/p/assets/hero.webp');
		assert.equal(await save(), '/p/assets/hero-1.webp');
		assert.deepEqual([...fs.files.keys()], ['/p/assets/hero.webp', '/p/assets/hero-1.webp']);
	});

	test('40, 48 a name that is taken meanwhile is not replaced', async () => {
		fs.before = (operation, path) => {
			if (operation === 'rename' && path === '/p/assets/hero.webp') {
				fs.files.set(path, Buffer.from('somebody else'));
			}
		};
		assert.equal(await save(), '/p/assets/hero-1.webp');
		assert.deepEqual(fs.files.get('/p/assets/hero.webp'), Buffer.from('somebody else'));
		assert.equal(fs.files.size, 2);
	});

	test('48 what reads back differently is not saved', async () => {
		fs.store = content => content.subarray(0, 3);
		await assert.rejects(save(), { code: 'unverified' });
	});

	const faults: [operation: string, code: string, expected: string][] = [
		['writeFile', 'NoPermissions', 'readOnly'],
		['rename', 'NoPermissions', 'readOnly'],
		['createDirectory', 'NoPermissions', 'readOnly'],
		['writeFile', 'FileNotFound', 'folderGone'],
		['writeFile', 'Unavailable', 'failed'],
		['stat', 'Unavailable', 'failed'],
	];
	for (const [operation, code, expected] of faults) {
		test(`${operation} fails with ${code}: ${expected}, and no part file is left`, async () => {
			fs.before = each => {
				if (each === operation) {
					throw failure(code);
				}
			};
			await assert.rejects(save(), { code: expected });
			assert.equal(fs.files.size, 0);
		});
	}

	test('38, 48 a full disk that only the message tells', async () => {
		fs.before = operation => {
			if (operation === 'writeFile') {
				throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'Unknown' });
			}
		};
		await assert.rejects(save(), { code: 'diskFull' });
	});

	test('48 a rename that succeeded although it failed counts', async () => {
		fs.rename = (from, to) => {
			fs.files.set(to.path, fs.files.get(from.path) ?? new Uint8Array());
			fs.files.delete(from.path);
			return Promise.reject(failure('Unavailable'));
		};
		assert.equal(await save(), '/p/assets/hero.webp');
	});

	test('a folder that is a link is refused', async () => {
		fs.folders.add('/p/assets');
		fs.links.add('/p/assets');
		await assert.rejects(save(), { code: 'outsideWorkspace' });
	});

	test('what was left behind is cleared away, and nothing else', async () => {
		fs.folders.add('/p/assets');
		let part = '';
		fs.before = (operation, path) => {
			part = operation === 'writeFile' ? path : part;
		};
		await files.publish('/p/assets/hero.webp', bytes);
		fs.files.set(part, bytes);
		fs.files.set('/p/assets/.image-assets-other.part', bytes);
		await files.discardUnfinished('/p/assets/hero.webp', bytes);
		assert.deepEqual([...fs.files.keys()], ['/p/assets/hero.webp', '/p/assets/.image-assets-other.part']);
		await files.remove('/p/assets/none');
	});

	test('71 what is no file, or too large, is not even asked for', async () => {
		const asked: string[] = [];
		fs.before = operation => asked.push(operation);
		const stat = (facts: { readonly type: number; readonly size: number }) =>
			workspaceFiles(
				fakeUri('/p') as unknown as Uri,
				Object.assign(Object.create(fs) as FakeFileSystem, {
					stat: () => Promise.resolve(facts),
				}) as unknown as FileSystem,
			);
		for (const type of [0, 2, 64, 66]) {
			await assert.rejects(stat({ type, size: 1 }).read('/p/a.png'), { code: 'notAFile' });
		}
		const size = policy.ceiling.image + 1;
		await assert.rejects(stat({ type: 1, size }).read('/p/a.png'), { code: 'tooLarge' });
		assert.deepEqual(asked, []);
		// A provider that does not know the length says 0.
		fs.files.set('/p/a.png', Buffer.from('four'));
		await assert.rejects(stat({ type: 1, size: 0 }).read('/p/a.png', 3), { code: 'tooLarge' });
		assert.equal(String(await stat({ type: 1, size: 0 }).read('/p/a.png', 4)), 'four');
	});

	test('67 a file that the provider calls read-only is replaced only by who says so', async () => {
		fs.files.set('/p/a.png', Buffer.from('before'));
		const locked = workspaceFiles(
			fakeUri('/p') as unknown as Uri,
			Object.assign(Object.create(fs) as FakeFileSystem, {
				stat: () => Promise.resolve({ type: 1, size: 6, permissions: 1 }),
			}) as unknown as FileSystem,
		);
		assert.equal(await locked.isReadOnly('/p/a.png'), true);
		await assert.rejects(locked.replace('/p/a.png', bytes), { code: 'fileReadOnly' });
		assert.equal(String(fs.files.get('/p/a.png')), 'before');
		await locked.replace('/p/a.png', bytes, true);
		assert.deepEqual(fs.files.get('/p/a.png'), bytes);
	});
});
