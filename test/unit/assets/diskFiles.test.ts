import assert from 'node:assert/strict';
import { join } from 'node:path/posix';
import type { AssetErrorCode } from '../../../src/core/assets/assetError.ts';
import { normalizePath } from '../../../src/core/assets/assetPath.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskFiles } from '../../../src/host/storage/diskFiles.ts';
import type { DiskFs, DurableFsOptions } from '../../../src/host/storage/durableFs.ts';
import { pathFs } from './pathFs.ts';
import { temporaryWorkspace } from './temporaryWorkspace.ts';

function failure(code: string): NodeJS.ErrnoException {
	return Object.assign(new Error(`${code}: made up`), { code });
}

const failing = (code: string) => (): Promise<never> => Promise.reject(failure(code));

/** Opens files whose method `name` fails. */
function openFailing(name: 'writeFile' | 'sync' | 'close', code: string, flags = 'wx'): DiskFs['open'] {
	return async (...given) => {
		const handle = await pathFs.open(...given);
		if (given[1] === flags) {
			const original = handle[name].bind(handle) as () => Promise<void>;
			handle[name] = async () => {
				if (name === 'close') {
					await original();
				}
				throw failure(code);
			};
		}
		return handle;
	};
}

/** Windows can't. */
const syncsFolders = process.platform !== 'win32';

