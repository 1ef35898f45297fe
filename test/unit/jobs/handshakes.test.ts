import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createUndiciFetch } from '../../../src/host/network/undiciFetch.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { startTlsFront } from '../../support/tlsFront.ts';
import { createBench } from './jobBench.ts';

suite('a create call and the handshake of TLS', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
	});
	teardown(() => emulator.close());

	const port = () => Number(new URL(emulator.origin).port);
	const posts = () => emulator.requests.filter(({ call }) => call === 'create').length;
	const trusting = createUndiciFetch({ proxy: undefined, noProxy: [], strictSsl: false });

	/** Leads one port to another, byte by byte, and tells each connection's client socket. */
	async function startRelay(targetPort: number, onClient: (client: Socket) => void) {
		const server = createServer(client => {
			const upstream = connect(targetPort, '127.0.0.1');
			client.pipe(upstream).pipe(client);
			upstream.on('error', () => client.destroy());
			client.on('error', () => upstream.destroy());
			onClient(client);
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return {
			origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
			[Symbol.asyncDispose]: async () => {
				server.close();
				await once(server, 'close');
			},
		};
	}

	/** Words of a box on the way, in the middle of a connection that is secure. */
	const inPlainText = (client: Socket) => client.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
	const endings: [string, (client: Socket) => void][] = [
		['plain text in between', inPlainText],
		['a reset', client => client.resetAndDestroy()],
		['an end', client => client.end()],
	];
	for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
		for (const [what, end] of endings) {
			test(`59 ${version}, ${what} after the service had the call: one POST, one charge, unknown`, async () => {
				emulator.faults.add({ on: 'create', kind: 'hang', accepted: true });
				await using front = await startTlsFront(port(), { minVersion: version, maxVersion: version });
				await using relay = await startRelay(Number(new URL(front.origin).port), client => {
					const timer = setInterval(() => {
						if (posts() > 0) {
							clearInterval(timer);
							end(client);
						}
					}, 5);
				});
				const bench = createBench(`${relay.origin}/v1`);
				bench.http = { fetch: trusting, loadFallback: () => Promise.resolve(trusting) };
				const job = await bench.run();
				assert.equal(job.phase, 'unknown');
				assert.equal(job.sends, 1);
				assert.equal(posts(), 1);
				assert.equal(emulator.ledger.total, 45);
			});
		}
	}

	/** What a server does with the first bytes of a handshake. */
	const refusals: [string, (client: Socket) => void, failure: string, sends: number][] = [
		['a reset', client => client.resetAndDestroy(), 'unreachable', 3],
		['an end', client => client.end(), 'unreachable', 3],
		['plain text', inPlainText, 'certificate', 1],
		['an alert', client => client.end(Buffer.from([21, 3, 3, 0, 2, 2, 40])), 'certificate', 1],
		['another alert', client => client.end(Buffer.from([21, 3, 3, 0, 2, 2, 80])), 'certificate', 1],
	];
	for (const [what, refuse, failure, sends] of refusals) {
		for (const [name, client] of [
			["Node's fetch", globalThis.fetch],
			['the client of our own', trusting],
		] as const) {
			test(`2 ${name}: ${what} during the handshake proves that nothing was sent`, async () => {
				const server = createServer(socket => {
					socket.on('error', () => undefined);
					socket.once('data', () => {
						refuse(socket);
					});
				});
				server.listen(0, '127.0.0.1');
				await once(server, 'listening');
				const bench = createBench(`https://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
				bench.http = { fetch: client };
				const job = await bench.run();
				server.close();
				assert.equal(job.phase, 'failed');
				assert.ok(job.problem?.kind === 'offline');
				assert.deepEqual([job.problem.failure, job.sends], [failure, sends]);
			});
		}
	}

	test('2 no cipher in common: failed with the help for certificates', async () => {
		await using front = await startTlsFront(port(), { maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' });
		const bench = createBench(`${front.origin}/v1`);
		bench.http = { fetch: trusting };
		const job = await bench.run();
		assert.ok(job.problem?.kind === 'offline' && job.problem.failure === 'certificate');
		assert.equal(front.used(), 0);
		assert.equal(posts(), 0);
	});

	test('2 a certificate for another name: failed with the help for certificates', async () => {
		await using front = await startTlsFront(port());
		const bench = createBench(`${front.origin.replace('127.0.0.1', 'localhost')}/v1`);
		const job = await bench.run();
		assert.ok(job.problem?.kind === 'offline' && job.problem.failure === 'certificate');
		assert.equal(front.used(), 0);
		assert.equal(posts(), 0);
	});
});
