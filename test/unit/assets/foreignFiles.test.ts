import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path/posix';
import { saveAsset } from '../../../src/core/assets/saveAsset.ts';
import { trustedFiles } from '../../../src/core/assets/trustedFiles.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskFiles } from '../../../src/host/storage/diskFiles.ts';
import type { DiskFs } from '../../../src/host/storage/durableFs.ts';
import { readParts, readWhole } from '../../../src/host/storage/readWhole.ts';
import { failing } from '../state/failingFs.ts';
import { pathFs } from './pathFs.ts';
import { temporaryWorkspace } from './temporaryWorkspace.ts';

const { chmod, mkdir, readdir, readFile, stat, symlink, truncate, writeFile } = pathFs;

suite('files that others made', () => {
	let root: string;
	let dispose: () => Promise<void>;
	let target: string;

	setup(async () => {
		({ root, dispose } = await temporaryWorkspace());
		target = join(root, 'a.png');
	});
	teardown(() => dispose());

	const disk = (fs: Partial<DiskFs> = {}) =>
		diskFiles({ clock: createSystemClock(), fs: { ...pathFs, ...fs } });

	suite('that are none', () => {
		const server: { current?: Server } = {};
		teardown(() => server.current?.close());
		const kinds: [name: string, make: () => Promise<unknown>][] = [
			['a pipe', () => Promise.resolve(execFileSync('mkfifo', [target]))],
			['a link to a pipe', () => (execFileSync('mkfifo', [join(root, 'p')]), symlink('p', target))],
			['a device without an end', () => symlink('/dev/zero', target)],
			[
				'a socket',
				() => new Promise<void>(resolve => (server.current = createServer().listen(target, resolve))),
			],
			['a folder', () => mkdir(target)],
		];
		for (const [name, make] of kinds) {
			test(`71 ${name} is never opened`, async function () {
				if (process.platform === 'win32') {
					this.skip();
				}
				await make();
				const opened: unknown[] = [];
				const open: DiskFs['open'] = (...args) => {
					opened.push(args[0]);
					return pathFs.open(...args);
				};
				await assert.rejects(disk({ open }).read(target), { name: 'AssetError', code: 'notAFile' });
				await assert.rejects(
					readParts(target, read => read(0, 100)),
					{ code: 'notAFile' },
				);
				assert.deepEqual(opened, []);
			});
		}

		test('71 a pipe that takes the place of a file in that moment is not waited for', async function () {
			if (process.platform === 'win32') {
				this.skip();
			}
			await writeFile(join(root, 'file'), 'x');
			execFileSync('mkfifo', [target]);
			const fs = {
				open: pathFs.open,
				stat: (() => pathFs.stat(join(root, 'file'))) as unknown as DiskFs['stat'],
			};
			await assert.rejects(readWhole(target, 100, fs), { code: 'notAFile' });
		});
	});

	test('71 a file of more bytes than an image may have is not read', async () => {
		await writeFile(target, '');
		await truncate(target, policy.ceiling.image + 1);
		await assert.rejects(disk().read(target), { code: 'tooLarge' });
		await writeFile(target, 'four');
		assert.equal(Buffer.from(await disk().read(target, 4)).toString(), 'four');
		await assert.rejects(disk().read(target, 3), { code: 'tooLarge' });
	});

	test('71 what says it is short, and is not, is read no further than that', async function () {
		if (process.platform !== 'linux') {
			this.skip();
		}
		// Its size is said to be 0.
		const most = 20;
		await assert.rejects(disk().read('/proc/self/status', most), { code: 'tooLarge' });
		assert.match(String(Buffer.from(await disk().read('/proc/self/status'))), /^Name:/);
	});

	test('67 where a mode is refused, the content is replaced all the same', async () => {
		for (const code of ['EPERM', 'ENOTSUP', 'ENOSYS', 'EINVAL', 'EACCES']) {
			await writeFile(target, 'before');
			await disk({ chmod: failing(code), chown: failing(code) }).replace(target, Buffer.from('after'));
			assert.equal(await readFile(target, 'utf8'), 'after');
			assert.deepEqual(await readdir(root), ['a.png']);
		}
	});

	test('67 the mode stays', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		await writeFile(target, 'before');
		await chmod(target, 0o640);
		await disk().replace(target, Buffer.from('after'));
		assert.equal((await stat(target)).mode & 0o777, 0o640);
	});

	test('67 a read-only file is replaced only by who says so, and stays one', async () => {
		await writeFile(target, 'before');
		await chmod(target, 0o444);
		assert.equal(await disk().isReadOnly(target), true);
		await assert.rejects(disk().replace(target, Buffer.from('after')), { code: 'fileReadOnly' });
		assert.equal(await readFile(target, 'utf8'), 'before');
		await disk().replace(target, Buffer.from('after'), true);
		assert.equal(await readFile(target, 'utf8'), 'after');
		assert.equal((await stat(target)).mode & 0o222, 0);
		assert.deepEqual(await readdir(root), ['a.png']);
	});

	test('67 a file that this user may not write counts as read-only', async () => {
		await writeFile(target, 'before');
		const files = disk({ access: failing('EACCES') });
		assert.equal(await files.isReadOnly(target), true);
		await assert.rejects(files.replace(target, Buffer.from('after')), { code: 'fileReadOnly' });
		assert.equal(await disk().isReadOnly(target), false);
	});

	test('67 Windows replaces no read-only file: its attribute is off for that moment', async function () {
		if (process.platform === 'win32') {
			this.skip();
		}
		await writeFile(target, 'before');
		await chmod(target, 0o444);
		const posix = (path: unknown): string => String(path).replaceAll('\\', '/');
		const posixly = <F extends (...args: never[]) => unknown>(action: F): F =>
			((...args: unknown[]) =>
				action(
					...(args.map(each => (typeof each === 'string' ? posix(each) : each)) as never[]),
				)) as unknown as F;
		const rename: DiskFs['rename'] = async (from, to) => {
			if (((await stat(posix(to))).mode & 0o222) === 0) {
				throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
			}
			await pathFs.rename(posix(from), posix(to));
		};
		const fs = {
			...(Object.fromEntries(
				Object.entries(pathFs).map(([name, each]) => [
					name,
					typeof each === 'function' ? posixly(each as never) : each,
				]),
			) as unknown as DiskFs),
			rename,
		};
		const files = diskFiles({ clock: createSystemClock(), fs, platform: 'win32' });
		await files.replace(target, Buffer.from('after'), true);
		assert.equal(await readFile(target, 'utf8'), 'after');
		assert.equal((await stat(target)).mode & 0o777, 0o444);
	});

	suite('whose ids have 64 bits', () => {
		/** Ids as NTFS has them once records were used again: neighbors differ in the last of 64 bits. */
		function withLongIds(): Partial<DiskFs> {
			const ids = new Map<bigint, bigint>();
			const lstat = async (path: string, options?: { bigint?: boolean }) => {
				const stats = await pathFs.lstat(path, { bigint: true });
				const id = ids.get(stats.ino) ?? (32n << 48n) + 1000n + BigInt(ids.size);
				ids.set(stats.ino, id);
				return options?.bigint === true
					? Object.assign(stats, { ino: id })
					: Object.assign(await pathFs.lstat(path), { ino: Number(id) });
			};
			return { lstat: lstat as unknown as DiskFs['lstat'] };
		}

		for (const other of ["SOMEBODY ELSE'S", 'THE SAME LENGTH!']) {
			test(`68 another file that takes the name meanwhile (${other}) is not taken for ours`, async () => {
				const bytes = Buffer.from('the paid image..');
				let isFirst = true;
				const link: DiskFs['link'] = async (from, to) => {
					if (isFirst) {
						isFirst = false;
						await writeFile(to, other);
					}
					return pathFs.link(from, to);
				};
				const path = await saveAsset({
					files: disk({ ...withLongIds(), link }),
					reserved: new Set(),
					workspaceFolders: [root],
					folder: root,
					name: 'hero.webp',
					bytes,
				});
				assert.equal(await readFile(path, 'utf8'), String(bytes));
				assert.deepEqual((await readdir(root)).length, 2);
			});
		}

		test('68 an equal image of another window is its own', async () => {
			const bytes = Buffer.from('the same picture');
			const link: DiskFs['link'] = async (from, to) => {
				await writeFile(to, bytes);
				return pathFs.link(from, to);
			};
			assert.equal(await disk({ ...withLongIds(), link }).publish(target, bytes), 'taken');
		});

		test('68 our own file is known again', async () => {
			const link: DiskFs['link'] = async (from, to) => {
				await pathFs.link(from, to);
				await pathFs.link(from, to);
			};
			assert.equal(await disk({ ...withLongIds(), link }).publish(target, Buffer.from('ours')), 'saved');
		});
	});

	test('69 in a workspace that is not trusted everything can be read, and nothing written', async () => {
		const bytes = Buffer.from('x');
		await writeFile(target, bytes);
		let trusted = false;
		const plain = disk();
		const files = trustedFiles(plain, () => trusted);
		const reading = {
			stat: () => files.stat(target),
			realPath: () => files.realPath(target),
			list: () => files.list(root),
			read: () => files.read(target),
			isReadOnly: () => files.isReadOnly(target),
		};
		const writing = {
			createFolder: () => files.createFolder(join(root, 'new')),
			publish: () => files.publish(join(root, 'b.png'), bytes),
			discardUnfinished: () => files.discardUnfinished(target, bytes),
			replace: () => files.replace(target, Buffer.from('other')),
			remove: () => files.remove(target),
		};
		// Whoever adds one says here which of the two it is.
		assert.deepEqual(
			Object.entries(plain)
				.flatMap(([name, value]) => (typeof value === 'function' ? [name] : []))
				.sort(),
			[...Object.keys(reading), ...Object.keys(writing)].sort(),
		);
		for (const read of Object.values(reading)) {
			await read();
		}
		for (const write of Object.values(writing)) {
			await assert.rejects(write(), { name: 'AssetError', code: 'untrusted' });
		}
		assert.deepEqual(await readdir(root), ['a.png']);
		assert.equal(await readFile(target, 'utf8'), 'x');
		trusted = true;
		await files.remove(target);
		assert.deepEqual(await readdir(root), []);
	});
});
