import assert from 'node:assert/strict';
import { createClient } from '../../../src/core/api/client.ts';
import { HttpError } from '../../../src/core/api/errors/httpError.ts';
import { InterruptedError } from '../../../src/core/api/errors/interruptedError.ts';
import { RequestTimeoutError } from '../../../src/core/api/errors/requestTimeoutError.ts';
import { downloadOnce } from '../../../src/core/api/download.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { apiKey } from '../jobs/jobBench.ts';
import { sampleRequest as request } from '../../support/sampleIntent.ts';

suite('the client', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 0 });
	});
	teardown(() => emulator.close());

	const client = (baseUrl = emulator.baseUrl) =>
		createClient({
			http: { fetch: globalThis.fetch },
			baseUrl: new URL(baseUrl),
			apiKey,
			now: () => Date.now(),
		});

	test('every parameter reaches the wire', async () => {
		await client().create(
			{
				prompt: 'ein "Fuchs"\n여우 🦊',
				quality: 'medium',
				aspectRatio: '3:2',
				outputFormat: 'jpeg',
				outputCompression: 0,
				background: 'opaque',
				moderation: 'low',
				outputFolder: 'site/hero',
				isPublic: true,
				webhookUrl: 'https://example.com/hook',
			},
			{ idempotencyKey: 'key-1' },
		);
		const sent = emulator.requests[0];
		assert.deepEqual(sent?.body, {
			model: 'openai/gpt-image-2',
			input: {
				prompt: 'ein "Fuchs"\n여우 🦊',
				aspect_ratio: '3:2',
				quality: 'medium',
				background: 'opaque',
				output_format: 'jpeg',
				output_compression: 0,
				moderation: 'low',
			},
			output_folder: 'site/hero',
			webhook_url: 'https://example.com/hook',
			is_public: true,
		});
		assert.equal(sent.headers['x-api-key'], apiKey);
		assert.equal(sent.headers['idempotency-key'], 'key-1');
		assert.equal(sent.headers.authorization, undefined);
	});

	test('empty common parameters stay away', async () => {
		await client().create(request, { idempotencyKey: 'key-2' });
		assert.deepEqual(Object.keys(emulator.requests[0]?.body as object), ['model', 'input']);
	});

	for (const form of ['job', 'prediction'] as const) {
		test(`a whole round in the form "${form}"`, async () => {
			emulator.setOptions({ form });
			const created = await client().create(request, { idempotencyKey: 'key-3' });
			emulator.finish(created.id);
			const done = await client().get(created.id);
			assert.equal(done.status, 'succeeded');
			const bytes = await client().download(done.outputs[0] ?? '');
			assert.equal(Buffer.from(bytes).toString('latin1', 8, 12), 'WEBP');
			await assert.rejects(client().cancel(created.id), (error: HttpError) => error.status === 409);
		});
	}

	test('a trailing slash of the base URL does no harm', async () => {
		const created = await client(`${emulator.baseUrl}/`).create(request, { idempotencyKey: 'key-4' });
		assert.equal(emulator.requests[0]?.path, '/v1/predictions');
		assert.ok(created.id);
	});

	test('an HTTP error carries status, words and how long to wait', async () => {
		const headers = { 'retry-after-ms': '1500' };
		emulator.faults.add({
			on: 'get',
			kind: 'status',
			status: 429,
			headers,
			form: 'error',
			message: 'slow down',
		});
		await assert.rejects(client().get('abc'), (error: unknown) => {
			assert.ok(error instanceof HttpError);
			assert.deepEqual([error.status, error.reason, error.retryAfterMs], [429, 'slow down', 1500]);
			return true;
		});
	});

	test('a key that the service repeats is taken out of its words', async () => {
		const message = `Invalid key ${apiKey}`;
		emulator.faults.add({ on: 'get', kind: 'status', status: 401, form: 'detail', message });
		await assert.rejects(client().get('abc'), { reason: 'Invalid key …' });
	});

	test('a reset is an interruption', async () => {
		emulator.faults.add({ on: 'get', kind: 'resetAfterBody' });
		await assert.rejects(client().get('abc'), InterruptedError);
	});

	test('an abort ends a call at once with its reason', async () => {
		emulator.faults.add({ on: 'get', kind: 'hang' });
		const controller = new AbortController();
		const reason = new Error('enough');
		setTimeout(() => {
			controller.abort(reason);
		}, 10);
		await assert.rejects(client().get('abc', controller.signal), reason);
	});

	test('33 a download that stalls is given up after its idle limit; a slow one is not', async () => {
		const created = await client().create(request, { idempotencyKey: 'key-5' });
		emulator.finish(created.id);
		const url = (await client().get(created.id)).outputs[0] ?? '';
		emulator.faults.add({ on: 'download', kind: 'stall' });
		await assert.rejects(client().download(url, { idleMs: 50 }), RequestTimeoutError);
		emulator.faults.add({ on: 'download', kind: 'trickle', bytes: 64, ms: 20 });
		assert.ok((await client().download(url, { idleMs: 500 })).length > 0);
		emulator.faults.add({ on: 'download', kind: 'trickle', bytes: 1, ms: 20 });
		await assert.rejects(client().download(url, { timeoutMs: 100 }), RequestTimeoutError);
	});

	test('37 while the API is not on this machine, neither may a result be', async () => {
		const remote = new URL('https://api.core.today/v1');
		const addresses = [
			'https://127.0.0.1/a.png',
			'https://localhost/a.png',
			'https://[::1]/a.png',
			'https://[::ffff:127.0.0.1]/a.png',
			'https://2130706433/a.png',
			'https://0x7f.1/a.png',
			'https://10.0.0.1/a.png',
			'https://169.254.169.254/latest/meta-data',
			'https://192.168.1.1/a.png',
			'https://[fd00::1]/a.png',
			'http://cdn.example/a.png',
			'file:///etc/passwd',
			'data:image/png;base64,AAAA',
			'not an address',
		];
		const http = {
			fetch: () => {
				throw new Error('nothing may be sent');
			},
		};
		for (const address of addresses) {
			await assert.rejects(downloadOnce(http, remote, address), { name: 'AddressError' }, address);
		}
	});
});
