import assert from 'node:assert/strict';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { createMemoryDisk } from '../../simulation/memoryDisk.ts';
import { createMemoryFs } from '../../simulation/memoryFs.ts';
import { createScheduler, createScope } from '../../simulation/scheduler.ts';

suite('what a loss of power leaves of the state', () => {
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