suite('diskFiles', () => {
	let root: string;
	let dispose: () => Promise<void>;
	let target: string;
	const bytes = Buffer.from('content');

	setup(async () => {
		({ root, dispose } = await temporaryWorkspace());
		target = join(root, 'hero.webp');
	});
	teardown(() => dispose());

	function disk(
		fs: Partial<DiskFs> = {},
		options: Partial<DurableFsOptions> = {},
	): ReturnType<typeof diskFiles> {
		return diskFiles({ clock: createSystemClock(), fs: { ...pathFs, ...fs }, ...options });
	}

	test('what is there', async () => {
		const files = disk();
		await pathFs.writeFile(join(root, 'file'), 'x');
		assert.equal(await files.stat(root), 'folder');
		assert.equal(await files.stat(join(root, 'file')), 'file');
		assert.equal(await files.stat(join(root, 'none')), undefined);
		assert.equal(await files.stat(join(root, 'none', 'deeper')), undefined);
		await assert.rejects(disk({ stat: failing('EACCES') }).stat(root), {
			code: 'readOnly',
		});
		assert.equal(normalizePath(await files.realPath(join(root, 'file'))), join(root, 'file'));
		await assert.rejects(files.realPath(join(root, 'none')), { code: 'notFound' });
		assert.deepEqual(await files.list(root), ['file']);
		await assert.rejects(files.list(join(root, 'none')), { code: 'folderGone' });
		await assert.rejects(files.read(join(root, 'none')), { code: 'notFound' });
		await files.remove(join(root, 'none'));
		await files.remove(join(root, 'file'));
		assert.equal(await files.stat(join(root, 'file')), undefined);
	});

	test('what is there by links, and below a file', async function () {
		if (process.platform === 'win32') {
			// Links need rights that most users don't have.
			this.skip();
		}
		const files = disk();
		await pathFs.writeFile(join(root, 'file'), 'x');
		await pathFs.symlink('file', join(root, 'link'));
		await pathFs.symlink('nowhere', join(root, 'dangling'));
		assert.equal(await files.stat(join(root, 'link')), 'file');
		assert.equal(await files.stat(join(root, 'dangling')), 'file');
		await assert.rejects(files.stat(join(root, 'file', 'below')), { code: 'notAFolder' });
		assert.equal(await files.realPath(join(root, 'link')), join(root, 'file'));
		await assert.rejects(files.realPath(join(root, 'dangling')), { code: 'notFound' });
		assert.deepEqual((await files.list(root)).sort(), ['dangling', 'file', 'link']);
		await files.remove(join(root, 'link'));
		assert.equal(await files.stat(join(root, 'file')), 'file');
	});

	test('a folder that comes while it is looked for is a folder', async () => {
		assert.equal(await disk({ stat: failing('ENOENT') }).stat(root), 'folder');
	});

	test('40 a file is written, never replaced, and nothing is left beside it', async () => {
		const files = disk();
		assert.equal(await files.publish(target, bytes), 'saved');
		assert.equal(await files.publish(target, Buffer.from('other')), 'taken');
		assert.deepEqual(await pathFs.readdir(root), ['hero.webp']);
		assert.deepEqual(await pathFs.readFile(target), bytes);
		assert.equal((await pathFs.stat(target)).nlink, 1);
	});

	test('the file, then its folder, are synced', async () => {
		const steps: string[] = [];
		const open: DiskFs['open'] = async (path, flags, ...rest) => {
			const handle = await pathFs.open(path, flags, ...rest);
			const sync = handle.sync.bind(handle);
			handle.sync = () => {
				steps.push(flags === 'wx' ? 'sync file' : 'sync folder');
				return sync();
			};
			return handle;
		};
		const link: DiskFs['link'] = (from, to) => {
			steps.push('link');
			return pathFs.link(from, to);
		};
		await disk({ open, link }).publish(target, bytes);
		assert.deepEqual(steps, ['sync file', 'link', ...(syncsFolders ? ['sync folder'] : [])]);
	});

	for (const code of ['EPERM', 'ENOSYS', 'ENOTSUP', 'EXDEV', 'EMLINK', 'EINVAL', 'UNKNOWN']) {
		test(`without hard links (${code}) a name is reserved, then replaced`, async () => {
			const files = disk({ link: failing(code) });
			assert.equal(await files.publish(target, bytes), 'saved');
			assert.equal(await files.publish(target, Buffer.from('other')), 'taken');
			assert.deepEqual(await pathFs.readdir(root), ['hero.webp']);
			assert.deepEqual(await pathFs.readFile(target), bytes);
		});
	}

	test('41 without hard links parallel publishes of one name let one through', async () => {
		const files = disk({ link: failing('ENOTSUP') });
		const contents = Array.from({ length: 30 }, (_, index) => Buffer.from(`content ${index}`));
		const outcomes = await Promise.all(contents.map(content => files.publish(target, content)));
		assert.equal(outcomes.filter(outcome => outcome === 'saved').length, 1);
		assert.deepEqual(await pathFs.readFile(target), contents[outcomes.indexOf('saved')]);
		assert.deepEqual(await pathFs.readdir(root), ['hero.webp']);
	});

	test('a link that was made although the answer says it existed counts', async () => {
		const link: DiskFs['link'] = async (from, to) => {
			await pathFs.link(from, to);
			await pathFs.link(from, to);
		};
		assert.equal(await disk({ link }).publish(target, bytes), 'saved');
		assert.deepEqual(await pathFs.readFile(target), bytes);
	});

	const faults: [name: string, fs: Partial<DiskFs>, code: AssetErrorCode][] = [
		['38 disk full while writing', { open: openFailing('writeFile', 'ENOSPC') }, 'diskFull'],
		['38 disk full while syncing', { open: openFailing('sync', 'ENOSPC') }, 'diskFull'],
		['38 quota used up while closing', { open: openFailing('close', 'EDQUOT') }, 'diskFull'],
		['38 disk full while linking', { link: failing('ENOSPC') }, 'diskFull'],
		['disk error while syncing', { open: openFailing('sync', 'EIO') }, 'failed'],
		['disk error while syncing the folder', { open: openFailing('sync', 'EIO', 'r') }, 'failed'],
		['39 read-only file system', { open: failing('EROFS') }, 'readOnly'],
		['39 folder without write permission', { open: failing('EACCES') }, 'readOnly'],
		['39 immutable folder', { open: failing('EPERM') }, 'readOnly'],
		['47 folder gone', { open: failing('ENOENT') }, 'folderGone'],
		['47 folder gone before the link', { link: failing('ENOENT') }, 'folderGone'],
		['46 name too long', { open: failing('ENAMETOOLONG') }, 'nameTooLong'],
		['38 disk full, no links', { link: failing('EPERM'), rename: failing('ENOSPC') }, 'diskFull'],
	];
	for (const [name, fs, code] of faults) {
		test(`${name}: ${code}, and no part file is left`, async function () {
			if (name.includes('syncing the folder') && !syncsFolders) {
				// It can't fail where folders aren't synced.
				this.skip();
			}
			await assert.rejects(disk(fs).publish(target, bytes), { name: 'AssetError', code });
			const left = (await pathFs.readdir(root)).filter(each => each !== 'hero.webp');
			assert.deepEqual(left, []);
			if (!name.includes('syncing the folder')) {
				assert.equal(await disk().stat(target), undefined);
			}
		});
	}

	test('a reservation that was cut while it was written is removed once it is old', async () => {
		const now = Date.now();
		const left: [content: string, age: number, removed: boolean][] = [
			['', 60_000, true],
			['.image-assets-', 60_000, true],
			['', 0, false],
			['', -60_000, false],
			['content of another program', 60_000, false],
		];
		for (const [content, age, removed] of left) {
			await pathFs.writeFile(target, content);
			await pathFs.utimes(target, (now - age) / 1000, (now - age) / 1000);
			await disk().discardUnfinished(target, bytes);
			assert.equal(await disk().stat(target), removed ? undefined : 'file', JSON.stringify([content, age]));
		}
	});

	test('file systems that cannot sync are accepted', async () => {
		const open = openFailing('sync', 'EINVAL');
		assert.equal(await disk({ open }).publish(target, bytes), 'saved');
	});

	suite('on Windows', () => {
		function fakeClock(): { clock: DurableFsOptions['clock']; waits: number[] } {
			const waits: number[] = [];
			let time = 0;
			const sleep = (ms: number): Promise<void> => {
				waits.push(ms);
				time += ms;
				return Promise.resolve();
			};
			return { clock: { now: () => time, sleep }, waits };
		}

		/** Runs the code for Windows on this machine's file system. */
		function windowsFs(fs: Partial<DiskFs>): DiskFs {
			const posix = (path: unknown): string => String(path).replaceAll('\\', '/');
			return {
				...pathFs,
				link: failing('EPERM'),
				open: (path, ...rest) => pathFs.open(posix(path), ...rest),
				rename: (from, to) => pathFs.rename(posix(from), posix(to)),
				rm: (path, ...rest) => pathFs.rm(posix(path), ...rest),
				...fs,
			};
		}

		for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
			test(`42 a rename that fails with ${code} is tried again, with longer and longer pauses`, async () => {
				const { clock, waits } = fakeClock();
				const rename: DiskFs['rename'] = (from, to) =>
					waits.length < 9 ? Promise.reject(failure(code)) : windowsFs({}).rename(from, to);
				const files = diskFiles({ clock, fs: windowsFs({ rename }), platform: 'win32' });
				assert.equal(await files.publish(target, bytes), 'saved');
				assert.deepEqual(waits, [10, 20, 40, 80, 160, 320, 640, 1000, 1000]);
				assert.deepEqual(await pathFs.readdir(root), ['hero.webp']);
			});
		}

		test('42 for a minute', async () => {
			const { clock, waits } = fakeClock();
			const fs = windowsFs({
				rename: failing('EBUSY'),
				lstat: path => pathFs.lstat(String(path).replaceAll('\\', '/')) as never,
			});
			await assert.rejects(diskFiles({ clock, fs, platform: 'win32' }).publish(target, bytes), AssetFailure);
			const total = waits.reduce((sum, wait) => sum + wait, 0);
			assert.ok(total > 58_000 && total <= 60_000, `${total} ms`);
		});

		test('paths', async () => {
			const seen: string[] = [];
			const fs: DiskFs = {
				...pathFs,
				realpath: ((path: string) => {
					seen.push(path);
					return Promise.resolve(path.replace('link', 'Real').replace(/^c:/, 'C:'));
				}) as DiskFs['realpath'],
			};
			const files = diskFiles({ clock: createSystemClock(), fs, platform: 'win32' });
			assert.equal(await files.realPath('/c:/a/link'), '/C:/a/Real');
			assert.equal(await files.realPath('//server/share/link'), '//server/share/Real');
			await files.realPath('/d:');
			await files.realPath('/d:/');
			assert.deepEqual(seen, ['c:\\a\\link', '\\\\server\\share\\link', 'd:\\', 'd:\\']);
		});
	});
});

/** Matches any failure that is said to be the folder's. */
const AssetFailure = { name: 'AssetError' };
