import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { policy } from '../../../src/core/policy.ts';
import type { FileReference, Reference } from '../../../src/core/references/reference.ts';
import { eventually } from '../emulator/apiCaller.ts';
import { createInputImageBench, type InputImageBench } from './inputImageBench.ts';

suite('jobs with input images', () => {
	let bench: InputImageBench;

	setup(async () => {
		bench = await createInputImageBench();
	});
	teardown(() => bench.close());

	const url: Reference = { type: 'url', url: 'https://example.com/hero.png' };

	test('a small one goes in one call', async () => {
		const reference = await bench.file('hero.png', { bytes: 50_000 });
		const job = await bench.job({ references: [reference] }).start();
		assert.equal(job.phase, 'saved');
		assert.equal(job.sends, 1);
		assert.deepEqual(bench.counts(), { create: 0, upload: 1, uploadUrl: 0, store: 0 });
		assert.deepEqual(await bench.given(), [reference.sha256]);
		assert.equal(bench.emulator.ledger.total, 45);
		assert.equal(bench.emulator.ledger.entries[0]?.idempotencyKey, job.intent.id);
	});

	test('16 small ones go in one call, in their order', async () => {
		const all: FileReference[] = [];
		for (let index = 0; index < 16; index += 1) {
			const format = (['png', 'jpeg', 'webp'] as const)[index % 3] ?? 'png';
			all.push(await bench.file(`${index}`, { format, bytes: 20_000 }));
		}
		const job = await bench.job({ references: all }).start();
		assert.equal(job.phase, 'saved');
		assert.deepEqual(bench.counts(), { create: 0, upload: 1, uploadUrl: 0, store: 0 });
		assert.deepEqual(
			await bench.given(),
			all.map(({ sha256 }) => sha256),
		);
	});

	test('with an address among them, files go by the storage, and the order stays', async () => {
		const [first, last] = [await bench.file('a.png'), await bench.file('b.webp', { format: 'webp' })];
		const job = await bench.job({ references: [first, url, last] }).start();
		assert.equal(job.phase, 'saved');
		assert.deepEqual(bench.counts(), { create: 1, upload: 0, uploadUrl: 2, store: 2 });
		assert.deepEqual(await bench.given(), [first.sha256, url.url, last.sha256]);
	});

	test('addresses alone need no upload', async () => {
		await bench.job({ references: [url] }).start();
		assert.deepEqual(bench.counts(), { create: 1, upload: 0, uploadUrl: 0, store: 0 });
	});

	test('more than one call takes goes by the storage, each file once', async () => {
		const bytes = policy.reference.multipartTotal / 2;
		const [one, two] = [
			await bench.file('a.png', { bytes }),
			await bench.file('b.png', { bytes: bytes + 1 }),
		];
		await bench.job({ references: [one, two, one] }).start();
		assert.deepEqual(bench.counts(), { create: 1, upload: 0, uploadUrl: 2, store: 2 });
		assert.deepEqual(await bench.given(), [one.sha256, two.sha256, one.sha256]);
	});

	test('26 the names of files stay here', async () => {
		const name = 'Kündigung "Kim"\r\n.png';
		for (const sharesReferences of [undefined, true] as const) {
			await bench
				.job({
					references: [await bench.file(name)],
					...(sharesReferences && { sharesReferences }),
				})
				.start();
		}
		assert.deepEqual(bench.counts(), { create: 1, upload: 1, uploadUrl: 1, store: 1 });
		const sent = JSON.stringify(
			bench.emulator.requests.map(({ body, path, headers }) => [body, path, headers]),
		);
		assert.ok(!/ndigung|Kim/.test(sent));
	});

	test('24 a file that is edited while it is sent: the snapshot is sent', async () => {
		for (const [sharesReferences, call] of [
			[undefined, 'upload'],
			[true, 'store'],
		] as const) {
			const reference = await bench.file('hero.png', { bytes: 6_000_000 });
			const path = join(bench.place.folder, 'hero.png');
			const edits = setInterval(() => {
				void writeFile(path, `edited ${Date.now()}`);
			}, 1);
			try {
				const job = await bench
					.job({
						references: [reference],
						...(sharesReferences && { sharesReferences }),
					})
					.start();
				assert.equal(job.phase, 'saved');
			} finally {
				clearInterval(edits);
			}
			const sent = bench.emulator.requests.findLast(request => request.call === call);
			assert.equal(sent?.parts?.at(-1)?.sha256, reference.sha256);
		}
	});

	suite('several jobs with the same images', () => {
		const share = (shared: readonly Reference[]) => bench.job({ references: shared, sharesReferences: true });

		test('eight at once: one upload', async () => {
			const shared = [await bench.file('hero.png', { bytes: 2_000_000 })];
			const jobs = await Promise.all(Array.from({ length: 8 }, () => share(shared).start()));
			assert.ok(jobs.every(({ phase }) => phase === 'saved'));
			assert.deepEqual(bench.counts(), { create: 8, upload: 0, uploadUrl: 1, store: 1 });
			assert.equal(bench.emulator.ledger.total, 8 * 45);
		});

		test('one that is cancelled leaves the upload to the others', async () => {
			const shared = [await bench.file('hero.png')];
			bench.emulator.faults.add({ on: 'store', kind: 'delay', ms: 300 });
			const cancel = new AbortController();
			const [cancelled, other] = [share(shared).start(cancel.signal), share(shared).start()];
			await eventually(() => bench.count('store') === 1);
			cancel.abort();
			assert.equal((await cancelled).phase, 'cancelled');
			assert.equal((await other).phase, 'saved');
			assert.deepEqual(bench.counts(), { create: 1, upload: 0, uploadUrl: 1, store: 1 });
		});

		test('one that is cancelled alone breaks its upload off; nothing is charged', async () => {
			bench.emulator.faults.add({ on: 'store', kind: 'hang' });
			const cancel = new AbortController();
			const work = share([await bench.file('hero.png')]);
			const running = work.start(cancel.signal);
			await eventually(() => bench.count('store') === 1);
			cancel.abort();
			const job = await running;
			assert.equal(job.phase, 'cancelled');
			assert.equal(job.sends, 0);
			assert.equal(bench.count('create'), 0);
			// The next one starts from the beginning.
			assert.equal((await share(work.job.intent.references ?? []).start()).phase, 'saved');
		});

		test('later ones use the address again until shortly before it expires', async () => {
			const lifetime = policy.reference.urlMargin + 60_000;
			bench.emulator.setOptions({ uploadLifetimeMs: lifetime });
			const shared = [await bench.file('hero.png')];
			await share(shared).start();
			// Also a job that would send it directly.
			await bench.job({ references: shared }).start();
			assert.deepEqual(bench.counts(), { create: 2, upload: 0, uploadUrl: 1, store: 1 });
			bench.place.clock.jump(70_000);
			assert.equal((await share(shared).start()).phase, 'saved');
			assert.deepEqual(bench.counts(), { create: 3, upload: 0, uploadUrl: 2, store: 2 });
		});

		test('another key, or another service, uploads for itself', async () => {
			const shared = [await bench.file('hero.png')];
			await share(shared).start();
			const other = share(shared);
			other.keyFingerprint = 'two';
			await other.start();
			assert.equal(bench.count('store'), 2);
		});
	});

	for (const sharesReferences of [undefined, true] as const) {
		test(`25 a snapshot that is gone fails the job by name, ${sharesReferences ? 'storage' : 'direct'}`, async () => {
			const reference = await bench.file('hero.png');
			await rm(join(bench.place.snapshots, reference.sha256));
			const job = await bench
				.job({
					references: [{ ...reference, name: 'assets/hero.png' }],
					...(sharesReferences && { sharesReferences }),
				})
				.start();
			assert.equal(job.phase, 'failed');
			assert.deepEqual(job.problem, { kind: 'referenceGone', name: 'assets/hero.png' });
			assert.equal(bench.count('create') + bench.count('upload'), 0);
		});
	}

	test('25 a snapshot that was changed counts as gone', async () => {
		const reference = await bench.file('hero.png');
		await writeFile(join(bench.place.snapshots, reference.sha256), 'cut');
		const job = await bench.job({ references: [reference] }).start();
		assert.equal(job.problem?.kind, 'referenceGone');
	});
});
