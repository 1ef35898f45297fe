import assert from 'node:assert/strict';
import type { Fault } from '../../emulator/faults.ts';
import { createInputImageBench, type InputImageBench } from './inputImageBench.ts';

suite('an upload to the storage that fails', () => {
	let bench: InputImageBench;

	setup(async () => {
		bench = await createInputImageBench();
	});
	teardown(() => bench.close());

	const once = async () => bench.job({ references: [await bench.file('hero.png')], sharesReferences: true });
	const faults: [what: string, on: 'uploadUrl' | 'store', fault: object, tries: number][] = [
		['a reset', 'uploadUrl', { kind: 'resetAfterBody' }, 3],
		['500', 'uploadUrl', { kind: 'status', status: 500 }, 3],
		['411', 'uploadUrl', { kind: 'status', status: 411 }, 1],
		['404', 'uploadUrl', { kind: 'status', status: 404 }, 1],
		['HTML', 'uploadUrl', { kind: 'html' }, 3],
		['no address', 'uploadUrl', { kind: 'fields', fields: { upload_url: null } }, 3],
		['an internal address', 'uploadUrl', { kind: 'fields', fields: { upload_url: 'http://10.0.0.1' } }, 1],
		['a reset before the body', 'store', { kind: 'resetBeforeBody' }, 3],
		['a reset', 'store', { kind: 'resetAfterBody' }, 3],
		['500', 'store', { kind: 'status', status: 500 }, 3],
		['403', 'store', { kind: 'status', status: 403 }, 3],
		['411', 'store', { kind: 'status', status: 411 }, 1],
		['a redirect', 'store', { kind: 'redirect', to: 'cdn' }, 1],
	];
	for (const [what, on, fault, tries] of faults) {
		test(`${on}, ${what}: nothing is sent that is charged; parked, and goes on later`, async () => {
			bench.emulator.faults.add({ on, times: 'always', ...fault } as Fault);
			const work = await once();
			const parked = await work.start();
			assert.equal(parked.phase, 'intent');
			assert.equal(parked.parked?.problem.kind, 'upload');
			assert.equal(parked.sends, 0);
			assert.equal(bench.count(on), tries);
			assert.equal(bench.count('create') + bench.count('upload'), 0);
			assert.equal(bench.emulator.ledger.entries.length, 0);
			bench.emulator.faults.clear();
			const job = await work.run();
			assert.equal(job.phase, 'saved');
			assert.equal(job.intent.id, parked.intent.id);
			assert.equal(bench.count('create'), 1);
		});
	}

	test('once or twice: goes unnoticed, after a growing wait', async () => {
		bench.emulator.faults.add({ on: 'store', kind: 'resetAfterBody' });
		bench.emulator.faults.add({ on: 'uploadUrl', kind: 'status', status: 503, after: 1 });
		const work = await once();
		assert.equal((await work.start()).phase, 'saved');
		assert.deepEqual(bench.place.clock.sleeps.slice(0, 2), [437.5, 875]);
		assert.deepEqual(bench.counts(), { create: 1, upload: 0, uploadUrl: 3, store: 2 });
	});

	for (const status of [401, 403]) {
		test(`7 ${status} of the service: the job is kept for another key`, async () => {
			bench.emulator.faults.add({
				on: 'uploadUrl',
				kind: 'status',
				status,
				form: 'detail',
				message: 'bad key',
			});
			const work = await once();
			const parked = await work.start();
			assert.deepEqual(parked.parked?.problem, { kind: 'key', reason: 'bad key' });
			assert.equal(bench.count('uploadUrl'), 1);
			assert.equal((await work.run()).phase, 'saved');
		});
	}

	test('6 429 for longer than a minute parks the job and says until when', async () => {
		const headers = { 'retry-after': '120' };
		bench.emulator.faults.add({ on: 'uploadUrl', kind: 'status', status: 429, headers });
		const work = await once();
		const before = bench.place.clock.now();
		const { parked } = await work.start();
		assert.equal(parked?.problem.kind, 'busy');
		assert.equal(parked.until, before + 120_000);
	});

	test('1 no connection: parked as offline', async () => {
		const work = await once();
		const { host } = new URL(bench.emulator.baseUrl);
		await bench.emulator.close();
		const { parked } = await work.start();
		assert.deepEqual(parked?.problem, { kind: 'offline', failure: 'refused', host });
	});

	test('of several files, those that arrived are not sent again', async () => {
		const all = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(name => bench.file(name)));
		bench.emulator.faults.add({ on: 'store', kind: 'status', status: 411, after: 1 });
		const work = bench.job({ references: all, sharesReferences: true });
		assert.equal((await work.start()).parked?.problem.kind, 'upload');
		const arrived = bench.emulator.requests.filter(
			({ call, status }) => call === 'store' && status === 204,
		).length;
		assert.ok(arrived >= 1 && arrived < 5);
		assert.equal((await work.run()).phase, 'saved');
		assert.equal(bench.count('store'), 5 + 1);
		assert.deepEqual(
			await bench.given(),
			all.map(({ sha256 }) => sha256),
		);
	});
});

