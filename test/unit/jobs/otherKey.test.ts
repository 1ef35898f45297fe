import assert from 'node:assert/strict';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { createBench, type Bench } from './jobBench.ts';

suite('the key was changed', () => {
	let emulator: Emulator;
	let bench: Bench;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 60_000 });
		bench = createBench(emulator.baseUrl);
		// The job is accepted with one key, and taken up with another.
		emulator.faults.add({ on: 'get', kind: 'status', status: 401 });
		assert.equal((await bench.run()).parked?.problem.kind, 'key');
		bench.keyFingerprint = 'two';
	});
	teardown(() => emulator.close());

	for (const status of [401, 403, 404]) {
		test(`54 a ${status} while polling: the job waits for its own key`, async () => {
			emulator.faults.add({ on: 'get', kind: 'status', status, times: 2 });
			assert.deepEqual((await bench.run()).parked?.problem, { kind: 'otherKey' });
			assert.equal(bench.job.phase, 'accepted');
			assert.deepEqual((await bench.run()).parked?.problem, { kind: 'otherKey' });
			bench.keyFingerprint = 'one';
			emulator.finish();
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(emulator.ledger.entries.length, 1);
		});
	}

	test('54 another key that may look goes on', async () => {
		emulator.finish();
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(emulator.ledger.entries.length, 1);
	});

	test('54 other failures are waited out as ever', async () => {
		emulator.faults.add({ on: 'get', kind: 'status', status: 503, times: 3 });
		emulator.finish();
		assert.equal((await bench.run()).phase, 'saved');
	});

	for (const status of [403, 404]) {
		test(`54 cancelled with another key (${status}): not given up`, async () => {
			emulator.faults.add({ on: 'delete', kind: 'status', status });
			emulator.faults.add({ on: 'get', kind: 'status', status: 404 });
			const job = await bench.run(AbortSignal.abort());
			assert.deepEqual(job.parked?.problem, { kind: 'otherKey' });
			assert.equal(job.cancelling, true);
			// With its own key it is cancelled after all.
			bench.keyFingerprint = 'one';
			emulator.faults.clear();
			assert.equal((await bench.run()).phase, 'cancelled');
			assert.equal(emulator.ledger.entries[0]?.cancelled, true);
		});
	}

	test('54 the same key and a 404: given up as ever', async () => {
		bench.keyFingerprint = 'one';
		emulator.faults.add({ on: 'get', kind: 'status', status: 404, times: 'always' });
		assert.equal((await bench.run()).problem?.kind, 'forgotten');
	});

	test('54 a job whose note of the key is lost may have been sent with any', async () => {
		Object.assign(bench, { job: { ...bench.job, keyFingerprint: '' } });
		emulator.faults.add({ on: 'get', kind: 'status', status: 404, times: 'always' });
		assert.equal((await bench.run()).problem?.kind, 'forgotten');
	});
});
