import assert from 'node:assert/strict';
import nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { readText, StateError, type StateFiles } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import type { DiskFs, DurableFsOptions } from '../../../src/host/storage/durableFs.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder.ts';
import { failing, failure, filling, openFailing } from './failingFs.ts';
import { runWorkers } from './workers.ts';

suite('diskState', () => {
	let folder: TemporaryFolder;
	/** Not there until something is written. */
	let root: string;
	let files: StateFiles;

	setup(async () => {
		folder = await temporaryFolder('state');
		root = join(folder.path, 'global', 'storage');
		files = diskState(root, { clock: createSystemClock() });
	});
	teardown(() => folder.remove());

	function disk(fs: Partial<DiskFs>, options: Partial<DurableFsOptions> = {}): StateFiles {
		return diskState(root, { clock: createSystemClock(), fs: { ...nodeFs, ...fs }, ...options });
	}

	/** Every file below the root with its text, the hidden ones too. */
	async function everything(): Promise<Record<string, string>> {
		const found: Record<string, string> = {};
		const entries = await nodeFs.readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
		for (const entry of entries.filter(each => each.isFile())) {
			const path = join(entry.parentPath, entry.name);
			found[path.slice(root.length + 1).replaceAll('\\', '/')] = await nodeFs.readFile(path, 'utf8');
		}
		return found;
	}

	test('where nothing is', async () => {
		assert.deepEqual(await files.list('jobs/v1'), []);
		assert.equal(await files.read('jobs/v1/a'), undefined);
		assert.equal(await readText(files, 'jobs/v1/a'), undefined);
		assert.equal(await files.touchedAt('jobs/v1/a'), undefined);
		assert.equal(await files.touch('jobs/v1/a', 1), false);
		await files.remove('jobs/v1');
		await assert.rejects(nodeFs.stat(root), { code: 'ENOENT' });
	});

	test('a file is written with its folders, and written over', async () => {
		await files.write('a/b/c.json', 'old and long');
		await files.write('a/b/c.json', 'new');
		await files.write('a/b/bytes', new Uint8Array([0, 255, 10]));
		assert.equal(await readText(files, 'a/b/c.json'), 'new');
		assert.deepEqual([...((await files.read('a/b/bytes')) ?? [])], [0, 255, 10]);
		assert.deepEqual((await files.list('a/b')).sort(), ['bytes', 'c.json']);
		assert.deepEqual(await files.list('a'), ['b']);
		assert.deepEqual(Object.keys(await everything()).sort(), ['a/b/bytes', 'a/b/c.json']);
	});

	test('a reader sees the old content or the new one, never a part', async () => {
		const contents = ['a', 'b', 'c'].map((letter, index) => letter.repeat(300_000 + index));
		await files.write('file', contents[0] ?? '');
		let writing = true;
		const reads = Array.from({ length: 3 }, async () => {
			const seen = new Set<string>();
			while (writing) {
				const text = (await readText(files, 'file')) ?? 'nothing';
				assert.ok(contents.includes(text), `${text.length} of ${text[0] ?? ''}`);
				seen.add(text);
				// Windows replaces no file that is open.
				await delay(process.platform === 'win32' ? 100 : 0);
			}
			return seen.size;
		});
		for (let time = 0; time < 90; time += 1) {
			await files.write('file', contents[time % 3] ?? '', time % 2 === 0 ? 'quick' : undefined);
		}
		writing = false;
		assert.ok(Math.max(...(await Promise.all(reads))) > 1, 'nothing was read while it was written');
		assert.deepEqual(await nodeFs.readdir(root), ['file']);
	});

	test('of eight parallel creates of a file one gets true', async () => {
		for (let file = 0; file < 30; file += 1) {
			const calls = Array.from({ length: 8 }, (_, call) => files.create(`${file}`, `call ${call}`));
			const results = await Promise.all(calls);
			assert.equal(results.filter(Boolean).length, 1);
			assert.equal(await readText(files, `${file}`), `call ${results.indexOf(true)}`);
		}
	});

	test('of eight parallel creates in two processes one gets true', async () => {
		const content = ['one', 'two'].map(mark => mark.repeat(5000));
		const won = await runWorkers(
			'createOnce.ts',
			content.map(text => [root, '60', '4', text]),
		);
		assert.equal(
			won.map(Number).reduce((sum, count) => sum + count),
			60,
		);
		const texts = Object.values(await everything());
		assert.equal(texts.length, 60);
		for (const [index, count] of won.entries()) {
			assert.equal(texts.filter(text => text === content[index]).length, Number(count));
		}
	});

	test('a file that exists is not created, and stays as it is', async () => {
		await files.write('file', 'first');
		assert.equal(await files.create('file', 'second'), false);
		assert.equal(await files.create('file', 'third', 'quick'), false);
		await files.write('folder/file', '');
		assert.equal(await files.create('folder', ''), false);
		assert.equal(await readText(files, 'file'), 'first');
	});

	test('files that a crash left half-written are not listed', async () => {
		await files.write('jobs/one', '');
		const dying = disk({ rename: failing('EIO'), rm: failing('EIO') });
		await assert.rejects(dying.write('jobs/two', 'half'), StateError);
		assert.equal((await nodeFs.readdir(join(root, 'jobs'))).length, 2);
		assert.deepEqual(await files.list('jobs'), ['one']);
	});

	test('the time of a file is set and read in milliseconds', async () => {
		const before = Date.now();
		await files.write('file', '');
		const written = (await files.touchedAt('file')) ?? 0;
		assert.ok(Math.abs(written - before) < 60_000, String(written));
		for (const at of [1_767_225_600_123, before + 86_400_000, 0]) {
			assert.equal(await files.touch('file', at), true);
			assert.equal(Math.round((await files.touchedAt('file')) ?? -1), at);
		}
		assert.equal(typeof (await files.touchedAt('.')), 'number');
		assert.deepEqual(await everything(), { file: '' });
	});

	test('a file, and a folder with all that is in it, are removed', async () => {
		await files.write('a/b/c', '');
		await files.write('a/d', '');
		await files.write('e', '');
		await files.remove('a');
		await files.remove('e');
		await files.remove('e');
		assert.deepEqual(await nodeFs.readdir(root), []);
	});

	test('a folder is moved to where nothing is, and only there', async () => {
		await files.write('jobs/v1/a/intent', 'one');
		await files.move('jobs/v1/a', 'jobs/damaged/a-1');
		assert.deepEqual(await everything(), { 'jobs/damaged/a-1/intent': 'one' });
		assert.deepEqual(await files.list('jobs/v1'), []);
		await files.write('jobs/v1/a/intent', 'two');
		await assert.rejects(files.move('jobs/v1/a', 'jobs/damaged/a-1'), StateError);
		await assert.rejects(files.move('jobs/v1/none', 'jobs/damaged/none'), StateError);
		assert.deepEqual(await everything(), { 'jobs/damaged/a-1/intent': 'one', 'jobs/v1/a/intent': 'two' });
	});

	test('the file, then its folder, are on the disk; the new folders, too', async function () {
		if (process.platform === 'win32') {
			// Folders can't be synced there.
			this.skip();
		}
		const steps: string[] = [];
		const open: DiskFs['open'] = async (path, flags, ...rest) => {
			const handle = await nodeFs.open(path, flags, ...rest);
			const sync = handle.sync.bind(handle);
			handle.sync = () => {
				steps.push(flags === 'wx' ? 'sync file' : `sync ${String(path).slice(folder.path.length + 1)}/`);
				return sync();
			};
			return handle;
		};
		const rename: DiskFs['rename'] = (from, to) => {
			steps.push('rename');
			return nodeFs.rename(from, to);
		};
		const watched = disk({ open, rename });
		await nodeFs.mkdir(join(folder.path, 'global'));
		await watched.write('jobs/a', '1');
		assert.deepEqual(steps.splice(0), [
			'sync global/storage/',
			'sync global/',
			'sync file',
			'rename',
			'sync global/storage/jobs/',
		]);
		await watched.create('jobs/b', '1');
		assert.deepEqual(steps.splice(0), ['sync file', 'sync global/storage/jobs/']);
		await watched.write('jobs/a', '2', 'quick');
		await watched.create('jobs/c', '2', 'quick');
		await watched.write('more/d', '2', 'quick');
		assert.deepEqual(steps.splice(0), ['rename', 'rename']);
		// Whoever made the folder did not need it to last.
		await watched.write('more/e', '2');
		assert.deepEqual(steps, ['sync global/storage/', 'sync file', 'rename', 'sync global/storage/more/']);
	});

	suite('a disk that fails', () => {
		const faults: [name: string, fs: Partial<DiskFs>][] = [
			['full while writing', { open: openFailing('writeFile', 'ENOSPC') }],
			['full while syncing', { open: openFailing('sync', 'ENOSPC') }],
			['quota used up while closing', { open: openFailing('close', 'EDQUOT') }],
			['failing while syncing', { open: openFailing('sync', 'EIO') }],
			['read-only', { open: failing('EROFS') }],
			['without permission', { open: failing('EACCES') }],
			['with too many files open', { open: failing('EMFILE') }],
		];
		const renamingFaults: typeof faults = [['full while renaming', { rename: failing('ENOSPC') }]];
		for (const [name, fs] of [...faults, ...renamingFaults]) {
			test(`${name}: a StateError, the old content, and nothing beside it`, async () => {
				await files.write('a/file', 'old');
				await assert.rejects(disk(fs).write('a/file', 'new'), { name: 'StateError' });
				await assert.rejects(disk(fs).write('a/other', 'new'), StateError);
				assert.deepEqual(await everything(), { 'a/file': 'old' });
			});
		}
		for (const [name, fs] of faults) {
			test(`${name}: a create fails, and is possible later`, async () => {
				await files.write('a/file', 'old');
				await assert.rejects(disk(fs).create('a/sent.1', 'x'), { name: 'StateError' });
				assert.deepEqual(await everything(), { 'a/file': 'old' });
				assert.equal(await files.create('a/sent.1', 'x'), true);
			});
		}

		test('the error says why, and keeps its cause', async () => {
			await assert.rejects(disk(filling(() => true)).write('a', 'x'), {
				name: 'StateError',
				message: "The extension's storage failed: ENOSPC: made up",
				cause: failure('ENOSPC'),
			});
		});

		test('every kind of access fails with a StateError', async () => {
			await files.write('file', '');
			const broken = disk({
				readdir: failing('EIO'),
				readFile: failing('EIO'),
				rm: failing('EIO'),
				stat: failing('EIO'),
				utimes: failing('EIO'),
				rename: failing('EIO'),
			});
			await assert.rejects(broken.list(''), StateError);
			await assert.rejects(broken.read('file'), StateError);
			await assert.rejects(broken.remove('file'), StateError);
			await assert.rejects(broken.touchedAt('file'), StateError);
			await assert.rejects(broken.touch('file', 1), StateError);
			await assert.rejects(broken.move('file', 'other'), StateError);
			await assert.rejects(files.read('.'), StateError);
		});

		test('a folder that cannot be made, and a file where one is needed', async () => {
			await assert.rejects(disk({ mkdir: failing('EROFS') }).write('a/b', ''), StateError);
			await files.write('file', '');
			await assert.rejects(files.write('file/below', ''), StateError);
			await assert.rejects(files.create('file/below', ''), StateError);
			await assert.rejects(files.list('file'), StateError);
			// As Windows says it.
			const windows = disk({ open: failing('ENOENT'), mkdir: failing('EEXIST') });
			await assert.rejects(windows.create('file/below', ''), StateError);
		});

		test('file systems that cannot sync are accepted', async () => {
			await disk({ open: openFailing('sync', 'EINVAL') }).write('a', '1');
			await disk({ open: openFailing('sync', 'EPERM', 'r') }).write('b', '2');
			assert.deepEqual(await everything(), { a: '1', b: '2' });
		});
	});
});
