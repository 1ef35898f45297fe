import assert from 'node:assert/strict';
import nodeFs from 'node:fs/promises';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import type { DurableFsOptions } from '../../../src/host/storage/durableFs.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder.ts';
import { failing, failure } from './failingFs.ts';

suite('diskState on Windows', () => {
	let folder: TemporaryFolder;

	setup(async () => {
		folder = await temporaryFolder('state');
	});
	teardown(() => folder.remove());

	const neverRenaming = { ...nodeFs, rename: failing('EPERM') };

	/** A clock whose waits are over at once, and counted. */
	function countingClock(): { clock: DurableFsOptions['clock']; waits: number[] } {
		const waits: number[] = [];
		const sum = () => waits.reduce((a, b) => a + b, 0);
		const sleep = (ms: number): Promise<void> => {
			waits.push(ms);
			return Promise.resolve();
		};
		return { clock: { now: sum, sleep }, waits };
	}

	for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
		test(`what somebody else holds (${code}) is tried again`, async () => {
			const { clock, waits } = countingClock();
			const busy =
				<A extends unknown[]>(action: (...args: A) => Promise<void>) =>
				(...args: A): Promise<void> =>
					waits.length % 4 < 3 ? Promise.reject(failure(code)) : action(...args);
			const fs = { ...nodeFs, rename: busy(nodeFs.rename), rm: busy(nodeFs.rm) };
			const state = diskState(folder.path, { clock, platform: 'win32', fs });
			await state.write('a', '1');
			assert.deepEqual(waits.splice(0), [10, 20, 40]);
			await state.move('a', 'b');
			assert.deepEqual(waits.splice(0), [10, 20, 40]);
			await state.remove('b');
			assert.deepEqual(waits, [10, 20, 40]);
			assert.deepEqual(await nodeFs.readdir(folder.path), []);
		});
	}

	test('after a minute it is given up, and nothing is left', async () => {
		const { clock, waits } = countingClock();
		const state = diskState(folder.path, { clock, platform: 'win32', fs: neverRenaming });
		await assert.rejects(state.write('a', '1'), StateError);
		assert.ok(clock.now() <= 60_000 && clock.now() > 58_000, String(clock.now()));
		assert.equal(waits.at(-1), 1000);
		assert.deepEqual(await nodeFs.readdir(folder.path), []);
	});

	test('elsewhere it is not', async () => {
		const { clock, waits } = countingClock();
		const state = diskState(folder.path, { clock, platform: 'linux', fs: neverRenaming });
		await assert.rejects(state.write('a', '1'), StateError);
		assert.deepEqual(waits, []);
	});
});
