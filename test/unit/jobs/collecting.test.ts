import assert from 'node:assert/strict';
import { AssetError } from '../../../src/core/assets/assetError.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/faults.ts';
import { apiKey, createBench } from './jobBench.ts';

suite('loading and saving a result', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
	});
	teardown(() => emulator.close());

	const downloads = () => emulator.requests.filter(({ call }) => call === 'download');

	const passing: [string, Fault][] = [
		['27 a body shorter than its Content-Length', { on: 'download', kind: 'shortLength' }],
		['27 the same with a reset', { on: 'download', kind: 'shortLength', reset: true }],
		['28 a body that ends early and says nothing', { on: 'download', kind: 'closeDelimitedCut' }],
		['29 gzip cut short', { on: 'download', kind: 'gzipCut', always: true }],
		['30 HTML with 200', { on: 'download', kind: 'html' }],
		['30 no bytes', { on: 'download', kind: 'emptyFile' }],
		['32 a part that was not asked for', { on: 'download', kind: 'partial' }],
		['34 a gzip bomb', { on: 'download', kind: 'gzipBomb', bytes: 80 * 1024 * 1024 }],
		['a truncated image of the right length', { on: 'download', kind: 'truncatedImage' }],
		['36 a 403', { on: 'download', kind: 'status', status: 403 }],
		['36 a 404', { on: 'download', kind: 'status', status: 404 }],
		['36 a 410', { on: 'download', kind: 'status', status: 410 }],
		['a 503', { on: 'download', kind: 'status', status: 503 }],
		['a reset', { on: 'download', kind: 'resetBeforeBody' }],
	];
	for (const [name, fault] of passing) {
		test(`${name}: loaded again, saved whole`, async () => {
			emulator.faults.add(fault);
			const bench = createBench(emulator.baseUrl);
			const job = await bench.run();
			assert.equal(job.phase, 'saved');
			assert.equal(downloads().length, 2);
			assert.equal(emulator.ledger.entries.length, 1);
		});
	}

	test('29 the answer is asked for without compression, and never with the key', async () => {
		await createBench(emulator.baseUrl).run();
		assert.equal(downloads()[0]?.headers['accept-encoding'], 'identity');
		assert.deepEqual(emulator.keyLeaks(apiKey), []);
	});

	test('31 the bytes decide the format', async () => {
		emulator.faults.add({ on: 'download', kind: 'otherFormat', format: 'png' });
		const bench = createBench(emulator.baseUrl);
		assert.equal((await bench.run()).saved?.[0]?.format, 'png');
	});

	test('34 bytes without end are stopped', async () => {
		emulator.faults.add({ on: 'download', kind: 'endless', length: 200 * 1024 * 1024 });
		assert.equal((await createBench(emulator.baseUrl).run()).phase, 'saved');
	});

	test('35 up to three redirects are followed, each without the key', async () => {
		emulator.faults.add({ on: 'download', kind: 'redirect', hops: 3 });
		assert.equal((await createBench(emulator.baseUrl).run()).phase, 'saved');
		assert.deepEqual(emulator.keyLeaks(apiKey), []);
	});

	test('35 a fourth redirect is not; the job is parked with its result paid', async () => {
		emulator.faults.add({ on: 'download', kind: 'redirect', hops: 4, times: 'always' });
		const job = await createBench(emulator.baseUrl).run();
		assert.equal(job.parked?.problem.kind, 'download');
	});

	const forbidden = ['privateNet', 'metadata', 'file', 'data'] as const;
	for (const to of forbidden) {
		test(`37 a redirect to ${to} is refused`, async () => {
			emulator.faults.add({ on: 'download', kind: 'redirect', to, times: 'always' });
			const job = await createBench(emulator.baseUrl).run();
			const problem = job.parked?.problem;
			assert.ok(problem?.kind === 'download' && problem.detail.includes('may not be loaded'));
			assert.equal(problem.because.code, 'address');
		});
	}

	test('36 expired links: the job gives a fresh one', async () => {
		emulator.setOptions({ urlLifetimeMs: 1 });
		const bench = createBench(emulator.baseUrl);
		emulator.faults.add({ on: 'download', kind: 'status', status: 403 });
		setTimeout(() => {
			emulator.setOptions({ urlLifetimeMs: 60_000 });
		}, 0);
		assert.equal((await bench.run()).phase, 'saved');
		const [first, second] = downloads();
		assert.notEqual(first?.path, second?.path);
	});

	test('a result that cannot be loaded is parked, and loaded when the job goes on', async () => {
		emulator.faults.add({ on: 'download', kind: 'status', status: 500, times: 5 });
		const bench = createBench(emulator.baseUrl);
		assert.equal((await bench.run()).parked?.problem.kind, 'download');
		assert.equal(downloads().length, 5);
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(emulator.ledger.entries.length, 1);
	});

	test('38 a full disk: the bytes stay staged, and are saved when there is room', async () => {
		const bench = createBench(emulator.baseUrl);
		const { sink } = bench;
		bench.sink = {
			save: () => Promise.reject(new AssetError('diskFull', 'The disk is full.')),
		};
		const job = await bench.run();
		assert.deepEqual(job.parked?.problem, {
			kind: 'save',
			code: 'diskFull',
			detail: 'The disk is full.',
			because: { code: 'file', error: 'diskFull' },
		});
		assert.equal(job.staged?.length, 1);
		bench.sink = sink;
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(downloads().length, 1);
	});

	test('cancelled while the result is loaded: it is saved, and marked so that it can be said', async () => {
		emulator.faults.add({ on: 'download', kind: 'delay', ms: 80 });
		const bench = createBench(emulator.baseUrl);
		const controller = new AbortController();
		const timer = setInterval(() => {
			if (downloads().length > 0) {
				controller.abort();
			}
		}, 5);
		const job = await bench.run(controller.signal);
		clearInterval(timer);
		assert.equal(job.phase, 'saved');
		assert.equal(job.cancelling, true);
	});

	test('several images of which one cannot be saved: none is saved twice', async () => {
		emulator.faults.add({ on: 'create', kind: 'manyOutputs', count: 3 });
		const bench = createBench(emulator.baseUrl);
		const { sink } = bench;
		let calls = 0;
		bench.sink = {
			save: (...args) => {
				calls += 1;
				return calls === 2 ? Promise.reject(new AssetError('readOnly', 'No.')) : sink.save(...args);
			},
		};
		assert.equal((await bench.run()).phase, 'ready');
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(bench.saved.length, 3);
		assert.equal(calls, 4);
	});
});
