import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parsePrediction } from '../../../src/core/api/prediction.ts';
import { createUndiciFetch } from '../../../src/host/network/undiciFetch.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { apiKey, createBench } from './jobBench.ts';

type Answer = (incoming: IncomingMessage, response: ServerResponse) => void;

suite('a user and a password in the address of a result', () => {
	let emulator: Emulator;
	let image: Uint8Array;
	const servers: Server[] = [];

	suiteSetup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
		const bench = createBench(emulator.baseUrl);
		await bench.run();
		image = bench.saved[0]?.bytes ?? new Uint8Array();
	});
	teardown(() => {
		for (const server of servers.splice(0)) {
			server.closeAllConnections();
			server.close();
		}
	});
	suiteTeardown(() => emulator.close());

	/** A server that notes what each request carried; resolves to its host with the port. */
	async function serve(answer: Answer) {
		const seen: { readonly path: string; readonly authorization: string | undefined }[] = [];
		const server = createServer((incoming, response) => {
			assert.equal(incoming.headers['x-api-key'], undefined);
			assert.ok(!JSON.stringify(incoming.headers).includes(apiKey));
			seen.push({ path: incoming.url ?? '', authorization: incoming.headers.authorization });
			answer(incoming, response);
		});
		servers.push(server.listen(0, '127.0.0.1'));
		await once(server, 'listening');
		return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
	}

	/** Gives the image to who knows this user and password. */
	const guarded =
		(user: string, password: string): Answer =>
		({ headers }, response) => {
			const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
			if (headers.authorization === expected) {
				response.end(image);
			} else {
				response.writeHead(401, { 'www-authenticate': 'Basic realm="results"' }).end();
			}
		};

	const clients = [
		["Node's fetch", globalThis.fetch],
		['the client of our own', createUndiciFetch({ proxy: undefined, noProxy: [], strictSsl: true })],
	] as const;
	const written: [inAddress: string, user: string, password: string][] = [
		['user:pw', 'user', 'pw'],
		['user', 'user', ''],
		[':pw', '', 'pw'],
		['a%40b:p%3Aw%2F', 'a@b', 'p:w/'],
		['사용자:비밀', '사용자', '비밀'],
		['100%:50%', '100%', '50%'],
	];
	for (const [name, fetch] of clients) {
		for (const [inAddress, user, password] of written) {
			test(`63 ${name}, ${inAddress}: the image is loaded with them, and saved`, async () => {
				const { host, seen } = await serve(guarded(user, password));
				emulator.faults.add({
					on: 'create',
					kind: 'outputUrls',
					urls: [`http://${inAddress}@${host}/a.png?x=1`],
				});
				const bench = createBench(emulator.baseUrl);
				bench.http = { fetch };
				assert.equal((await bench.run()).phase, 'saved');
				assert.deepEqual(bench.saved[0]?.bytes, Buffer.from(image));
				assert.deepEqual(
					seen.map(({ path }) => path),
					['/a.png?x=1'],
				);
			});
		}
	}

	test('63 a redirect to the same origin takes them along, one to another does not', async () => {
		const other = await serve((_incoming, response) => response.end(image));
		const first = await serve(({ url }, response) => {
			const location = url === '/a.png' ? '/b.png' : `http://${other.host}/c.png`;
			response.writeHead(302, { location }).end();
		});
		emulator.faults.add({ on: 'create', kind: 'outputUrls', urls: [`http://user:pw@${first.host}/a.png`] });
		const bench = createBench(emulator.baseUrl);
		assert.equal((await bench.run()).phase, 'saved');
		const authorization = 'Basic dXNlcjpwdw==';
		assert.deepEqual(first.seen, [
			{ path: '/a.png', authorization },
			{ path: '/b.png', authorization },
		]);
		assert.deepEqual(other.seen, [{ path: '/c.png', authorization: undefined }]);
	});

	test('63 a redirect may have its own', async () => {
		const other = await serve(guarded('me', 'too'));
		const first = await serve((_incoming, response) => {
			response.writeHead(307, { location: `http://me:too@${other.host}/c.png` }).end();
		});
		emulator.faults.add({ on: 'create', kind: 'outputUrls', urls: [`http://user:pw@${first.host}/a.png`] });
		assert.equal((await createBench(emulator.baseUrl).run()).phase, 'saved');
	});

	test('63 the wrong ones park the job, and its message does not show them', async () => {
		const { host } = await serve(guarded('user', 'other'));
		emulator.faults.add({ on: 'create', kind: 'outputUrls', urls: [`http://user:hush@${host}/a.png`] });
		const job = await createBench(emulator.baseUrl).run();
		assert.equal(job.parked?.problem.kind, 'download');
		assert.ok(!JSON.stringify(job.parked).includes('hush'));
	});

	test('63 the permanent address, which is written into the record, has none', () => {
		const answer = { job_id: 'a', status: 'completed', public_url: 'https://user:pw@pub.example/a.png' };
		assert.equal(parsePrediction(JSON.stringify(answer)).publicUrl, 'https://pub.example/a.png');
	});
});
