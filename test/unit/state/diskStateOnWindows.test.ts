import assert from 'node:assert/strict';
import nodeFs from 'node:fs/promises';
import { policy } from '../../../src/core/policy.ts';
import { StateError, type StateFiles } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import type { DiskFs, DurableFsOptions } from '../../../src/host/storage/durableFs.ts';
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
		test(`what another program holds (${code}) is tried again`, async () => {
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

	for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
		test(`70 every operation is tried again (${code}), and a file is still created by one alone`, async () => {
			const { clock, waits } = countingClock();
			const plain = diskState(folder.path, { clock });
			await plain.write('f/there', '1');
			let refusals = 0;
			const state = diskState(folder.path, {
				clock,
				platform: 'win32',
				fs: refusing(code, () => refusals-- > 0),
			});
			const operations: Record<keyof StateFiles, () => Promise<unknown>> = {
				list: () => state.list('f'),
				read: async () => {
					assert.equal(String(Buffer.from((await state.read('f/there')) ?? [])), '1');
					refusals = 3;
					return state.read('f/there', 1);
				},
				append: () => state.append('f/there', '2'),
				sizeOf: () => state.sizeOf('f/there'),
				entries: () => state.entries('f'),
				write: () => state.write('f/other', '1'),
				create: async () => {
					assert.equal(await state.create('f/new', '1'), true);
					refusals = 3;
					assert.equal(await state.create('f/new', '2'), false);
				},
				move: () => state.move('f/new', 'f/moved'),
				touchedAt: () => state.touchedAt('f/there'),
				touch: () => state.touch('f/there', 5000),
				remove: () => state.remove('f/moved'),
			};
			assert.deepEqual(Object.keys(operations).sort(), Object.keys(state).sort());
			for (const [name, operation] of Object.entries(operations)) {
				waits.length = 0;
				refusals = 3;
				await operation();
				assert.ok(waits.length >= 3, name);
			}
			assert.equal(await plain.touchedAt('f/there'), 5000);
		});
	}

	test('70 what is refused for good is waited for as long as a scan may take, and no longer', async () => {
		const { clock } = countingClock();
		const state = diskState(folder.path, { clock, platform: 'win32', fs: refusing('EPERM', () => true) });
		for (const operation of [() => state.read('a'), () => state.create('a', '1'), () => state.list('')]) {
			const before = clock.now();
			await assert.rejects(operation(), StateError);
			const waited = clock.now() - before;
			assert.ok(waited > 3000 && waited <= policy.busy.other, String(waited));
		}
	});

	/** A disk every call of which fails while `isBusy`. */
	function refusing(code: string, isBusy: () => boolean): DiskFs {
		const busy = <F extends (...args: never[]) => Promise<unknown>>(action: F): F =>
			((...args: never[]) => (isBusy() ? Promise.reject(failure(code)) : action(...args))) as unknown as F;
		return Object.fromEntries(
			Object.entries(nodeFs).map(([name, each]) => [
				name,
				typeof each === 'function' ? busy(each as never) : each,
			]),
		) as unknown as DiskFs;
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
