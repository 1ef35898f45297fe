import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { prices } from '../../emulator/jobs.ts';
import { apiCaller, testKey } from './apiCaller.ts';

suite('emulator: predictions', () => {
	let emulator: Emulator;
	let api: ReturnType<typeof apiCaller>;
	setup(async () => {
		emulator = await startEmulator({ images: 'tiny' });
		api = apiCaller(emulator);
	});
	teardown(() => emulator.close());

	test('a prediction in form 1 is pending, processing, completed', async () => {
		emulator.setOptions({ durationMs: 1200 });
		const created = await api.create();
		assert.equal(created.status, 200);
		const { job_id: id, created_at: createdAt, ...rest } = created.json;
		assert.match(String(id), /^[A-Za-z0-9_-]{1,128}$/);
		assert.match(String(createdAt), /^\d{4}-.*Z$/);
		assert.deepEqual(rest, {
			status: 'pending',
			provider: 'replicate',
			model: 'openai/gpt-image-2',
			result: null,
			error: null,
		});
		const seen = new Set<unknown>();
		let { json } = created;
		while (json.status !== 'completed') {
			await sleep(20);
			({ json } = await api.get(id));
			seen.add(json.status);
		}
		assert.deepEqual([...seen].slice(-2), ['processing', 'completed']);
		assert.equal(new URL(String(json.result)).origin, emulator.cdnOrigin);
		assert.equal(json.public_url, null);
	});

	test('a prediction in form 2', async () => {
		emulator.setOptions({ form: 'prediction' });
		const created = await api.create({ aspect_ratio: '3:2' });
		assert.equal(created.json.status, 'pending');
		assert.equal((created.json.input as Record<string, unknown>).aspect_ratio, '3:2');
		assert.ok(!('job_id' in created.json));
		emulator.finish();
		const { json } = await api.get(created.json.id);
		assert.equal(json.status, 'succeeded');
		assert.ok(Array.isArray(json.output) && json.output.length === 1);
		assert.ok('metrics' in json);
	});

	for (const form of ['job', 'prediction'] as const) {
		test(`every shape of outputs, form ${form}`, async () => {
			const name = form === 'job' ? 'result' : 'output';
			const shapes = {
				string: (url: unknown) => url,
				array: (url: unknown) => [url],
				object: (url: unknown) => ({ url }),
				objects: (url: unknown) => [{ url }],
				images: (url: unknown) => ({ images: [{ url }] }),
			};
			emulator.setOptions({ form, outputShape: 'string' });
			const { json } = await api.finished();
			const url = json[name];
			assert.equal(typeof url, 'string');
			for (const [outputShape, shaped] of Object.entries(shapes)) {
				emulator.setOptions({ outputShape: outputShape as keyof typeof shapes });
				assert.deepEqual((await api.get(json.job_id ?? json.id)).json[name], shaped(url));
			}
		});
	}

	test('words for the states can be replaced', async () => {
		emulator.setOptions({ statusWords: { pending: 'queued', completed: 'success' } });
		const { json } = await api.create();
		assert.equal(json.status, 'queued');
		emulator.finish();
		assert.equal((await api.get(json.job_id)).json.status, 'success');
	});

	test('several outputs, and a public one', async () => {
		emulator.setOptions({ outputCount: 3 });
		const { json } = await api.finished({}, { is_public: true, output_folder: 'my/folder' });
		const urls = json.result as string[];
		assert.equal(new Set(urls).size, 3);
		for (const url of [...urls, String(json.public_url)]) {
			assert.equal((await fetch(url)).status, 200);
		}
	});

	test('the ledger has what each quality costs', async () => {
		for (const quality of ['low', 'medium', 'high', 'auto', undefined]) {
			await api.create({ quality });
		}
		assert.deepEqual(
			emulator.ledger.entries.map(entry => entry.credits),
			[prices.low, prices.medium, prices.high, prices.auto, prices.auto],
		);
		assert.equal(emulator.ledger.total, 45 + 176 + 480 * 3);
	});

	test('durations are log-normal about the medians, and scaled', async () => {
		emulator.setOptions({ timeScale: 0.1 });
		for (let n = 0; n < 101; n++) {
			await api.create();
		}
		const seconds = emulator.jobs.map(job => (job.endsAt - job.createdAt) / 1000).sort((a, b) => a - b);
		assert.ok(Math.abs((seconds[50] ?? 0) - 1.2) < 0.15, `median ${seconds[50]}`);
		assert.ok((seconds[0] ?? 0) < 0.9 && (seconds[100] ?? 0) > 1.6);
	});

	test('an idempotency key is recorded and, unless asked, not honoured', async () => {
		const init = { headers: { 'idempotency-key': 'one' } };
		const first = await api.create({}, {}, init);
		assert.notEqual((await api.create({}, {}, init)).json.job_id, first.json.job_id);
		emulator.setOptions({ honourIdempotencyKeys: true });
		assert.equal((await api.create({}, {}, init)).json.job_id, first.json.job_id);
		assert.deepEqual(
			emulator.ledger.entries.map(entry => entry.idempotencyKey),
			['one', 'one'],
		);
	});

	test('a key is needed, by either header, and opens only its own predictions', async () => {
		const { json } = await api.create();
		const url = `${emulator.baseUrl}/predictions/${String(json.job_id)}`;
		const status = async (headers: Record<string, string>) => (await fetch(url, { headers })).status;
		assert.equal(await status({}), 401);
		assert.equal(await status({ 'x-api-key': 'sk_wrong' }), 401);
		assert.equal(await status({ authorization: `Bearer ${testKey}` }), 200);
		assert.equal(await status({ 'x-api-key': 'cdt_another' }), 404);
		emulator.setOptions({ keys: ['cdt_another'] });
		assert.equal(await status({ 'x-api-key': testKey }), 401);
	});

	test('the balance runs out', async () => {
		emulator.setOptions({ balance: 100 });
		assert.equal((await api.create()).status, 200);
		assert.equal((await api.create()).status, 200);
		const refused = await api.create();
		assert.equal(refused.status, 402);
		assert.match(String(refused.json.detail), /credits/);
		assert.equal(emulator.ledger.total, 90);
	});

	test('wrong input is refused as FastAPI does, and costs nothing', async () => {
		const cases: [Record<string, unknown>, Record<string, unknown>, string][] = [
			[{ quality: 'ultra' }, {}, 'quality'],
			[{ background: 'transparent' }, {}, 'background'],
			[{ output_format: 'gif' }, {}, 'output_format'],
			[{ aspect_ratio: '16:9' }, {}, 'aspect_ratio'],
			[{ moderation: 'none' }, {}, 'moderation'],
			[{ prompt: undefined }, {}, 'prompt'],
			[{ prompt: '' }, {}, 'prompt'],
			[{ prompt: 3 }, {}, 'prompt'],
			[{ number_of_images: 2 }, {}, 'number_of_images'],
			[{ output_compression: 101 }, {}, 'output_compression'],
			[{ output_compression: 'x' }, {}, 'output_compression'],
			[{ input_images: ['file:///etc/passwd'] }, {}, 'input_images'],
			[{}, { output_folder: 'a/../b' }, 'output_folder'],
			[{}, { output_folder: 'x'.repeat(257) }, 'output_folder'],
			[{}, { webhook_url: 'ftp://x' }, 'webhook_url'],
			[{}, { is_public: 'yes' }, 'is_public'],
			[{}, { model: undefined }, 'model'],
			[{}, { input: 'text' }, 'input'],
		];
		for (const [input, rest, field] of cases) {
			const { status, json } = await api.create(input, rest);
			const detail = json.detail as { loc: string[]; msg: string; type: string }[];
			assert.equal(status, 422, field);
			assert.equal(detail.length, 1, field);
			assert.ok(detail[0]?.loc.includes(field) && detail[0].msg !== '' && detail[0].type !== '', field);
		}
		assert.equal((await api.create({}, { model: 'openai/other' })).status, 404);
		assert.equal((await api.call('POST', '/predictions', { body: '{' })).status, 422);
		assert.equal((await api.call('GET', '/predictions/job_none')).status, 404);
		assert.equal((await api.call('GET', '/nothing')).status, 404);
		assert.equal((await api.call('PUT', '/predictions')).status, 405);
		assert.equal(emulator.ledger.total, 0);
	});

	test('cancelling before the end, after it, and of nothing', async () => {
		const running = await api.create();
		assert.equal((await api.cancel(running.json.job_id)).json.status, 'cancelled');
		assert.equal((await api.get(running.json.job_id)).json.status, 'cancelled');
		assert.equal(emulator.ledger.entries[0]?.cancelled, true);
		assert.equal(emulator.ledger.total, 45);
		const ended = await api.finished();
		assert.equal((await api.cancel(ended.json.job_id)).status, 409);
		emulator.setOptions({ cancelFinishedStatus: 404 });
		assert.equal((await api.cancel(ended.json.job_id)).status, 404);
		assert.equal((await api.get(ended.json.job_id)).json.status, 'completed');
		assert.equal((await api.cancel('job_none')).status, 404);
	});

	test('a cancelled prediction is refunded when asked', async () => {
		emulator.setOptions({ refundOnCancel: true });
		const { json } = await api.create();
		await api.cancel(json.job_id);
		assert.equal(emulator.ledger.total, 0);
	});

	test('cancelling races the end', async () => {
		const first = await api.create();
		emulator.faults.add({ on: 'delete', kind: 'finishesFirst' });
		assert.equal((await api.cancel(first.json.job_id)).status, 409);
		assert.equal((await api.get(first.json.job_id)).json.status, 'completed');
		const second = await api.create();
		emulator.faults.add({ on: 'delete', kind: 'cancelIgnored' });
		assert.equal((await api.cancel(second.json.job_id)).json.status, 'cancelled');
		emulator.finish();
		assert.equal((await api.get(second.json.job_id)).json.status, 'completed');
	});

	test('an option that does not exist is refused', async () => {
		assert.throws(() => {
			emulator.setOptions({ timescale: 1 } as object);
		}, /timescale/);
		await assert.rejects(startEmulator({ tiny: true } as object), /tiny/);
	});
});
