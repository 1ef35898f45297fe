import assert from 'node:assert/strict';
import nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskFs } from '../../src/host/storage/durableFs.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { createMemoryDisk, type MemoryDisk } from './memoryDisk.ts';
import { createMemoryFs } from './memoryFs.ts';
import { between, pick, randomFor, type Random } from './randomness.ts';
import { createScheduler, createScope } from './scheduler.ts';

const names = ['a', 'b', 'c'];

function memory(disk: MemoryDisk): DiskFs {
	const scheduler = createScheduler();
	return createMemoryFs({ disk, scheduler, scope: createScope('test'), trouble: () => undefined });
}

/** Makes a random call on a random path, and describes the result in one line. */
async function callSomething(fs: DiskFs, root: string, random: Random): Promise<string> {
	const somewhere = () =>
		join(root, ...Array.from({ length: between(random, 1, 3) }, () => pick(random, names)));
	const path = somewhere();
	const other = somewhere();
	const kind = between(random, 0, 10);
	const content = `${random()}`;
	const calls: (() => Promise<unknown>)[] = [
		async () => {
			const handle = await fs.open(path, 'wx');
			await handle.writeFile(content);
			await handle.sync();
			await handle.close();
		},
		async () => {
			const first = await fs.mkdir(path, { recursive: true });
			return first?.slice(root.length);
		},
		() => fs.mkdir(path),
		() => fs.rename(path, other),
		() => fs.link(path, other),
		() => fs.rm(path, { force: true }),
		() => fs.rm(path, { recursive: true, force: true }),
		() => fs.readFile(path, 'utf8'),
		async () => (await fs.readdir(path)).sort(),
		async () => {
			const stats = await fs.stat(path);
			return stats.isFile() ? ['file', stats.size, stats.mtimeMs > 0] : 'folder';
		},
		async () => {
			const one = await fs.lstat(path);
			const two = await fs.lstat(other);
			return [one.ino === two.ino, (await fs.lstat(path, { bigint: true })).isDirectory()];
		},
	];
	const what = `${kind} ${path.slice(root.length)} ${other.slice(root.length)}`;
	try {
		return `${what}: ${JSON.stringify(await calls[kind]?.())}`;
	} catch (error) {
		return `${what}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`;
	}
}

suite('the disk in memory', () => {
	test('answers like the real one', async () => {
		const folder = await temporaryFolder('memory-disk');
		try {
			for (let seed = 1; seed <= 100; seed += 1) {
				const root = join(folder.path, String(seed));
				await nodeFs.mkdir(root);
				const disk = createMemoryDisk({ now: () => Date.now() });
				disk.makeFolder('/root');
				const one = randomFor(seed, 'calls');
				const two = randomFor(seed, 'calls');
				const lines: string[] = [];
				for (let count = 0; count < 60; count += 1) {
					const real = await callSomething(nodeFs, root, one);
					const made = await callSomething(memory(disk), '/root', two);
					lines.push(real);
					assert.equal(made, real, `seed ${seed}, after\n${lines.join('\n')}`);
				}
			}
		} finally {
			await folder.remove();
		}
	});

	test('loses what was not synced, names included, when the power goes', async () => {
		const disk = createMemoryDisk({ now: () => 0 });
		const fs = memory(disk);
		const sync = async (path: string) => {
			const handle = await fs.open(path, 'r');
			await handle.sync();
			await handle.close();
		};
		await fs.mkdir('/kept/deep', { recursive: true });
		const handle = await fs.open('/kept/deep/file', 'wx');
		await handle.writeFile('whole');
		await handle.sync();
		for (const path of ['/kept/deep', '/kept', '/']) {
			await sync(path);
		}
		await fs.rename('/kept/deep/file', '/kept/deep/renamed');
		await fs.mkdir('/lost');
		const late = await fs.open('/kept/deep/late', 'wx');
		await late.writeFile('never synced');
		await sync('/kept/deep');

		await fs.rm('/kept/deep/renamed');
		// Nothing that is pending reaches the disk.
		disk.losePower(() => 0);

		assert.deepEqual(disk.list('/'), ['kept']);
		assert.deepEqual(disk.list('/kept/deep').sort(), ['late', 'renamed']);
		assert.equal(await fs.readFile('/kept/deep/renamed', 'utf8'), 'whole');
		assert.equal(await fs.readFile('/kept/deep/late', 'utf8'), '');
	});

	test('takes names that differ in case for one where it is told to', async () => {
		const fs = memory(createMemoryDisk({ now: () => 0, ignoresCase: true }));
		await fs.open('/Fox.png', 'wx');
		await assert.rejects(fs.open('/fox.PNG', 'wx'), { code: 'EEXIST' });
		await fs.rename('/fox.png', '/fox.png');
		assert.deepEqual(await fs.readdir('/'), ['fox.png']);
	});
});
