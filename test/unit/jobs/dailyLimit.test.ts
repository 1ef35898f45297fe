import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createDailyLedger, type DailyLedger } from '../../../src/core/jobs/dailyLedger.ts';
import { whyOf } from '../../../src/core/jobs/failure.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/faults.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { createBench, type Bench } from './jobBench.ts';

suite('the limit of a day', () => {
	let emulator: Emulator;
	let ledger: DailyLedger;
	let limit: number;
	/** How far the clock of the ledger is ahead; ms. */
	let ahead: number;
	let dispose: () => Promise<void>;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 5 });
		const folder = await temporaryFolder('limit');
		const clock = createSystemClock();
		const files = diskState(folder.path, { clock });
		const leases = createLeases(files, clock, policy.lease, randomUUID());
		limit = 1000;
		ahead = 0;
		ledger = createDailyLedger(files, leases, { ...clock, now: () => clock.now() + ahead }, () => limit);
		dispose = async () => {
			leases.dispose();
			await folder.remove();
		};
	});
	teardown(async () => {
		await dispose();
		await emulator.close();
	});

	function createLimitedBench(): Bench {
		const bench = createBench(emulator.baseUrl);
		bench.budget = ledger;
		return bench;
	}

	const posts = () => emulator.requests.filter(({ call }) => call === 'create').length;
	const spent = async () => (await ledger.today()).spent;

	test('more than is left: nothing is sent, and the job waits', async () => {
		limit = 80;
		assert.equal((await createLimitedBench().run()).phase, 'saved');
		const bench = createLimitedBench();
		const job = await bench.run();
		assert.equal(job.phase, 'intent');
		assert.deepEqual(job.parked?.problem, { kind: 'dailyLimit', limit: 80, spent: 45 });
		assert.equal(posts(), 1);
		assert.equal(await spent(), 45);
		limit = 90;
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(posts(), 2);
		assert.equal(await spent(), 90);
	});

	/** Midnight passes once credits are set aside. */
	function midnightComes(): DailyLedger {
		return {
			...ledger,
			async reserve(intent) {
				const full = await ledger.reserve(intent);
				ahead = 24 * 60 * 60 * 1000;
				return full;
			},
		};
	}

	test('what is sent after midnight counts on the new day', async () => {
		limit = 80;
		assert.equal((await createLimitedBench().run()).phase, 'saved');
		ahead = 24 * 60 * 60 * 1000;
		assert.equal((await createLimitedBench().run()).phase, 'saved');
		ahead = 0;
		limit = 90;
		const late = createLimitedBench();
		late.budget = midnightComes();
		assert.equal((await late.run()).phase, 'saved');
		assert.equal(await spent(), 90);
		assert.equal(posts(), 3);
	});

	test('after midnight nothing is sent that the new day has no room for', async () => {
		ahead = 24 * 60 * 60 * 1000;
		assert.equal((await createLimitedBench().run()).phase, 'saved');
		ahead = 0;
		limit = 45;
		const late = createLimitedBench();
		late.budget = midnightComes();
		const job = await late.run();
		assert.equal(job.phase, 'intent');
		assert.deepEqual(job.parked?.problem, { kind: 'dailyLimit', limit: 45, spent: 45 });
		assert.equal(posts(), 1);
	});

	test('a ledger that cannot be written: nothing is sent', async () => {
		const bench = createLimitedBench();
		bench.budget = { ...ledger, reserve: () => Promise.reject(new StateError('no space left')) };
		assert.deepEqual((await bench.run()).parked?.problem, { kind: 'storage', ...whyOf('no space left') });
		assert.equal(posts(), 0);
	});

	test('credits that cannot be given back are no reason to stop', async () => {
		const bench = createLimitedBench();
		emulator.faults.add({ on: 'create', kind: 'status', status: 402 });
		const refusal = new StateError('no space left');
		bench.budget = { ...ledger, release: () => Promise.reject(refusal) };
		assert.equal((await bench.run()).problem?.kind, 'credits');
		assert.deepEqual(bench.troubles, [refusal]);
		assert.equal(await spent(), 45);
	});

	const never: [name: string, fault: Fault, phase: string][] = [
		['402', { on: 'create', kind: 'status', status: 402 }, 'failed'],
		['422', { on: 'create', kind: 'status', status: 422 }, 'failed'],
		['a key that is refused', { on: 'create', kind: 'status', status: 401 }, 'intent'],
		['429 for ever', { on: 'create', kind: 'status', status: 429, times: 'always' }, 'failed'],
		[
			'429 for long',
			{ on: 'create', kind: 'status', status: 429, headers: { 'retry-after': '120' } },
			'intent',
		],
		['a redirect', { on: 'create', kind: 'redirect', to: 'cdn' }, 'failed'],
	];
	for (const [name, fault, phase] of never) {
		test(`never accepted (${name}): given back`, async () => {
			emulator.faults.add(fault);
			assert.equal((await createLimitedBench().run()).phase, phase);
			assert.equal(await spent(), 0);
		});
	}

	test('offline: given back', async () => {
		const bench = createLimitedBench();
		await emulator.close();
		assert.equal((await bench.run()).problem?.kind, 'offline');
		assert.equal(await spent(), 0);
	});

	test('cancelled before it was sent: given back', async () => {
		const bench = createLimitedBench();
		await ledger.reserve(bench.job.intent);
		assert.equal((await bench.run(AbortSignal.abort())).phase, 'cancelled');
		assert.equal(await spent(), 0);
	});

	const maybe: [name: string, fault: Fault, phase: string][] = [
		['reset after the body', { on: 'create', kind: 'resetAfterBody' }, 'unknown'],
		['a 500', { on: 'create', kind: 'status', status: 500, accepted: true }, 'unknown'],
		['an id that is a path', { on: 'create', kind: 'id', id: '../x' }, 'unknown'],
		['a prediction that fails', { on: 'create', kind: 'fails' }, 'failed'],
		['no output', { on: 'create', kind: 'noOutput' }, 'failed'],
		['never heard of again', { on: 'get', kind: 'status', status: 404, times: 'always' }, 'failed'],
		['a key that is refused later', { on: 'get', kind: 'status', status: 401 }, 'accepted'],
	];
	for (const [name, fault, phase] of maybe) {
		test(`accepted, or maybe (${name}): spent`, async () => {
			emulator.faults.add(fault);
			assert.equal((await createLimitedBench().run()).phase, phase);
			assert.equal(await spent(), 45);
		});
	}

	test('saved: spent', async () => {
		assert.equal((await createLimitedBench().run()).phase, 'saved');
		assert.equal(await spent(), 45);
	});
});
