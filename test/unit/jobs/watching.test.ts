import assert from 'node:assert/strict';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { createBench } from './jobBench.ts';

suite('watching and cancelling a job', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 5 });
	});
	teardown(() => emulator.close());

	/** A signal that is aborted when the job has been accepted and not yet done. */
	function cancelSoon(): AbortSignal {
		const controller = new AbortController();
		setTimeout(() => {
			controller.abort();
		}, 20);
		return controller.signal;
	}

	test('13 server errors and resets while polling only make it slower', async () => {
		emulator.faults.add({ on: 'get', kind: 'status', status: 503, times: 3 });
		emulator.faults.add({ on: 'get', kind: 'resetBeforeBody', times: 2 });
		const bench = createBench(emulator.baseUrl);
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(emulator.ledger.entries.length, 1);
	});

	test('14 a prediction that stays unknown for 30 s is given up, its record kept', async () => {
		emulator.faults.add({ on: 'get', kind: 'status', status: 404, times: 'always' });
		const bench = createBench(emulator.baseUrl);
		const began = bench.clock.now();
		const job = await bench.run();
		assert.equal(job.phase, 'failed');
		assert.equal(job.problem?.kind, 'forgotten');
		assert.ok(bench.clock.now() - began >= 30_000);
		assert.ok(emulator.requests.filter(({ call }) => call === 'get').length >= 3);
		assert.ok(job.predictionId);
	});

	test('14 a few 404s in a row are not the end', async () => {
		emulator.faults.add({ on: 'get', kind: 'status', status: 404, times: 2 });
		assert.equal((await createBench(emulator.baseUrl).run()).phase, 'saved');
	});

	test('15 an unknown status word means still running', async () => {
		emulator.faults.add({ on: 'get', kind: 'statusWord', word: 'polishing', times: 2 });
		assert.equal((await createBench(emulator.baseUrl).run()).phase, 'saved');
	});

	test('16 success without output fails, and keeps the answer', async () => {
		emulator.faults.add({ on: 'create', kind: 'noOutput' });
		const job = await createBench(emulator.baseUrl).run();
		assert.equal(job.phase, 'failed');
		assert.ok(job.problem?.kind === 'noOutput' && job.problem.answer.includes('"completed"'));
	});

	test('17 several outputs are all saved', async () => {
		emulator.faults.add({ on: 'create', kind: 'manyOutputs', count: 3 });
		const bench = createBench(emulator.baseUrl);
		const job = await bench.run();
		assert.equal(job.phase, 'saved');
		assert.equal(job.saved?.length, 3);
		assert.equal(bench.saved.length, 3);
	});

	test('18 a failure gives the reason of the service', async () => {
		emulator.faults.add({ on: 'create', kind: 'fails', message: 'The prompt was refused by moderation' });
		const job = await createBench(emulator.baseUrl).run();
		assert.deepEqual(job.problem, {
			kind: 'predictionFailed',
			reason: 'The prompt was refused by moderation',
		});
	});

	test('7 a key that is refused while polling parks the job, which goes on with the next', async () => {
		emulator.faults.add({ on: 'get', kind: 'status', status: 401 });
		const bench = createBench(emulator.baseUrl);
		assert.equal((await bench.run()).parked?.problem.kind, 'key');
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(emulator.ledger.total, 45);
	});

	test('a cancelled job is cancelled at the service', async () => {
		emulator.setOptions({ durationMs: 60_000 });
		const bench = createBench(emulator.baseUrl);
		const job = await bench.run(cancelSoon());
		assert.equal(job.phase, 'cancelled');
		assert.equal(emulator.ledger.entries[0]?.cancelled, true);
	});

	test('cancelled before it was sent: nothing is sent', async () => {
		const job = await createBench(emulator.baseUrl).run(AbortSignal.abort());
		assert.equal(job.phase, 'cancelled');
		assert.equal(emulator.requests.length, 0);
	});

	test('cancelled while the create call is under way: its answer is awaited, then cancelled', async () => {
		emulator.setOptions({ durationMs: 60_000 });
		emulator.faults.add({ on: 'create', kind: 'delay', ms: 60 });
		const bench = createBench(emulator.baseUrl);
		const job = await bench.run(cancelSoon());
		assert.equal(job.phase, 'cancelled');
		assert.equal(emulator.ledger.entries.length, 1);
		assert.equal(emulator.ledger.entries[0]?.cancelled, true);
	});

	for (const status of [404, 409] as const) {
		test(`19, 20 cancel comes too late (${status}): the paid result is saved`, async () => {
			emulator.setOptions({ durationMs: 60_000, cancelFinishedStatus: status });
			emulator.faults.add({ on: 'delete', kind: 'finishesFirst' });
			const bench = createBench(emulator.baseUrl);
			const cancel = new AbortController();
			setTimeout(() => {
				cancel.abort();
			}, 20);
			const job = await bench.run(cancelSoon());
			assert.equal(job.phase, 'saved');
			assert.equal(job.cancelling, true);
			assert.equal(bench.saved.length, 1);
		});
	}

	test('20 a prediction that neither call knows is cancelled here, its record kept', async () => {
		emulator.setOptions({ durationMs: 60_000 });
		emulator.faults.add({ on: 'delete', kind: 'status', status: 404 });
		const bench = createBench(emulator.baseUrl);
		const cancel = cancelSoon();
		cancel.addEventListener('abort', () => {
			emulator.faults.add({ on: 'get', kind: 'status', status: 404, times: 'always' });
		});
		const job = await bench.run(cancel);
		assert.equal(job.phase, 'cancelled');
		assert.equal(job.problem?.kind, 'forgotten');
		assert.ok(job.predictionId);
	});

	test('a cancel that the service ignores: the result is waited for and saved', async () => {
		emulator.setOptions({ durationMs: 150 });
		emulator.faults.add({ on: 'delete', kind: 'cancelIgnored' });
		const bench = createBench(emulator.baseUrl);
		const job = await bench.run(cancelSoon());
		assert.ok(job.phase === 'saved' || job.phase === 'cancelled', job.phase);
		assert.equal(job.phase === 'saved', bench.saved.length === 1);
	});

	test('a cancel that does not get through: the result is waited for and saved', async () => {
		emulator.setOptions({ durationMs: 150 });
		emulator.faults.add({ on: 'delete', kind: 'status', status: 503, times: 'always' });
		const bench = createBench(emulator.baseUrl);
		assert.equal((await bench.run(cancelSoon())).phase, 'saved');
	});

	test('cancelled while the service says to wait: nothing is sent any more', async () => {
		const headers = { 'retry-after': '120' };
		emulator.faults.add({ on: 'create', kind: 'status', status: 429, headers });
		const bench = createBench(emulator.baseUrl);
		const controller = new AbortController();
		const { journal } = bench;
		bench.journal = {
			...journal,
			record: (id, event) => {
				if (event.type === 'sending') {
					controller.abort();
				}
				return journal.record(id, event);
			},
		};
		const job = await bench.run(controller.signal);
		assert.equal(job.phase, 'cancelled');
		assert.equal(job.parked, undefined);
		assert.equal(emulator.ledger.total, 0);
	});

	test('a cancel that the key kept from getting through is made up for when the job goes on', async () => {
		emulator.setOptions({ durationMs: 60_000 });
		emulator.faults.add({ on: 'delete', kind: 'status', status: 401 });
		const bench = createBench(emulator.baseUrl);
		const job = await bench.run(cancelSoon());
		assert.equal(job.parked?.problem.kind, 'key');
		assert.equal((await bench.run()).phase, 'cancelled');
		assert.equal(emulator.ledger.entries[0]?.cancelled, true);
	});

	test('a job without an end is parked after a day', async () => {
		emulator.setOptions({ durationMs: 600_000 });
		const bench = createBench(emulator.baseUrl);
		const began = bench.clock.now();
		const job = await bench.run();
		assert.equal(job.parked?.problem.kind, 'endless');
		assert.ok(bench.clock.now() - began >= 24 * 60 * 60 * 1000);
	});
});
