import assert from 'node:assert/strict';
import nodeFs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createSystemClock } from '../../../src/core/jobs/systemClock.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { createMemoryDisk } from '../../simulation/memoryDisk.ts';
import { createMemoryFs } from '../../simulation/memoryFs.ts';
import { createScheduler, createScope } from '../../simulation/scheduler.ts';

suite('what a crash leaves of the state', () => {
	test('half-written files go after a day, in a folder and in those directly in it', async () => {
		const { path: root, remove } = await temporaryFolder('unfinished');
		try {
			const day = 24 * 60 * 60 * 1000;
			const now = Date.now();
			const clock = { ...createSystemClock(), now: () => now };
			const files = diskState(root, { clock });
			const old = (now - 2 * day) / 1000;
			for (const path of [
				'locks/.part-1',
				'locks/sweep/.part-2',
				'locks/sweep/.part-new',
				'locks/sweep/lease.1',
				'other/.part-3',
			]) {
				await nodeFs.mkdir(dirname(join(root, path)), { recursive: true });
				await nodeFs.writeFile(join(root, path), 'x');
				if (!path.endsWith('new')) {
					await nodeFs.utimes(join(root, path), old, old);
				}
			}
			await files.removeUnfinished('locks');
			await files.removeUnfinished('nowhere');
			assert.deepEqual((await nodeFs.readdir(join(root, 'locks', 'sweep'))).sort(), ['.part-new', 'lease.1']);
			assert.deepEqual(await nodeFs.readdir(join(root, 'locks')), ['sweep']);
			assert.deepEqual(await nodeFs.readdir(join(root, 'other')), ['.part-3']);
		} finally {
			await remove();
		}
	});

	test('49 a file that was written for sure is there after a loss of power, whatever made its folder', async () => {
		const disk = createMemoryDisk({ now: () => 0 });
		disk.makeFolder('/state');
		disk.sync(disk.need('/', 'sync'));
		const scheduler = createScheduler();
		const fs = createMemoryFs({ disk, scheduler, scope: createScope('test'), trouble: () => undefined });
		const files = diskState('/state', { clock: createSystemClock(), fs, platform: 'linux' });
		await files.create('jobs/v1/one/lease.1', 'owner', 'quick');
		await files.write('jobs/v1/one/intent.json', 'paid');
		// Nothing of what waits gets through.
		disk.losePower(() => 0);
		assert.equal(Buffer.from((await files.read('jobs/v1/one/intent.json')) ?? []).toString(), 'paid');
	});
});
