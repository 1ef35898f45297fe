import assert from 'node:assert/strict';
import { workspace } from 'vscode';
import { createClient } from '../../src/core/api/client.ts';
import { createHttp } from '../../src/host/network/http.ts';
import { startLoopbackProxy } from '../support/loopbackProxy.ts';
import { service } from './hostBench.ts';

const slots = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(name => Symbol.for(name));

suite('the network inside VS Code', () => {
	const http = workspace.getConfiguration('http');

	/** A client for a host that only the proxy knows. */
	function client(transport: ReturnType<typeof createHttp>) {
		return createClient({
			http: transport,
			baseUrl: new URL('http://service.invalid/v1'),
			apiKey: 'cdt_test',
			now: Date.now,
		});
	}

	async function withProxy(task: (requests: readonly string[]) => Promise<void>): Promise<void> {
		await using proxy = await startLoopbackProxy(Number(new URL((await service.origins()).api).port));
		await http.update('proxy', proxy.url, true);
		try {
			await task(proxy.requests);
		} finally {
			await http.update('proxy', undefined, true);
		}
	}

	test('VS Code’s own fetch goes through the proxy of its settings', async () => {
		await withProxy(async requests => {
			const { fetch } = createHttp();
			await assert.rejects(client({ fetch }).get('abc'), { name: 'HttpError', status: 404 });
			assert.equal(requests.length, 1);
		});
	});

	test('where it cannot connect, the client of our own goes there too, and the slots stay as they were', async () => {
		await withProxy(async requests => {
			const describeSlots = () =>
				slots.map((slot): unknown => Object.getOwnPropertyDescriptor(globalThis, slot)?.value);
			const before = describeSlots();
			const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
			const transport = {
				...createHttp(),
				fetch: () => Promise.reject(new TypeError('fetch failed', { cause: refused })),
			};
			await assert.rejects(client(transport).get('abc'), { name: 'HttpError', status: 404 });
			assert.equal(requests.length, 1);
			assert.deepEqual(describeSlots(), before);
		});
	});

	test('loopback needs no proxy', async () => {
		await withProxy(async requests => {
			const { fetch } = createHttp();
			const api = (await service.origins()).api;
			const response = await fetch(`${api}/v1/predictions/abc`);
			assert.ok(response.status >= 400);
			assert.deepEqual(requests, []);
		});
	});
});
