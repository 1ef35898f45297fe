import assert from 'node:assert/strict';
import { policy } from '../../../src/core/policy.ts';
import { storageKinds, sweptKinds, type SweptKind } from '../../../src/core/state/storageKinds.ts';
import { anyName, createStorageFolder, type StorageFolder } from './storageFolder.ts';

/** A file of a new item of each kind, as its writer names it. */
const fileOf: Record<SweptKind, () => string> = {
	damaged: () => `jobs/damaged/${anyName()}-0/intent.json`,
	kept: () => `kept/${anyName()}-${'ab'.repeat(32)}`,
	cutOut: () => `cutouts/v1/${anyName()}_${'ab'.repeat(32)}_cut.png`,
	replaced: () => `replaced/v1/${anyName()}/original.png`,
	reference: () => `references/v1/${anyName().replaceAll('-', '').repeat(2)}`,
	thumbnail: () => `thumbnails/v1/${anyName()}.webp`,
	opened: () => `thumbnails/open/${anyName()}.png`,
	pasted: () => `pasted/${anyName()}`,
	record: () => `records/v1/${anyName()}.json`,
	ledger: () => `credits/v1/${anyName()}/${anyName()}_45`,
	owner: () => `owners/${anyName()}`,
	lock: () => `locks/${anyName()}/lease.7`,
};
const minute = 60_000;

suite('what is kept in the extension’s own folder', () => {
	let storage: StorageFolder;

	setup(async () => {
		storage = await createStorageFolder();
	});
	teardown(() => storage.remove());

	for (const kind of sweptKinds) {
		const { keep, total, spare } = storageKinds[kind].limits;

		test(`75 ${kind}: what is older than its age goes, what is younger stays`, async () => {
			await storage.put(fileOf[kind](), { age: keep + minute });
			const young = await storage.put(fileOf[kind](), { age: keep - minute });
			await storage.keeper.sweep();
			assert.deepEqual(await storage.list(), [young]);
			assert.deepEqual(storage.troubles, []);
		});

		test(`75 ${kind}: above its total the oldest go, until there is room`, async () => {
			const bytes = total / 4;
			const ages = [5, 4, 3, 2, 1].map(step => spare + ((keep - spare) / 6) * step);
			const paths: string[] = [];
			for (const age of ages) {
				paths.push(await storage.put(fileOf[kind](), { bytes, age }));
			}
			await storage.put(fileOf[kind](), { bytes, age: keep + minute });
			await storage.keeper.sweep();
			assert.deepEqual(await storage.list(), paths.slice(1).sort());
		});

		test(`75 ${kind}: what was only just written is not taken to make room`, async () => {
			const bytes = total * 2;
			const fresh = await storage.put(fileOf[kind](), { bytes, age: spare / 2 });
			await storage.put(fileOf[kind](), { bytes, age: spare + minute / 2 });
			await storage.keeper.sweep();
			assert.deepEqual(await storage.list(), [fresh]);
		});

		test(`75 ${kind}: adding makes room, too`, async () => {
			const bytes = total / 2 + 1_000_000;
			await storage.put(fileOf[kind](), { bytes, age: keep / 2 });
			const last = await storage.put(fileOf[kind](), { bytes });
			await storage.keeper.added(kind, bytes);
			assert.deepEqual(await storage.list(), [last]);
		});
	}

	test('75 half-written files that a crash left go from every folder, those being written stay', async () => {
		const { keep, total } = policy.storage.part;
		const folders = ['jobs/v1/x', ...sweptKinds.map(kind => storageKinds[kind].folder), 'locks/x'];
		for (const folder of folders) {
			await storage.put(`${folder}/.part-0123456789abcdef`, { age: keep + minute });
		}
		await storage.put('.part-0123456789abcdef', { age: keep + minute });
		await storage.put('kept/.part-1', { bytes: total, age: keep / 2 });
		const young = await storage.put('jobs/v1/x/.part-2', { age: minute });
		const half = await storage.put('jobs/v1/x/.part-3', { bytes: total / 2, age: keep / 3 });
		await storage.keeper.sweep();
		assert.deepEqual(await storage.list(), [young, half]);
	});

	test('75 many empty files are too much as well', async () => {
		const { total, spare } = policy.storage.owner;
		const count = total / policy.storage.block;
		for (let index = 0; index < count + 10; index += 1) {
			await storage.put(fileOf.owner(), { bytes: 0, age: spare + minute });
		}
		await storage.keeper.sweep();
		assert.equal((await storage.list()).length, count);
	});

	test('75 a snapshot that a job needs stays at any age and size', async () => {
		const { keep, total } = policy.storage.reference;
		const path = await storage.put(fileOf.reference(), { bytes: total * 2, age: keep * 2 });
		await storage.put(fileOf.reference(), { age: keep * 2 });
		storage.used.add(path.slice(path.lastIndexOf('/') + 1));
		assert.equal(await storage.keeper.sweep(), 0);
		assert.deepEqual(await storage.list(), [path]);
	});

	test('75 a damaged note with an image that was never saved stays, and counts as waiting', async () => {
		const { keep } = policy.storage.damaged;
		const age = keep * 2;
		const [paid, got, dropped] = [anyName(), anyName(), anyName()].map(id => `jobs/damaged/${id}-0`);
		const image = await storage.put(`${paid}/stage.0`, { bytes: 1000, age });
		for (const path of [`${got}/stage.0`, `${got}/saved.json`, `${dropped}/stage.0`]) {
			await storage.put(path, { age });
		}
		await storage.put(`${dropped}/dismissed.json`, { age });
		assert.equal(await storage.keeper.sweep(), 1000);
		assert.deepEqual(await storage.list(), [image]);
	});

	test('75 a damaged note is kept since it was set aside, not since it was written', async () => {
		const age = policy.storage.damaged.keep * 2;
		const now = Date.now();
		const path = await storage.put(`jobs/damaged/${anyName()}-${now}/intent.json`, { age });
		await storage.put(`jobs/damaged/${anyName()}-${now - age}/intent.json`, { age });
		await storage.keeper.sweep();
		assert.deepEqual(await storage.list(), [path]);
	});

	test('75 after a clock was set back, nothing is too old', async () => {
		const paths = await Promise.all(
			sweptKinds.map(kind => storage.put(fileOf[kind](), { age: -400 * 24 * 60 * minute })),
		);
		await storage.keeper.sweep();
		assert.deepEqual(await storage.list(), paths.sort());
	});

	test('75 one folder that cannot be read keeps the others from nothing', async () => {
		await storage.files.write('kept', 'a file where the folder should be');
		await storage.put(fileOf.pasted(), { age: policy.storage.pasted.keep * 2 });
		await storage.keeper.sweep();
		assert.deepEqual(await storage.list(), ['kept']);
		assert.equal(storage.troubles.length, 1);
	});
});
