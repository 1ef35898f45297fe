import assert from 'node:assert/strict';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/faults.ts';
import { apiCaller, eventually, predictionBody, testKey } from './apiCaller.ts';

suite('emulator: faults of the API', () => {
	let emulator: Emulator;
	let api: ReturnType<typeof apiCaller>;
	setup(async () => {
		emulator = await startEmulator({ images: 'tiny' });
		api = apiCaller(emulator);
	});
	teardown(() => emulator.close());

	/** A creating call whose answer is not parsed. */
	const post = (init: RequestInit = {}) =>
		fetch(`${emulator.baseUrl}/predictions`, {
			method: 'POST',
			headers: { 'x-api-key': testKey },
			body: predictionBody(),
			...init,
		});

	test('a reset before the body is read leaves no trace', async () => {
		emulator.faults.add({ on: 'create', kind: 'resetBeforeBody' });
		await assert.rejects(post());
		assert.equal(emulator.ledger.total, 0);
		await eventually(() => emulator.requests[0]?.outcome === 'broken');
		assert.equal(emulator.requests[0]?.fault, 'resetBeforeBody');
		assert.equal(emulator.requests[0].status, null);
	});

	for (const kind of ['resetAfterBody', 'html', 'cutShort', 'cutJson', 'emptyBody'] as const) {
		test(`${kind} comes after the charge`, async () => {
			emulator.faults.add({ on: 'create', kind });
			await assert.rejects(async () => (await post()).json());
			assert.equal(emulator.ledger.total, 45);
			assert.ok((emulator.requests[0]?.bodyBytes ?? 0) > 0);
		});
	}

	for (const kind of ['resetAfterBody', 'hang', 'html'] as const) {
		test(`${kind} may leave the call undone`, async () => {
			emulator.faults.add({ on: 'create', kind, accepted: false });
			await assert.rejects(async () => (await post({ signal: AbortSignal.timeout(100) })).json());
			assert.equal(emulator.ledger.total, 0);
		});
	}

	test('no headers come at all, and the job exists', async () => {
		emulator.faults.add({ on: 'create', kind: 'hang' });
		await assert.rejects(post({ signal: AbortSignal.timeout(100) }), { name: 'TimeoutError' });
		await eventually(() => emulator.ledger.entries.length === 1);
	});

	test('a delay', async () => {
		emulator.faults.add({ on: 'create', kind: 'delay', ms: 80 });
		const start = performance.now();
		assert.equal((await api.create()).status, 200);
		assert.ok(performance.now() - start >= 75);
	});

	test('any status with headers and a body in every form', async () => {
		emulator.faults.add({ on: 'create', kind: 'status', status: 429, headers: { 'retry-after-ms': '50' } });
		const limited = await api.create();
		assert.equal(limited.status, 429);
		assert.equal(limited.headers.get('retry-after-ms'), '50');
		const forms = {
			detail: '{"detail":"No."}',
			message: '{"message":"No."}',
			error: '{"error":"No."}',
			object: '{"error":{"message":"No.","code":"error","param":"quality"}}',
			fastapi: '{"detail":[{"loc":["body","input","quality"],"msg":"No.","type":"value_error"}]}',
			text: 'No.',
			empty: '',
		} as const;
		for (const [form, text] of Object.entries(forms) as [keyof typeof forms, string][]) {
			emulator.faults.add({
				on: 'create',
				kind: 'status',
				status: 422,
				form,
				message: 'No.',
				field: 'quality',
			});
			assert.equal(await (await post()).text(), text);
		}
		emulator.faults.add({ on: 'create', kind: 'status', status: 502, form: 'html' });
		assert.match(await (await post()).text(), /^<!doctype html>/);
		emulator.faults.add({ on: 'create', kind: 'status', status: 400, body: { code: 7 } });
		assert.deepEqual((await api.create()).json, { code: 7 });
		assert.equal(emulator.ledger.total, 0);
		emulator.faults.add({ on: 'create', kind: 'status', status: 504, accepted: true });
		assert.equal((await api.create()).status, 504);
		assert.equal(emulator.ledger.total, 45);
	});

	test('answers without an id, with a hostile one, with other fields, with an unknown word', async () => {
		const cases: [Fault, Record<string, unknown>][] = [
			[
				{ on: 'create', kind: 'withoutId' },
				{ job_id: undefined, id: undefined },
			],
			[{ on: 'create', kind: 'id', id: '../x' }, { job_id: '../x' }],
			[{ on: 'create', kind: 'fields', fields: { status: 7 } }, { status: 7 }],
			[{ on: 'create', kind: 'statusWord', word: 'warming_up' }, { status: 'warming_up' }],
		];
		for (const [fault, expected] of cases) {
			emulator.faults.add(fault);
			const { json } = await api.create();
			for (const [name, value] of Object.entries(expected)) {
				assert.equal(json[name], value);
			}
		}
		assert.equal(emulator.ledger.entries.length, 4);
		emulator.setOptions({ form: 'prediction' });
		emulator.faults.add({ on: 'create', kind: 'id', id: '../x' });
		assert.equal((await api.create()).json.id, '../x');
	});

	test('huge JSON, plain and as a bomb', async () => {
		emulator.faults.add({ on: 'get', kind: 'hugeJson', bytes: 2_000_000 });
		emulator.faults.add({ on: 'get', kind: 'gzipBomb', bytes: 4_000_000 });
		const { json } = await api.create();
		const url = `${emulator.baseUrl}/predictions/${String(json.job_id)}`;
		const plain = await fetch(url, { headers: { 'x-api-key': testKey } });
		assert.ok(Number(plain.headers.get('content-length')) > 2_000_000);
		assert.ok((await plain.text()).length > 2_000_000);
		const packed = await fetch(url, { headers: { 'x-api-key': testKey } });
		assert.equal(packed.headers.get('content-encoding'), 'gzip');
		assert.ok(Number(packed.headers.get('content-length')) < 20_000);
		assert.ok((await packed.text()).length > 4_000_000);
	});

	test('a redirect of the API leads to another origin, with nothing done', async () => {
		emulator.faults.add({ on: 'create', kind: 'redirect' });
		const response = await post({ redirect: 'manual' });
		assert.equal(response.status, 307);
		assert.equal(response.headers.get('location'), `${emulator.cdnOrigin}/v1/predictions`);
		assert.equal(emulator.ledger.total, 0);
		emulator.faults.add({ on: 'create', kind: 'redirect' });
		await post({ headers: { 'x-api-key': testKey } });
		assert.equal(emulator.keyLeaks(testKey).length, 1, 'a client that follows gives the key away');
	});

	test('a slow trickle is whole in the end', async () => {
		emulator.faults.add({ on: 'create', kind: 'trickle', bytes: 20, ms: 5 });
		const start = performance.now();
		assert.equal((await api.create()).json.status, 'pending');
		assert.ok(performance.now() - start > 30);
	});

	test('a job that fails, with its reason in every form', async () => {
		const reasons = {
			string: 'No.',
			message: { message: 'No.', code: 'generation_failed' },
			detail: { detail: 'No.' },
			fastapi: { detail: [{ loc: ['input', 'prompt'], msg: 'No.', type: 'value_error' }] },
		} as const;
		for (const [form, error] of Object.entries(reasons) as [keyof typeof reasons, unknown][]) {
			emulator.faults.add({ on: 'create', kind: 'fails', message: 'No.', form });
			const created = await api.create();
			assert.equal(created.json.status, 'pending');
			emulator.finish();
			const { json } = await api.get(created.json.job_id);
			assert.equal(json.status, 'failed');
			assert.deepEqual(json.error, error);
		}
	});

	test('at get, a job ends as the fault says, and stays so', async () => {
		const cases: [Fault, unknown][] = [
			[{ on: 'get', kind: 'noOutput' }, null],
			[{ on: 'get', kind: 'outputUrls', urls: ['file:///etc/passwd'] }, 'file:///etc/passwd'],
		];
		for (const [fault, result] of cases) {
			const { json } = await api.create();
			emulator.faults.add(fault);
			for (let n = 0; n < 2; n++) {
				const read = await api.get(json.job_id);
				assert.equal(read.json.status, 'completed');
				assert.deepEqual(read.json.result, result);
			}
		}
		const { json } = await api.create();
		emulator.faults.add({ on: 'get', kind: 'manyOutputs', count: 3 });
		assert.equal(((await api.get(json.job_id)).json.result as string[]).length, 3);
		const failing = await api.create();
		emulator.faults.add({ on: 'get', kind: 'fails' });
		assert.equal((await api.get(failing.json.job_id)).json.status, 'failed');
	});

	test('times, after and path say where a fault strikes', async () => {
		emulator.faults.add({ on: 'get', kind: 'status', status: 503, times: 2, after: 1 });
		const { json } = await api.create();
		const seen: number[] = [];
		for (let n = 0; n < 5; n++) {
			seen.push((await api.get(json.job_id)).status);
		}
		assert.deepEqual(seen, [200, 503, 503, 200, 200]);
		assert.deepEqual(emulator.faults.pending, []);
		const other = await api.create();
		const id = emulator.faults.add({
			on: 'get',
			kind: 'status',
			status: 500,
			times: 'always',
			path: String(other.json.job_id),
		});
		assert.equal((await api.get(json.job_id)).status, 200);
		assert.equal((await api.get(other.json.job_id)).status, 500);
		assert.equal((await api.get(other.json.job_id)).status, 500);
		emulator.faults.remove(id);
		assert.equal((await api.get(other.json.job_id)).status, 200);
	});

	test('faults at every other call', async () => {
		for (const [on, method, path] of [
			['upload', 'POST', '/predictions/upload'],
			['delete', 'DELETE', '/predictions/job_x'],
			['uploadUrl', 'POST', '/files/upload-url'],
		] as const) {
			emulator.faults.add({ on, kind: 'status', status: 503 });
			assert.equal((await api.call(method, path)).status, 503);
		}
		emulator.faults.add({ on: 'store', kind: 'status', status: 503 });
		assert.equal((await fetch(`${emulator.storeOrigin}/`, { method: 'POST', body: 'x' })).status, 503);
		assert.throws(
			() => emulator.faults.add({ on: 'nowhere', kind: 'hang' } as unknown as Fault),
			/Not a fault/,
		);
	});

	test('https to the same port is a failed handshake', async () => {
		await assert.rejects(fetch(emulator.baseUrl.replace('http:', 'https:')));
	});

	test('connections are refused for a while', async () => {
		const refusing = emulator.refuse(60);
		await assert.rejects(post());
		await refusing;
		assert.equal((await api.create()).status, 200);
	});

	test('closing ends what hangs', async () => {
		emulator.faults.add({ on: 'create', kind: 'hang' });
		emulator.faults.add({ on: 'create', kind: 'delay', ms: 60_000 });
		const hanging = [assert.rejects(post()), assert.rejects(post())];
		await eventually(() => emulator.ledger.entries.length === 2);
		await emulator.close();
		await Promise.all(hanging);
	});
});
