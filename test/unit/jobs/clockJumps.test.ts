import assert from 'node:assert/strict';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { createBench, type Bench } from './jobBench.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

suite('a job on a laptop that sleeps, and whose clock jumps', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 600_000 });
	});
	teardown(() => emulator.close());

	const posts = () => emulator.requests.filter(({ call }) => call === 'create').length;

	/** A bench that does something after each of its waits, by their number from 1. */
	function benchThatAfter(does: Record<number, (bench: Bench) => void>): Bench {
		const bench = createBench(emulator.baseUrl);
		bench.jobClock = {
			...bench.clock,
			async sleep(ms, signal) {
				await bench.clock.sleep(ms, signal);
				does[bench.clock.sleeps.length]?.(bench);
			},
		};
		return bench;
	}

	const jump = (ms: number) => (bench: Bench) => {
		bench.clock.jump(ms);
	};
	const finish = () => {
		emulator.finish();
	};

	function assertSavedOnce(bench: Bench): void {
		assert.equal(bench.job.phase, 'saved');
		assert.equal(bench.saved.length, 1);
		assert.equal(posts(), 1);
		assert.equal(emulator.ledger.total, 45);
	}

	test('21 hours forward and hours back while it is watched: saved, and sent once', async () => {
		const bench = benchThatAfter({ 2: jump(6 * hour), 4: jump(-30 * hour), 6: jump(20 * hour), 8: finish });
		await bench.run();
		assertSavedOnce(bench);
		assert.equal(bench.clock.sleeps.length, 8);
		assert.ok(
			bench.clock.sleeps.every(ms => ms > 0 && ms < hour),
			JSON.stringify(bench.clock.sleeps),
		);
	});

	test('21 a sleep of three days, in which the image was finished: saved at the next look', async () => {
		const sleep = (bench: Bench) => {
			bench.clock.jump(3 * day);
			emulator.finish();
		};
		const bench = benchThatAfter({ 2: sleep });
		await bench.run();
		assertSavedOnce(bench);
		assert.equal(bench.clock.sleeps.length, 2);
	});

	test('21 a sleep of three days, and the service is still at it: parked, and saved when it goes on', async () => {
		const bench = benchThatAfter({ 2: jump(3 * day) });
		assert.equal((await bench.run()).parked?.problem.kind, 'endless');
		emulator.finish();
		await bench.run();
		assertSavedOnce(bench);
	});

	test('21 a sleep between two tries of loading the result: loaded when it goes on', async () => {
		emulator.faults.add({ on: 'download', kind: 'resetBeforeBody' });
		const bench = benchThatAfter({ 1: finish, 2: jump(hour) });
		assert.equal((await bench.run()).parked?.problem.kind, 'download');
		await bench.run();
		assertSavedOnce(bench);
	});

	test('21 404s on both sides of a sleep are not yet the end of the job', async () => {
		emulator.faults.add({ on: 'get', kind: 'status', status: 404, times: 2 });
		const bench = benchThatAfter({ 2: jump(6 * hour), 3: finish });
		await bench.run();
		assertSavedOnce(bench);
	});
});
