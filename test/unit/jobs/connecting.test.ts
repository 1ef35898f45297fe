import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { policyTimeouts } from '../../../src/core/api/client.ts';
import type { Fetch } from '../../../src/core/api/fetch.ts';
import { createJournal } from '../../../src/core/jobs/journal/createJournal.ts';
import { jobsFolder } from '../../../src/core/jobs/journal/jobsFolder.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import { EnvHttpProxyAgent, fetch as undiciFetch } from '../../../src/host/network/undici/undici.ts';
import { createUndiciFetch } from '../../../src/host/network/undiciFetch.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { problemText } from '../../../src/host/jobs/problemText.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { startDeafServer } from '../../support/deafServer.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { startTlsFront } from '../../support/tlsFront.ts';
import { createBench, type Bench } from './jobBench.ts';

suite('submitting a job over a connection that is not made, or stays silent', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
	});
	teardown(() => emulator.close());

	const port = () => Number(new URL(emulator.origin).port);
	const posts = () => emulator.requests.filter(({ call }) => call === 'create').length;

	/** Our own client, as it is loaded where VS Code's own cannot connect. */
	const ownClient = (strictSsl: boolean) => () =>
		Promise.resolve(createUndiciFetch({ proxy: undefined, noProxy: [], strictSsl }));

	/** Puts the job's journal on the disk; resolves to its `sent.N` and `unsent.N` once the job came to rest. */
	async function runOnDisk(bench: Bench): Promise<string[]> {
		const { path, remove } = await temporaryFolder('journal');
		const clock = createSystemClock();
		const files = diskState(path, { clock });
		const leases = createLeases(files, clock, policy.lease, 'one');
		const onDamaged = (_folder: string, detail: string) => assert.fail(detail);
		bench.journal = createJournal({ files, leases, clock, onDamaged });
		try {
			await bench.journal.open(bench.job.intent);
			await bench.run();
			const names = await files.list(`${jobsFolder}/${bench.job.intent.id}`);
			return names.filter(name => /^(?:un)?sent\./.test(name)).sort();
		} finally {
			leases.dispose();
			await remove();
		}
	}

	test('1 a connection that is not made in time: sent again at most twice, then failed with nothing charged', async () => {
		await using deaf = await startDeafServer();
		const bench = createBench(`${deaf.origin}/v1`);
		// Node's own client waits as long as ten seconds, and cannot be told otherwise; it is undici as well.
		const dispatcher = new EnvHttpProxyAgent({ connect: { timeout: 100 } });
		const send = undiciFetch as unknown as (input: unknown, init: unknown) => ReturnType<Fetch>;
		bench.http = { fetch: (input, init) => send(input, { ...init, dispatcher }) };
		const job = await bench.run();
		assert.equal(job.phase, 'failed');
		assert.deepEqual(job.problem, { kind: 'offline', failure: 'timeout', host: new URL(deaf.origin).host });
		assert.equal(job.sends, 3);
		assert.deepEqual(bench.clock.sleeps, [437.5, 875]);
	}).timeout(30_000);

	test('1 refused for a while, then not: one job, one charge', async () => {
		const open = emulator.refuse(300);
		const bench = createBench(emulator.baseUrl);
		bench.jobClock = {
			...bench.clock,
			sleep: (ms, signal) => bench.clock.sleep(ms, signal).then(() => open),
		};
		const job = await bench.run();
		assert.equal(job.phase, 'saved');
		assert.equal(job.sends, 2);
		assert.equal(posts(), 1);
		assert.equal(emulator.ledger.total, 45);
	});

	test('2 an untrusted certificate: one more try through our own client, each written down', async () => {
		await using front = await startTlsFront(port());
		const bench = createBench(`${front.origin}/v1`);
		bench.http = { fetch: globalThis.fetch, loadFallback: ownClient(true) };
		assert.deepEqual(await runOnDisk(bench), ['sent.1', 'sent.2', 'unsent.2']);
		const { job } = bench;
		const { host } = new URL(front.origin);
		assert.equal(job.phase, 'failed');
		assert.deepEqual(job.problem, { kind: 'offline', failure: 'certificate', host });
		assert.equal(job.sends, 2);
		assert.equal(front.used(), 0);
		assert.equal(emulator.ledger.entries.length, 0);
		const { message, remedy } = problemText(job.problem, job);
		assert.match(message, /nothing was sent.*install its certificate/);
		assert.deepEqual(remedy, { type: 'openSetting', setting: 'http.systemCertificates' });
	});

	test('2 where the client of our own trusts the certificate, its try is the one that counts', async () => {
		await using front = await startTlsFront(port());
		const bench = createBench(`${front.origin}/v1`);
		bench.http = { fetch: globalThis.fetch, loadFallback: ownClient(false) };
		assert.deepEqual(await runOnDisk(bench), ['sent.1', 'sent.2']);
		assert.equal(bench.job.phase, 'saved');
		assert.equal(posts(), 1);
		assert.equal(emulator.ledger.total, 45);
	});

	test('2 https to a port that speaks plain HTTP: failed with the help for certificates', async () => {
		const bench = createBench(`${emulator.origin.replace('http:', 'https:')}/v1`);
		bench.http = { fetch: globalThis.fetch, loadFallback: ownClient(true) };
		assert.deepEqual(await runOnDisk(bench), ['sent.1', 'sent.2', 'unsent.2']);
		assert.equal(bench.job.phase, 'failed');
		assert.ok(bench.job.problem?.kind === 'offline' && bench.job.problem.failure === 'certificate');
		assert.equal(emulator.requests.length, 0);
	});

	test('2 a server that knows only TLS versions of old: failed with the help for certificates', async () => {
		await using front = await startTlsFront(port(), { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
		const bench = createBench(`${front.origin}/v1`);
		const job = await bench.run();
		assert.equal(job.phase, 'failed');
		assert.ok(job.problem?.kind === 'offline' && job.problem.failure === 'certificate');
		assert.equal(job.sends, 1);
		assert.equal(emulator.requests.length, 0);
	});

	test('2 a middle box that hangs up during the handshake: nothing was sent, so it is sent again, at most twice', async () => {
		const server = createServer((socket: Socket) => socket.once('data', () => socket.end()));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const bench = createBench(`https://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
		const job = await bench.run();
		server.close();
		assert.equal(job.phase, 'failed');
		assert.ok(job.problem?.kind === 'offline' && job.problem.failure === 'unreachable');
		assert.equal(job.sends, 3);
	});

	for (const accepted of [true, false]) {
		test(`4 no headers in time (${accepted ? 'charged' : 'not charged'}): unknown, and never sent again`, async () => {
			emulator.faults.add({ on: 'create', kind: 'hang', accepted });
			const bench = createBench(emulator.baseUrl);
			bench.timeouts = policyTimeouts(0.002);
			const job = await bench.run();
			assert.equal(job.phase, 'unknown');
			assert.ok(job.problem?.kind === 'noAnswer' && job.problem.detail.includes('did not answer within'));
			assert.equal((await bench.run()).phase, 'unknown');
			assert.equal(posts(), 1);
			assert.equal(emulator.ledger.entries.length, accepted ? 1 : 0);
		});
	}

	test('4 headers in time, and then a body that never ends: unknown as well', async () => {
		emulator.faults.add({ on: 'create', kind: 'trickle', bytes: 1, ms: 20 });
		const bench = createBench(emulator.baseUrl);
		bench.timeouts = policyTimeouts(0.002);
		assert.equal((await bench.run()).phase, 'unknown');
		assert.equal(posts(), 1);
	});
});
