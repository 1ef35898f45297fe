import assert from 'node:assert/strict';
import { whyOf } from '../../../src/core/jobs/failure.ts';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/faults.ts';
import { createBench } from './jobBench.ts';

suite('submitting a job', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 5 });
	});
	teardown(() => emulator.close());

	const posts = () => emulator.requests.filter(({ call }) => call === 'create').length;

	test('a job is sent once, charged once and saved once', async () => {
		const bench = createBench(emulator.baseUrl);
		const job = await bench.run();
		assert.equal(job.phase, 'saved');
		assert.equal(posts(), 1);
		assert.equal(emulator.ledger.total, 45);
		assert.equal(bench.saved.length, 1);
		assert.equal(bench.saved[0]?.format, 'webp');
		assert.deepEqual(
			bench.events.map(({ type }) => type).filter(type => type !== 'running'),
			['sending', 'accepted', 'staged', 'targeted', 'saved'],
		);
		assert.equal(emulator.ledger.entries[0]?.idempotencyKey, job.intent.id);
	});

	// An answer that leaves open whether the job was accepted: one POST, and never another.
	const ambiguous: [string, Fault][] = [
		['3 reset after the body', { on: 'create', kind: 'resetAfterBody' }],
		['5 a 500', { on: 'create', kind: 'status', status: 500, accepted: true }],
		['5 a 502', { on: 'create', kind: 'status', status: 502, accepted: true }],
		['5 a 503', { on: 'create', kind: 'status', status: 503, accepted: true }],
		['5 a 504', { on: 'create', kind: 'status', status: 504, accepted: true }],
		['5 a 408', { on: 'create', kind: 'status', status: 408, accepted: true }],
		['5 a 409', { on: 'create', kind: 'status', status: 409, accepted: true }],
		['10 a 2xx cut short', { on: 'create', kind: 'cutShort' }],
		['10 JSON that stops in the middle', { on: 'create', kind: 'cutJson' }],
		['10 HTML with 200', { on: 'create', kind: 'html', accepted: true }],
		['10 an empty 2xx', { on: 'create', kind: 'emptyBody' }],
		['10 no id', { on: 'create', kind: 'withoutId' }],
		['22 an id that is a path', { on: 'create', kind: 'id', id: '../x' }],
		['22 an id that is no string', { on: 'create', kind: 'id', id: 7 }],
		['23 huge JSON', { on: 'create', kind: 'hugeJson' }],
		['23 a gzip bomb', { on: 'create', kind: 'gzipBomb' }],
	];
	for (const [name, fault] of ambiguous) {
		test(`${name}: unknown, and never sent again`, async () => {
			emulator.faults.add(fault);
			const bench = createBench(emulator.baseUrl);
			const job = await bench.run();
			assert.equal(job.phase, 'unknown');
			assert.equal(job.problem?.kind, 'noAnswer');
			assert.equal(posts(), 1);
			assert.equal(bench.saved.length, 0);
			assert.equal((await bench.run()).phase, 'unknown');
			assert.equal(posts(), 1);
		});
	}

	test('1 refused connections: sent again at most twice, then failed with nothing charged', async () => {
		const { baseUrl } = emulator;
		await emulator.close();
		const bench = createBench(baseUrl);
		const job = await bench.run();
		assert.equal(job.phase, 'failed');
		assert.deepEqual(job.problem, { kind: 'offline', failure: 'refused', host: new URL(baseUrl).host });
		assert.equal(job.sends, 3);
		assert.deepEqual(bench.clock.sleeps, [437.5, 875]);
	});

	test('1 a name that does not exist is offline, too', async () => {
		const bench = createBench('http://does-not-exist.invalid/v1');
		const job = await bench.run();
		assert.equal(job.problem?.kind, 'offline');
	});

	test('6 429: waits as told and sends at most twice more', async () => {
		const headers = { 'retry-after': '7' };
		emulator.faults.add({ on: 'create', kind: 'status', status: 429, headers, times: 2 });
		const bench = createBench(emulator.baseUrl);
		const before = bench.clock.now();
		const job = await bench.run();
		assert.equal(job.phase, 'saved');
		assert.equal(posts(), 3);
		assert.deepEqual(bench.clock.sleeps.slice(0, 2), [7000, 7000]);
		assert.deepEqual(bench.notices.slice(0, 2), [
			{ type: 'busy', until: before + 7000 },
			{ type: 'busy', until: before + 14_000 },
		]);
		assert.equal(emulator.ledger.total, 45);
	});

	test('6 429 for ever: failed after three, nothing charged', async () => {
		emulator.faults.add({ on: 'create', kind: 'status', status: 429, times: 'always' });
		const bench = createBench(emulator.baseUrl);
		assert.equal((await bench.run()).problem?.kind, 'busy');
		assert.equal(posts(), 3);
		assert.equal(emulator.ledger.total, 0);
	});

	test('6 429 for longer than a minute parks the job and says until when', async () => {
		const headers = { 'retry-after': '120' };
		emulator.faults.add({ on: 'create', kind: 'status', status: 429, headers });
		const bench = createBench(emulator.baseUrl);
		const before = bench.clock.now();
		const job = await bench.run();
		assert.equal(job.phase, 'intent');
		assert.equal(job.parked?.until, before + 120_000);
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(emulator.ledger.total, 45);
	});

	for (const status of [401, 403]) {
		test(`7 ${status}: the job is kept for another key`, async () => {
			emulator.faults.add({ on: 'create', kind: 'status', status, form: 'detail', message: 'bad key' });
			const bench = createBench(emulator.baseUrl);
			const job = await bench.run();
			assert.deepEqual(job.parked?.problem, { kind: 'key', reason: 'bad key' });
			const after = await bench.run();
			assert.equal(after.phase, 'saved');
			assert.equal(after.intent.id, job.intent.id);
			assert.equal(emulator.ledger.total, 45);
		});
	}

	const refusals: [string, Fault, object][] = [
		[
			'8 402',
			{ on: 'create', kind: 'status', status: 402, form: 'message', message: 'Not enough credits' },
			{ kind: 'credits', reason: 'Not enough credits' },
		],
		[
			'9 422 in the form of FastAPI',
			{
				on: 'create',
				kind: 'status',
				status: 422,
				form: 'fastapi',
				field: 'quality',
				message: 'not a valid value',
			},
			{ kind: 'refused', status: 422, reason: 'quality: not a valid value' },
		],
		[
			'9 400 as an object',
			{ on: 'create', kind: 'status', status: 400, form: 'object', message: 'no prompt' },
			{ kind: 'refused', status: 400, reason: 'no prompt' },
		],
		[
			'9 413 with HTML',
			{ on: 'create', kind: 'status', status: 413, form: 'html' },
			{ kind: 'refused', status: 413 },
		],
	];
	for (const [name, fault, problem] of refusals) {
		test(`${name}: failed, not sent again`, async () => {
			emulator.faults.add(fault);
			const bench = createBench(emulator.baseUrl);
			const job = await bench.run();
			assert.equal(job.phase, 'failed');
			assert.deepEqual(job.problem, problem);
			assert.equal(posts(), 1);
		});
	}

	test('12 a redirect is refused, and the key goes nowhere', async () => {
		emulator.faults.add({ on: 'create', kind: 'redirect', to: 'cdn' });
		const bench = createBench(emulator.baseUrl);
		const job = await bench.run();
		assert.equal(job.phase, 'failed');
		assert.equal(job.problem?.kind, 'redirected');
		assert.equal(emulator.requests.filter(({ origin }) => origin === 'cdn').length, 0);
	});

	test('a journal that cannot write keeps the job from being sent', async () => {
		const bench = createBench(emulator.baseUrl);
		const { journal } = bench;
		bench.journal = {
			...journal,
			record: (id, event) =>
				event.type === 'sending'
					? Promise.reject(new StateError('no space left on device'))
					: journal.record(id, event),
		};
		const job = await bench.run();
		assert.deepEqual(job.parked?.problem, {
			kind: 'storage',
			...whyOf('no space left on device'),
		});
		assert.equal(job.phase, 'intent');
		assert.equal(posts(), 0);
		bench.journal = journal;
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(posts(), 1);
	});
});
