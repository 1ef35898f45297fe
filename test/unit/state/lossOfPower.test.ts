import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import type { StateFiles } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { createMemoryDisk, type MemoryDisk } from '../../simulation/memoryDisk.ts';
import { createMemoryFs, type DiskCall } from '../../simulation/memoryFs.ts';
import { createScheduler, createScope } from '../../simulation/scheduler.ts';

suite('what a loss of power leaves of the state', () => {
	let disk: MemoryDisk;

	setup(() => {
		disk = createMemoryDisk({ now: () => 0 });
		disk.makeFolder('/state');
		disk.sync(disk.need('/', 'sync'));
	});

	/** What one window has; it is killed at the n-th sync of a folder or a file. */
	function window(syncs = Infinity): StateFiles {
		const scope = createScope('test');
		let left = syncs;
		const trouble = (call: DiskCall) => {
			scope.dead ||= call === 'sync' && --left < 0;
			return undefined;
		};
		const fs = createMemoryFs({ disk, scheduler: createScheduler(), scope, trouble });
		return diskState('/state', { clock: createSystemClock(), fs, platform: 'linux' });
	}

	const textOf = async (path: string) => Buffer.from((await window().read(path)) ?? []).toString();

	test('49 a file that was written for sure is there after a loss of power, whatever made its folder', async () => {
		const files = window();
		await files.create('jobs/v1/one/lease.1', 'owner', 'quick');
		await files.write('jobs/v1/one/intent.json', 'paid');
		// Nothing of what waits gets through.
		disk.losePower(() => 0);
		assert.equal(await textOf('jobs/v1/one/intent.json'), 'paid');
	});

	for (let syncs = 0; syncs < 5; syncs += 1) {
		test(`49 the same where the window that made the folders was killed after ${syncs} syncs`, async () => {
			const killed = window(syncs);
			void killed.write('jobs/v1/one/intent.json', 'lost');
			void killed.append('jobs/finished/day.jsonl', 'one ');
			await delay(5);
			const files = window();
			await files.write('jobs/v1/one/job.json', 'paid');
			await files.append('jobs/finished/day.jsonl', 'two');
			disk.losePower(() => 0);
			assert.equal(await textOf('jobs/v1/one/job.json'), 'paid');
			assert.match(await textOf('jobs/finished/day.jsonl'), /two$/);
		});
	}
});
