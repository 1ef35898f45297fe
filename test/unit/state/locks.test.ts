import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases, withLock, type Leases } from '../../../src/core/state/leases.ts';
import { readText, type StateFiles } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder.ts';
import { runWorkers } from './workers.ts';

suite('locks', () => {
	const clock = createSystemClock();
	let temporary: TemporaryFolder;
	let files: StateFiles;
	let disposables: { dispose(): void }[];

	setup(async () => {
		temporary = await temporaryFolder('locks');
		files = diskState(temporary.path, { clock });
		disposables = [];
	});
	teardown(async () => {
		disposables.forEach(each => {
			each.dispose();
		});
		await temporary.remove();
	});

	/** The leases of another window. */
	function owner(): Leases {
		const leases = createLeases(files, clock, policy.lease, randomUUID());
		disposables.push(leases);
		return leases;
	}

	test('a window waits until the folder is free', async () => {
		const [a, b] = [owner(), owner()];
		const first = await a.wait('job');
		let isHeld = false;
		const waiting = b.wait('job').then(lease => {
			isHeld = true;
			return lease;
		});
		await delay(60);
		assert.equal(isHeld, false);
		await first.release();
		assert.equal(await (await waiting).isHeld(), true);
	});

	test('three processes count to 150 under a lock, and each ends by itself', async () => {
		await runWorkers(
			'countUnderLock.ts',
			Array.from({ length: 3 }, () => [temporary.path, '50']),
		);
		assert.equal(await readText(files, 'counter'), '150');
	});

	test('tasks of one window take turns, too', async () => {
		const leases = owner();
		let running = 0;
		const tasks = Array.from({ length: 8 }, (_, index) =>
			withLock(leases, 'lock', async () => {
				running += 1;
				assert.equal(running, 1);
				await delay(2);
				running -= 1;
				return index;
			}),
		);
		assert.deepEqual(await Promise.all(tasks), [0, 1, 2, 3, 4, 5, 6, 7]);
	});

	test('a task that fails gives the lock back', async () => {
		const [a, b] = [owner(), owner()];
		const fail = () => Promise.reject(new Error('no'));
		await assert.rejects(withLock(a, 'lock', fail), /no/);
		assert.equal(await withLock(b, 'lock', () => Promise.resolve(7)), 7);
	});
});
