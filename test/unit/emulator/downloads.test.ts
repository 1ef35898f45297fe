import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { DownloadFault, Fault } from '../../emulator/faults.ts';
import { imageSize, sniffFormat } from '../../emulator/images/imageFormat.ts';
import { apiCaller, testKey } from './apiCaller.ts';

suite('emulator: downloads', () => {
	let emulator: Emulator;
	let api: ReturnType<typeof apiCaller>;
	let url: string;
	let whole: Buffer;
	setup(async () => {
		emulator = await startEmulator({ images: 'tiny' });
		api = apiCaller(emulator);
		url = String((await api.finished({ output_format: 'png' })).json.result);
		whole = await bytes(await fetch(url));
	});
	teardown(() => emulator.close());

	const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());
	const strike = (fault: DownloadFault, init: RequestInit = {}) => {
		emulator.faults.add({ on: 'download', ...fault });
		return fetch(url, init);
	};

	test('an honest download', async () => {
		const response = await fetch(url);
		assert.equal(response.headers.get('content-type'), 'image/png');
		assert.equal(Number(response.headers.get('content-length')), whole.length);
		assert.equal(sniffFormat(whole), 'png');
		const rest = await fetch(url, { headers: { range: 'bytes=10-' } });
		assert.equal(rest.status, 206);
		assert.deepEqual(await bytes(rest), whole.subarray(10));
		assert.equal((await fetch(url, { method: 'HEAD' })).status, 200);
		assert.deepEqual(emulator.keyLeaks(testKey), []);
	});

	test('a URL needs its signature and expires; each answer has a new one', async () => {
		assert.equal((await fetch(url.replace(/signature=./, 'signature=_'))).status, 403);
		emulator.setOptions({ urlLifetimeMs: 60_000 });
		const [job] = emulator.jobs;
		const fresh = async () => String((await api.get(job?.id)).json.result);
		assert.equal((await fetch(await fresh())).status, 200);
		emulator.setOptions({ urlLifetimeMs: 10 });
		const old = await fresh();
		await sleep(30);
		assert.equal((await fetch(old)).status, 403);
		emulator.setOptions({ urlLifetimeMs: 60_000 });
		assert.equal((await fetch(await fresh())).status, 200);
	});

	test('nothing is there before the prediction has ended', async () => {
		const { json } = await api.create({ output_format: 'png' });
		const early = `${emulator.cdnOrigin}/public/${String(json.job_id)}/0.png`;
		assert.equal((await fetch(early)).status, 404);
		assert.equal((await fetch(`${emulator.cdnOrigin}/outputs/none/0.png`)).status, 403);
	});

	for (const fault of [
		{ kind: 'shortLength' },
		{ kind: 'shortLength', reset: true },
	] satisfies DownloadFault[]) {
		test(`${JSON.stringify(fault)} breaks the body`, async () => {
			const response = await strike(fault);
			assert.equal(response.status, 200);
			await assert.rejects(bytes(response));
		});
	}

	test('closeDelimitedCut ends as if in order', async () => {
		const response = await strike({ kind: 'closeDelimitedCut', share: 0.75 });
		assert.equal(response.headers.get('content-length'), null);
		assert.equal(response.headers.get('transfer-encoding'), null);
		assert.deepEqual(await bytes(response), whole.subarray(0, Math.floor(whole.length * 0.75)));
		assert.deepEqual(await bytes(await strike({ kind: 'closeDelimited' })), whole);
	});

	test('gzipCut spares who asks for identity', async () => {
		const headers = { 'accept-encoding': 'identity' };
		assert.deepEqual(await bytes(await strike({ kind: 'gzipCut' }, { headers })), whole);
		// A client may take the cut for the end of the body: that is what makes this fault a trap.
		for (const fault of [{ kind: 'gzipCut' }, { kind: 'gzipCut', always: true }] as const) {
			const response = await strike(fault, 'always' in fault ? { headers } : {});
			assert.equal(response.headers.get('content-encoding'), 'gzip');
			const read = await bytes(response).catch(() => Buffer.alloc(0));
			assert.ok(read.length < whole.length);
		}
	});

	test('gzipBomb', async () => {
		const response = await strike({ kind: 'gzipBomb', bytes: 4_000_000 });
		assert.ok(Number(response.headers.get('content-length')) < 20_000);
		assert.ok((await bytes(response)).length > 4_000_000);
	});

	test('truncated and corrupt images of the right length', async () => {
		const truncated = await strike({ kind: 'truncatedImage' });
		const length = Number(truncated.headers.get('content-length'));
		assert.equal((await bytes(truncated)).length, length);
		assert.equal(length, Math.floor(whole.length / 2));
		const corrupt = await bytes(await strike({ kind: 'corruptImage' }));
		assert.equal(corrupt.length, whole.length);
		assert.equal([...corrupt].filter((byte, at) => byte !== whole[at]).length, 1);
	});

	test('another format, another type, no type, no bytes', async () => {
		const other = await strike({ kind: 'otherFormat', format: 'webp' });
		assert.equal(other.headers.get('content-type'), 'image/png');
		assert.equal(sniffFormat(await bytes(other)), 'webp');
		const typed = await strike({ kind: 'contentType', value: 'text/plain' });
		assert.equal(typed.headers.get('content-type'), 'text/plain');
		assert.deepEqual(await bytes(typed), whole);
		assert.equal((await strike({ kind: 'contentType', value: null })).headers.get('content-type'), null);
		assert.equal((await bytes(await strike({ kind: 'emptyFile' }))).length, 0);
	});

	test('html, 206 and error statuses', async () => {
		emulator.faults.add({ on: 'download', kind: 'html' });
		assert.match(await (await fetch(url)).text(), /<html>/);
		const partial = await strike({ kind: 'partial' });
		assert.equal(partial.status, 206);
		assert.match(partial.headers.get('content-range') ?? '', /^bytes 0-\d+\/\d+$/);
		for (const status of [403, 404, 410]) {
			emulator.faults.add({ on: 'download', kind: 'status', status });
			assert.equal((await fetch(url)).status, status);
		}
	});

	test('a stall and an endless body', async () => {
		const stalled = await strike({ kind: 'stall' }, { signal: AbortSignal.timeout(150) });
		await assert.rejects(bytes(stalled), { name: 'TimeoutError' });
		const endless = await strike({ kind: 'endless' });
		let read = 0;
		for await (const chunk of endless.body as unknown as AsyncIterable<Uint8Array>) {
			read += chunk.length;
			if (read > 3_000_000) {
				break;
			}
		}
		const announced = await strike({ kind: 'endless', length: 2 ** 31 });
		assert.equal(announced.headers.get('content-length'), String(2 ** 31));
		await announced.body?.cancel();
	});

	test('a bomb of pixels is a well-formed header', async () => {
		const bomb = await bytes(await strike({ kind: 'pixelBomb' }));
		assert.ok(bomb.length < 150_000);
		assert.deepEqual(imageSize(bomb), { width: 30_000, height: 30_000 });
	});

	test('redirect chains, to this and to another origin', async () => {
		for (const [to, origin] of [
			['cdn', emulator.cdnOrigin],
			['store', emulator.storeOrigin],
			['localhost', emulator.cdnOrigin.replace('127.0.0.1', 'localhost')],
		] as const) {
			emulator.clear();
			url = String((await api.finished({ output_format: 'png' })).json.result);
			emulator.faults.add({ on: 'download', kind: 'redirect', hops: 3, to });
			const first = await fetch(url, { redirect: 'manual' });
			assert.equal(first.status, 302);
			assert.ok(first.headers.get('location')?.startsWith(`${origin}/hop/2/302/${to}/outputs/`));
			emulator.faults.add({ on: 'download', kind: 'redirect', hops: 3, to });
			const last = await fetch(url);
			assert.equal(last.status, 200);
			assert.equal(sniffFormat(await bytes(last)), 'png');
			assert.equal(emulator.requests.filter(request => request.path.startsWith('/hop/')).length, 3);
		}
	});

	test('redirects to where none should go', async () => {
		const cases: [Partial<Fault>, RegExp][] = [
			[{ to: 'ipv6' }, /^http:\/\/\[::1\]:\d+\//],
			[{ to: 'mappedIpv6' }, /^http:\/\/\[::ffff:127\.0\.0\.1\]:/],
			[{ to: 'decimal' }, /^http:\/\/2130706433:/],
			[{ to: 'hex' }, /^http:\/\/0x7f000001:/],
			[{ to: 'short' }, /^http:\/\/127\.1:/],
			[{ to: 'zero' }, /^http:\/\/0\.0\.0\.0:/],
			[{ to: 'privateNet' }, /^http:\/\/10\.0\.0\.1\//],
			[{ to: 'metadata' }, /^http:\/\/169\.254\.169\.254\//],
			[{ to: 'file' }, /^file:\/\/\//],
			[{ to: 'data' }, /^data:image\/png/],
			[{ location: 'ftp://x/' }, /^ftp:/],
		];
		for (const [where, location] of cases) {
			emulator.faults.add({ on: 'download', kind: 'redirect', ...where } as Fault);
			const response = await fetch(url, { redirect: 'manual' });
			assert.match(response.headers.get('location') ?? '', location);
		}
	});
});
