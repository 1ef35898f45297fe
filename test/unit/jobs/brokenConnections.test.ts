import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Fetch, Http } from '../../../src/core/api/fetch.ts';
import { problemText } from '../../../src/host/jobs/problemText.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { createBench, type Bench } from './jobBench.ts';

/** What libuv makes of a failed system call, and how fetch passes it on. */
function fetchFailed(code: string, syscall: string): TypeError {
	const cause = Object.assign(new Error(`${syscall} ${code}`), { errno: -1, code, syscall });
	return new TypeError('fetch failed', { cause });
}

suite('a create call whose connection breaks', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
	});
	teardown(() => emulator.close());

	const posts = () => emulator.requests.filter(({ call }) => call === 'create').length;

	/** Lets the service have the whole call, by a client that tells nothing but how it ended. */
	async function deliver(input: Parameters<Fetch>[0], init: RequestInit): Promise<void> {
		const { method = 'GET', headers, body } = init;
		const call = request(input as URL, { method, headers: headers as Record<string, string> });
		call.end(body);
		const [answer] = (await once(call, 'response')) as [NodeJS.ReadableStream];
		await buffer(answer);
	}

	const breaksWith =
		(error: () => unknown): Fetch =>
		async (input, init = {}) => {
			await deliver(input, init);
			throw error();
		};

	/** Sends nothing, and says that it failed so. */
	const neverConnects =
		(error: () => Error): Fetch =>
		() =>
			Promise.reject(error());

	const both = (client: Fetch, withFallback: boolean): Http => ({
		fetch: client,
		...(withFallback && { loadFallback: () => Promise.resolve(client) }),
	});

	function assertUnknown({ job }: Bench): void {
		assert.equal(job.phase, 'unknown');
		assert.equal(job.sends, 1);
		assert.equal(posts(), 1);
		assert.equal(emulator.ledger.total, 45);
		assert.ok(job.problem);
		assert.match(problemText(job.problem, job).message, /^It may have cost 45 credits/);
	}

	function assertHarmless({ job }: Bench, failure: string): void {
		assert.equal(job.phase, 'failed');
		assert.ok(job.problem?.kind === 'offline');
		assert.equal(job.problem.failure, failure);
		assert.equal(posts(), 0);
		assert.equal(emulator.ledger.total, 0);
		assert.match(problemText(job.problem, job).message, /[Nn]othing was (?:charged|sent)/);
	}

	const errnos = [
		...['ECONNRESET', 'ECONNABORTED', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
		...['ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EPROTO', 'EPERM', 'ESOMETHING'],
	];
	for (const syscall of ['read', 'write', 'shutdown', 'writev']) {
		for (const code of errnos) {
			for (const withFallback of [false, true]) {
				const clients = withFallback ? 'two clients' : 'one client';
				test(`59 ${syscall} ${code}, ${clients}: one POST, one charge, unknown`, async () => {
					const bench = createBench(emulator.baseUrl);
					bench.http = both(
						breaksWith(() => fetchFailed(code, syscall)),
						withFallback,
					);
					await bench.run();
					assertUnknown(bench);
				});
			}
		}
	}

	const socketClosed = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
	const refusedInside = fetchFailed('ECONNREFUSED', 'connect').cause;
	const sslError = (code: string) => Object.assign(new Error(code), { code, library: 'SSL routines' });
	const unproved: [string, unknown][] = [
		['the socket closed', socketClosed],
		['an error of no kind', new Error('?')],
		['something that is no error', 'refused'],
		['an errno without its system call', Object.assign(new Error('gone'), { code: 'EHOSTUNREACH' })],
		['the name of a refusal without its system call', Object.assign(new Error(), { code: 'ECONNREFUSED' })],
		[
			'a broken connection, caused by another',
			Object.assign(new Error('broke', { cause: refusedInside }), { code: 'UND_ERR_SOCKET' }),
		],
		[
			'a broken read, caused by another',
			Object.assign(fetchFailed('ECONNRESET', 'read').cause as Error, { cause: refusedInside }),
		],
		[
			'two addresses, one of which was reached',
			new AggregateError([refusedInside, fetchFailed('EHOSTUNREACH', 'read').cause]),
		],
		['no address at all', new AggregateError([])],
		['an alert of a client certificate', sslError('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')],
		['an alert of a failed handshake', sslError('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')],
		['a record of another version', sslError('ERR_SSL_WRONG_VERSION_NUMBER')],
		['an internal alert', sslError('ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR')],
		['a bad record', sslError('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC')],
		['no headers in time', Object.assign(new Error(), { code: 'UND_ERR_HEADERS_TIMEOUT' })],
		['a body that stalled', Object.assign(new Error(), { code: 'UND_ERR_BODY_TIMEOUT' })],
		['an answer that is no HTTP', Object.assign(new Error(), { code: 'HPE_INVALID_CONSTANT' })],
	];
	for (const [what, cause] of unproved) {
		test(`59 ${what}: one POST, one charge, unknown`, async () => {
			const bench = createBench(emulator.baseUrl);
			bench.http = both(
				breaksWith(() => new TypeError('fetch failed', { cause })),
				true,
			);
			await bench.run();
			assertUnknown(bench);
		});
	}

	test('59 an error of connecting that comes with the body of the answer: unknown', async () => {
		const bench = createBench(emulator.baseUrl);
		const client: Fetch = async (input, init = {}) => {
			await deliver(input, init);
			const body = new ReadableStream({
				pull() {
					throw fetchFailed('ECONNREFUSED', 'connect');
				},
			});
			return new Response(body);
		};
		bench.http = both(client, true);
		await bench.run();
		assertUnknown(bench);
	});

	test('59 a client that was seen to send, and says that it could not connect: unknown', async () => {
		const bench = createBench(emulator.baseUrl);
		const client: Fetch = async (input, init) => {
			await (await fetch(input, init)).arrayBuffer();
			throw fetchFailed('ECONNREFUSED', 'connect');
		};
		bench.http = both(client, true);
		await bench.run();
		assertUnknown(bench);
	});

	test('59 421: one POST, although fetch would send it again by itself', async () => {
		emulator.faults.add({ on: 'create', kind: 'status', status: 421, times: 'always' });
		const bench = createBench(emulator.baseUrl);
		const job = await bench.run();
		assert.equal(posts(), 1);
		assert.equal(job.sends, 1);
		assert.deepEqual(job.problem, { kind: 'refused', status: 421 });
	});

	const proved: [syscall: string, code: string, failure: string][] = [
		['connect', 'ECONNREFUSED', 'refused'],
		['connect', 'ETIMEDOUT', 'timeout'],
		['connect', 'EHOSTUNREACH', 'unreachable'],
		['connect', 'ENETUNREACH', 'unreachable'],
		['connect', 'ENETDOWN', 'unreachable'],
		['connect', 'EACCES', 'unreachable'],
		['connect', 'EADDRNOTAVAIL', 'unreachable'],
		['getaddrinfo', 'ENOTFOUND', 'dns'],
		['getaddrinfo', 'EAI_AGAIN', 'dns'],
		['getaddrinfo', 'EAI_FAIL', 'dns'],
	];
	for (const [syscall, code, failure] of proved) {
		test(`1 ${syscall} ${code}: nothing was sent, each try is written down, and nothing is charged`, async () => {
			const bench = createBench(emulator.baseUrl);
			bench.http = both(
				neverConnects(() => fetchFailed(code, syscall)),
				true,
			);
			await bench.run();
			assertHarmless(bench, failure);
			assert.equal(bench.job.sends, 6);
		});
	}

	const netBefore: [name: string, failure: string][] = [
		['ERR_NAME_NOT_RESOLVED', 'dns'],
		['ERR_CONNECTION_REFUSED', 'refused'],
		['ERR_CONNECTION_TIMED_OUT', 'timeout'],
		['ERR_CONNECTION_FAILED', 'unreachable'],
		['ERR_PROXY_CONNECTION_FAILED', 'proxy'],
		['ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
		['ERR_CERT_AUTHORITY_INVALID', 'certificate'],
		['ERR_CERT_DATE_INVALID', 'certificate'],
	];
	for (const [name, failure] of netBefore) {
		test(`61 net::${name} comes before a connection: the second client is tried, and nothing is charged`, async () => {
			const bench = createBench(emulator.baseUrl);
			bench.http = both(
				neverConnects(() => new Error(`net::${name}`)),
				true,
			);
			await bench.run();
			assertHarmless(bench, failure);
		});
	}

	const netAfter = [
		...['ERR_FAILED', 'ERR_ABORTED', 'ERR_TIMED_OUT', 'ERR_CONNECTION_RESET', 'ERR_CONNECTION_CLOSED'],
		...['ERR_CONNECTION_ABORTED', 'ERR_EMPTY_RESPONSE', 'ERR_ADDRESS_UNREACHABLE', 'ERR_NETWORK_CHANGED'],
		...['ERR_INTERNET_DISCONNECTED', 'ERR_NETWORK_IO_SUSPENDED', 'ERR_SOCKET_NOT_CONNECTED'],
		...['ERR_SSL_PROTOCOL_ERROR', 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'ERR_BAD_SSL_CLIENT_AUTH_CERT'],
		...['ERR_HTTP2_PROTOCOL_ERROR', 'ERR_QUIC_PROTOCOL_ERROR', 'ERR_INVALID_RESPONSE', 'ERR_UNHEARD_OF'],
		...['ERR_CONTENT_LENGTH_MISMATCH', 'ERR_INCOMPLETE_CHUNKED_ENCODING', 'constructor', 'ERR_'],
	];
	for (const name of netAfter) {
		for (const wrapped of [false, true]) {
			test(`61 net::${name}${wrapped ? ' as a cause' : ''}: one POST, one charge, unknown`, async () => {
				const bench = createBench(emulator.baseUrl);
				const error = new Error(`net::${name}`);
				bench.http = both(
					breaksWith(() => (wrapped ? new TypeError('fetch failed', { cause: error }) : error)),
					true,
				);
				await bench.run();
				assertUnknown(bench);
			});
		}
	}

	for (const status of [300, 301, 302, 303, 304, 305]) {
		test(`60 ${status} on a create: it may have been acted on, so it is unknown and not sent again`, async () => {
			emulator.faults.add({ on: 'create', kind: 'redirect', to: 'cdn', status, times: 'always' });
			const bench = createBench(emulator.baseUrl);
			const job = await bench.run();
			assert.equal(job.phase, 'unknown');
			assert.ok(job.problem?.kind === 'noAnswer' && job.problem.detail.includes(String(status)));
			assert.match(problemText(job.problem, job).message, /may have cost/);
			assert.equal(posts(), 1);
			assert.equal(emulator.requests.filter(({ origin }) => origin === 'cdn').length, 0);
		});
	}

	for (const status of [307, 308]) {
		test(`60 ${status} on a create was seen and not followed: failed, and not sent again`, async () => {
			emulator.faults.add({ on: 'create', kind: 'redirect', to: 'cdn', status, times: 'always' });
			const job = await createBench(emulator.baseUrl).run();
			assert.deepEqual([job.phase, job.problem], ['failed', { kind: 'redirected' }]);
			assert.equal(posts(), 1);
		});
	}

	test('60 a redirect that a client hides: unknown', async () => {
		const bench = createBench(emulator.baseUrl);
		const hidden = async (input: URL, init: RequestInit) => {
			await deliver(input, init);
			return { status: 0, ok: false, type: 'opaqueredirect', headers: new Headers(), body: null };
		};
		bench.http = { fetch: hidden as unknown as Fetch };
		await bench.run();
		assertUnknown(bench);
	});

	test('60 a redirect of which a client says only that it is one (Electron): unknown', async () => {
		const bench = createBench(emulator.baseUrl);
		bench.http = both(
			breaksWith(() => new Error('Redirect was cancelled')),
			true,
		);
		await bench.run();
		assertUnknown(bench);
	});
});
