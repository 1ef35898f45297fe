import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Fetch, Http } from '../../../src/core/api/fetch.ts';
import { problemText } from '../../../src/host/ui/problemText.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { repository } from '../../support/repository.ts';
import { createBench } from './jobBench.ts';

suite('a create call whose connection breaks', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
	});
	teardown(() => emulator.close());

	const posts = () => emulator.requests.filter(({ call }) => call === 'create').length;

	/** The service gets the request whole, and takes it; then the client fails with this. */
	function breaking(error: () => Error): Http {
		const fetch: Fetch = async (input, init) => {
			const answer = await globalThis.fetch(input, init);
			if (init?.method !== 'POST') {
				return answer;
			}
			await answer.arrayBuffer();
			throw error();
		};
		return { fetch, loadFallback: () => Promise.resolve(fetch) };
	}

	async function assertUnknown(http: Http): Promise<void> {
		const bench = createBench(emulator.baseUrl);
		bench.http = http;
		const job = await bench.run();
		assert.equal(job.phase, 'unknown');
		assert.equal(posts(), 1);
		assert.equal(emulator.ledger.total, 45);
		assert.ok(job.problem);
		const { message } = problemText(job.problem, job);
		assert.match(message, /may have cost 45 credits/);
		assert.doesNotMatch(message, /othing was (?:charged|sent)/);
	}

	const systemCalls = ['read', 'write', 'writev', 'shutdown', 'epoll_wait'];
	const codes = [
		...[
			'ECONNRESET',
			'EHOSTUNREACH',
			'ENETUNREACH',
			'ENETDOWN',
			'EHOSTDOWN',
			'ETIMEDOUT',
			'EPIPE',
			'ECONNABORTED',
		],
		...[
			'ENETRESET',
			'ENOTCONN',
			'EPROTO',
			'ECONNREFUSED',
			'ENOTFOUND',
			'EIO',
			'EADDRNOTAVAIL',
			'EPERM',
			'UNKNOWN',
		],
	];
	for (const syscall of systemCalls) {
		for (const code of codes) {
			test(`59 ${syscall} ${code}: one POST, one charge, unknown`, () =>
				// As Node's fetch throws it: libuv's error is the cause.
				assertUnknown(
					breaking(() => {
						const cause = Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
						return new TypeError('fetch failed', { cause });
					}),
				));
		}
	}

	const others: [name: string, error: () => Error][] = [
		['an error that nobody knows', () => new Error('strange')],
		['a code that nobody knows', () => Object.assign(new Error('x'), { code: 'E_NEW' })],
		['a reset without its call', () => Object.assign(new Error('x'), { code: 'ECONNRESET' })],
		[
			'attempts of which one may have arrived',
			() =>
				new AggregateError([
					Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' }),
					Object.assign(new Error(), { code: 'EHOSTUNREACH', syscall: 'read' }),
				]),
		],
		// Seen to be written, so no error can say otherwise.
		['even a refusal', () => Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' })],
		['even an expired certificate', () => Object.assign(new Error(), { code: 'CERT_HAS_EXPIRED' })],
		['an alert of TLS', () => Object.assign(new Error(), { code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' })],
	];
	for (const [name, error] of others) {
		test(`59 ${name}: one POST, one charge, unknown`, () => assertUnknown(breaking(error)));
	}

	/** Chromium's network stack, which tells nothing of its requests. */
	async function runOverChromium(code: string): Promise<{ phase: string; calls: number }> {
		const bench = createBench(emulator.baseUrl);
		let calls = 0;
		const fetch: Fetch = (input, init) => {
			calls += init?.method === 'POST' ? 1 : 0;
			return init?.method === 'POST'
				? Promise.reject(new Error(`net::${code}`))
				: globalThis.fetch(input, init);
		};
		bench.http = { fetch };
		return { phase: (await bench.run()).phase, calls };
	}

	for (const code of [
		...[
			'ERR_NAME_NOT_RESOLVED',
			'ERR_CONNECTION_REFUSED',
			'ERR_CONNECTION_TIMED_OUT',
			'ERR_CONNECTION_FAILED',
		],
		...['ERR_PROXY_CONNECTION_FAILED', 'ERR_TUNNEL_CONNECTION_FAILED', 'ERR_CERT_AUTHORITY_INVALID'],
	]) {
		test(`61 ${code} comes before a connection: nothing was sent`, async () => {
			const { phase, calls } = await runOverChromium(code);
			assert.equal(phase, 'failed');
			assert.equal(calls, code.startsWith('ERR_CERT') ? 1 : 3);
		});
	}
	for (const code of [
		...[
			'ERR_ADDRESS_UNREACHABLE',
			'ERR_INTERNET_DISCONNECTED',
			'ERR_TIMED_OUT',
			'ERR_CONNECTION_RESET',
			'ERR_FAILED',
		],
		...['ERR_CONNECTION_CLOSED', 'ERR_CONNECTION_ABORTED', 'ERR_NETWORK_CHANGED', 'ERR_NETWORK_IO_SUSPENDED'],
		...['ERR_EMPTY_RESPONSE', 'ERR_SSL_PROTOCOL_ERROR', 'ERR_HTTP2_PING_FAILED', 'ERR_QUIC_PROTOCOL_ERROR'],
		...['ERR_SOCKET_NOT_CONNECTED', 'ERR_ACCESS_DENIED', 'ERR_ABORTED', 'ERR_NEW_IN_A_LATER_VERSION'],
	]) {
		test(`61 ${code} may come after the request: one call, unknown`, async () => {
			assert.deepEqual(await runOverChromium(code), { phase: 'unknown', calls: 1 });
		});
	}

	for (const status of [300, 301, 302, 303, 304, 305, 307, 308, 399]) {
		const phase = status === 307 || status === 308 ? 'failed' : 'unknown';
		test(`60 a ${status} on a create: ${phase}, and one POST`, async () => {
			emulator.faults.add({ on: 'create', kind: 'redirect', to: 'cdn', status, times: 'always' });
			const bench = createBench(emulator.baseUrl);
			const job = await bench.run();
			assert.equal(job.phase, phase);
			assert.equal(posts(), 1);
		});
	}

	test('59 a network that goes away after the POST, by a real kernel: one POST, unknown', async function () {
		try {
			execFileSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' });
		} catch {
			console.log('      This machine allows no network namespaces, or has no iproute2: not tried here.');
			this.skip();
		}
		const folder = join(repository, 'test/support/vanishingNetwork');
		const { stdout } = await promisify(execFile)('unshare', [
			...['-n', 'bash', join(folder, 'setUp.sh'), process.execPath, join(folder, 'client.ts')],
		]);
		const lines = stdout.trim().split('\n');
		assert.deepEqual(
			lines.filter(line => line.startsWith('post')),
			['post 1'],
		);
		const result = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
		assert.match(String(result.errors), /^Error: read E/);
		assert.equal(result.calls, 1);
		assert.equal(result.phase, 'unknown');
	}).timeout(60_000);
});