suite('the create call with files in it', () => {
	let bench: InputImageBench;

	setup(async () => {
		bench = await createInputImageBench();
	});
	teardown(() => bench.close());

	// The call with the files in it creates, and so is held to the rules of the call without.
	const ambiguous: [string, Fault][] = [
		['3 reset before the body', { on: 'upload', kind: 'resetBeforeBody' }],
		['3 reset after the body', { on: 'upload', kind: 'resetAfterBody' }],
		['5 a 500', { on: 'upload', kind: 'status', status: 500, accepted: true }],
		['5 a 409', { on: 'upload', kind: 'status', status: 409, accepted: true }],
		['10 a 2xx cut short', { on: 'upload', kind: 'cutShort' }],
		['10 HTML with 200', { on: 'upload', kind: 'html', accepted: true }],
		['10 no id', { on: 'upload', kind: 'withoutId' }],
		['22 an id that is a path', { on: 'upload', kind: 'id', id: '../x' }],
	];
	for (const [name, fault] of ambiguous) {
		test(`${name}, with the files: unknown, and never sent again`, async () => {
			bench.emulator.faults.add(fault);
			const work = bench.job({ references: [await bench.file('hero.png', { bytes: 100_000 })] });
			const job = await work.start();
			assert.equal(job.phase, 'unknown');
			assert.equal(job.problem?.kind, 'noAnswer');
			assert.equal(job.sends, 1);
			assert.equal((await work.run()).phase, 'unknown');
			assert.equal(bench.count('upload'), 1);
			assert.equal(bench.count('create'), 0);
		});
	}

	test('4 no headers in time, with the files: unknown', async () => {
		bench.emulator.faults.add({ on: 'upload', kind: 'hang' });
		const work = bench.job({ references: [await bench.file('hero.png')] });
		work.timeouts = { submit: 10_000, upload: 50, query: 10_000 };
		assert.equal((await work.start()).phase, 'unknown');
		assert.equal(bench.count('upload'), 1);
	});

	test('6 429, with the files: sent again as told, and charged once', async () => {
		const headers = { 'retry-after': '7' };
		bench.emulator.faults.add({ on: 'upload', kind: 'status', status: 429, headers, times: 2 });
		const job = await bench.job({ references: [await bench.file('hero.png')] }).start();
		assert.equal(job.phase, 'saved');
		assert.equal(job.sends, 3);
		assert.equal(bench.emulator.ledger.total, 45);
	});

	test('9 413, with the files: failed, not sent again', async () => {
		bench.emulator.faults.add({
			on: 'upload',
			kind: 'status',
			status: 413,
			form: 'detail',
			message: 'too large',
		});
		const job = await bench.job({ references: [await bench.file('hero.png')] }).start();
		assert.deepEqual(job.problem, { kind: 'refused', status: 413, reason: 'too large' });
		assert.equal(bench.count('upload'), 1);
	});

	test('12 a redirect, with the files: failed, not sent again', async () => {
		bench.emulator.faults.add({ on: 'upload', kind: 'redirect', to: 'cdn' });
		const job = await bench.job({ references: [await bench.file('hero.png')] }).start();
		assert.equal(job.phase, 'failed');
		assert.equal(job.problem?.kind, 'redirected');
		assert.equal(bench.count('upload'), 1);
	});

	test('18 an input image that the service cannot load is a failed prediction', async () => {
		const gone = { type: 'url', url: `${bench.emulator.storeOrigin}/gone.png` } as const;
		const job = await bench.job({ references: [gone] }).start();
		assert.equal(job.phase, 'failed');
		assert.equal(job.problem?.kind, 'predictionFailed');
		assert.equal(bench.count('create'), 1);
	});
});
