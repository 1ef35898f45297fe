import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseBaseUrl } from '../../../src/core/addresses/address.ts';
import { ConnectionError } from '../../../src/core/api/errors/connectionError.ts';
import { RequestTimeoutError } from '../../../src/core/api/errors/requestTimeoutError.ts';
import { request } from '../../../src/core/api/request.ts';
import { retryAfterOf } from '../../../src/core/api/retryAfter.ts';

const text = (response: Response) => response.text();

suite('one request', () => {
	const server = createServer((message, response) => {
		if (message.url !== '/hang') {
			response.end('here');
		}
	});
	let origin = '';

	suiteSetup(async () => {
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	suiteTeardown(() => {
		server.closeAllConnections();
		server.close();
	});

	test('1, 2 where the first client cannot connect, the second is tried once, and both are written down', async () => {
		let sends = 0;
		let loads = 0;
		const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
		const answer = await request(
			{
				fetch: () => Promise.reject(new TypeError('fetch failed', { cause: refused })),
				loadFallback: () => {
					loads += 1;
					return Promise.resolve(globalThis.fetch);
				},
			},
			{
				url: new URL(origin),
				timeoutMs: 5000,
				beforeSend: () => {
					sends += 1;
					return Promise.resolve();
				},
			},
			text,
		);
		assert.deepEqual([answer, sends, loads], ['here', 2, 1]);
	});

	test('a second client that cannot be loaded leaves the proof of the first standing', async () => {
		const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
		const http = {
			fetch: () => Promise.reject(new TypeError('fetch failed', { cause: refused })),
			loadFallback: () => Promise.reject(new Error('Invalid URL protocol')),
		};
		await assert.rejects(request(http, { url: new URL(origin), timeoutMs: 5000 }, text), ConnectionError);
	});

	const notProved: [string, Error][] = [
		['a reset', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })],
		['a socket that closed', Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })],
		['an unknown cause', new Error('?')],
		[
			'several addresses that failed differently',
			new AggregateError([
				Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
				Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
			]),
		],
	];
	for (const [name, cause] of notProved) {
		test(`${name} does not prove that nothing was sent: the second client stays out of it`, async () => {
			const http = {
				fetch: () => Promise.reject(new TypeError('fetch failed', { cause })),
				loadFallback: () => Promise.reject(new Error('must not be loaded')),
			};
			await assert.rejects(request(http, { url: new URL(origin), timeoutMs: 5000 }, text), {
				name: 'InterruptedError',
			});
		});
	}

	test('2 a certificate that is not trusted was met before anything was sent', async () => {
		const cause = Object.assign(new Error('self-signed certificate'), {
			code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
		});
		const http = { fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) };
		await assert.rejects(request(http, { url: new URL(origin), timeoutMs: 5000 }, text), (error: unknown) => {
			assert.ok(error instanceof ConnectionError);
			return error.failure === 'certificate';
		});
	});

	test('4 no answer in time is a time-out', async () => {
		const url = new URL('/hang', origin);
		await assert.rejects(
			request({ fetch: globalThis.fetch }, { url, timeoutMs: 30 }, text),
			RequestTimeoutError,
		);
	});

	test('what cannot be written down is not sent', async () => {
		const http = { fetch: () => Promise.reject(new Error('was sent')) };
		const beforeSend = () => Promise.reject(new Error('disk full'));
		await assert.rejects(
			request(http, { url: new URL(origin), timeoutMs: 5000, beforeSend }, text),
			/disk full/,
		);
	});
});

suite('Retry-After', () => {
	const now = Date.parse('2026-01-01T00:00:00Z');
	const cases: [string, Record<string, string>, number | undefined][] = [
		['milliseconds come first', { 'retry-after-ms': '250', 'retry-after': '9' }, 250],
		['seconds', { 'retry-after': '9' }, 9000],
		['half seconds', { 'retry-after': '0.5' }, 500],
		['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30_000],
		['a date in the past', { 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, 0],
		['nonsense', { 'retry-after': 'soon' }, undefined],
		['a negative number', { 'retry-after-ms': '-5' }, undefined],
		['nothing', {}, undefined],
	];
	for (const [name, headers, expected] of cases) {
		test(name, () => {
			assert.equal(retryAfterOf(new Headers(headers), now), expected);
		});
	}
});

suite('the address of the API', () => {
	for (const good of [
		'https://api.core.today/v1',
		'http://127.0.0.1:8787/v1',
		'http://localhost/v1/',
		'http://[::1]:1/',
	]) {
		test(`${good} may be used`, () => {
			assert.ok(!parseBaseUrl(good).pathname.endsWith('/v1/'));
		});
	}
	for (const bad of [
		'http://api.core.today/v1',
		'ftp://localhost',
		'https://user:pass@host/v1',
		'https://host/v1?x=1',
		'nonsense',
		'',
		'http://10.0.0.1/v1',
	]) {
		test(`"${bad}" may not`, () => {
			assert.throws(() => parseBaseUrl(bad), { name: 'AddressError' });
		});
	}
});
