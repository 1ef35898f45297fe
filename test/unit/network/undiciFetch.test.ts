import assert from 'node:assert/strict';
import { createClient } from '../../../src/core/api/client.ts';
import { connectionFailureOf } from '../../../src/core/api/connectionFailure.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { startTlsFront } from '../../support/tlsFront.ts';
import { startLoopbackProxy } from '../../support/loopbackProxy.ts';
import { apiKey } from '../jobs/jobBench.ts';
import { sampleRequest as request } from '../../support/sampleIntent.ts';

const slots = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(name => Symbol.for(name));

suite('the client of our own', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 0 });
	});
	teardown(() => emulator.close());

	const settings = { proxy: undefined, noProxy: [], strictSsl: true };

	test('loading it leaves the process-wide dispatcher slots as they were', async () => {
		const describeSlots = () =>
			slots.map((slot): unknown => Object.getOwnPropertyDescriptor(globalThis, slot)?.value);
		const before = describeSlots();
		await import('../../../src/host/network/undiciFetch.ts');
		assert.deepEqual(describeSlots(), before);
	});

	test('it goes through the proxy of the settings', async () => {
		const { createUndiciFetch } = await import('../../../src/host/network/undiciFetch.ts');
		await using proxy = await startLoopbackProxy(Number(new URL(emulator.origin).port));
		const fetch = createUndiciFetch({ ...settings, proxy: proxy.url });
		const client = createClient({
			http: { fetch },
			baseUrl: new URL('http://service.invalid/v1'),
			apiKey,
			now: Date.now,
		});
		const { id } = await client.create(request, { idempotencyKey: 'key-1' });
		assert.ok(id);
		assert.deepEqual(proxy.requests, ['POST http://service.invalid/v1/predictions']);
		assert.equal(emulator.ledger.entries.length, 1);
	});

	test('hosts of noProxy are reached directly', async () => {
		const { createUndiciFetch } = await import('../../../src/host/network/undiciFetch.ts');
		await using proxy = await startLoopbackProxy(1);
		const fetch = createUndiciFetch({ ...settings, proxy: proxy.url, noProxy: ['127.0.0.1'] });
		const response = await fetch(`${emulator.baseUrl}/predictions/abc`, { headers: { 'x-api-key': apiKey } });
		assert.equal(response.status, 404);
		assert.deepEqual(proxy.requests, []);
	});

	for (const proxied of [false, true]) {
		test(`it speaks HTTP/1.1 also where a server prefers HTTP/2${proxied ? ', through a proxy' : ''}`, async () => {
			const { createUndiciFetch } = await import('../../../src/host/network/undiciFetch.ts');
			const targetPort = Number(new URL(emulator.origin).port);
			await using front = await startTlsFront(targetPort, { ALPNProtocols: ['h2', 'http/1.1'] });
			await using proxy = await startLoopbackProxy(Number(new URL(front.origin).port));
			const fetch = createUndiciFetch({
				...settings,
				strictSsl: false,
				...(proxied && { proxy: proxy.url }),
			});
			const client = createClient({
				http: { fetch },
				baseUrl: new URL(`${front.origin}/v1`),
				apiKey,
				now: Date.now,
			});
			await client.create(request, { idempotencyKey: 'key-1' });
			assert.equal(emulator.ledger.entries.length, 1);
			assert.equal(proxy.requests.length, proxied ? 1 : 0);
		});
	}

	test('a proxy that refuses the tunnel is known to have sent nothing', async () => {
		const { createUndiciFetch } = await import('../../../src/host/network/undiciFetch.ts');
		await using proxy = await startLoopbackProxy(1, true);
		const fetch = createUndiciFetch({ ...settings, proxy: proxy.url });
		await assert.rejects(fetch('https://service.invalid/v1'), (error: unknown) => {
			assert.equal(connectionFailureOf(error), 'proxy');
			return true;
		});
	});
});
