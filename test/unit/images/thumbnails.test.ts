import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHash } from '../../../src/core/images/contentHash.ts';
import { imageHeader, verifyImage } from '../../../src/core/images/verifyImage.ts';
import { createImageEngine, type ImageEngine } from '../../../src/host/images/imageEngine.ts';
import { createThumbnails, type Thumbnails } from '../../../src/host/storage/thumbnails.ts';
import { imageWorkerSource, localCodecs, paintSample } from '../../support/imageCodecs.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder.ts';
import { createTestClock, type TestClock } from '../../support/testClock.ts';

const day = 24 * 60 * 60 * 1000;

suite('thumbnails', () => {
	let temporary: TemporaryFolder;
	let folder: string;
	let engine: ImageEngine;
	let clock: TestClock;
	let thumbnails: Thumbnails;
	let image: Uint8Array;
	let sha256: string;
	/** How often an image was read. */
	let reads: number;

	const read = () => {
		reads += 1;
		return Promise.resolve(new Uint8Array(image));
	};

	suiteSetup(async () => {
		engine = createImageEngine({ program: imageWorkerSource });
		image = await localCodecs().encode(paintSample(640, 320), 'png', 0);
		sha256 = contentHash(image);
	});
	suiteTeardown(() => {
		engine.dispose();
	});
	setup(async () => {
		temporary = await temporaryFolder('thumbnails');
		folder = join(temporary.path, 'thumbnails', 'v1');
		clock = createTestClock(Date.now());
		thumbnails = createThumbnails({ folder, engine, clock });
		reads = 0;
	});
	teardown(() => temporary.remove());

	test('is made once, and found again, also by others', async () => {
		const path = await thumbnails.get(sha256, read);
		assert.equal(path, join(folder, `${sha256}.webp`));
		assert.deepEqual(imageHeader(await readFile(path)), { format: 'webp', width: 320, height: 160 });
		assert.equal(await thumbnails.get(sha256, read), path);
		assert.equal(await createThumbnails({ folder, engine, clock }).get(sha256, read), path);
		assert.equal(reads, 1);
		assert.deepEqual(await readdir(folder), [`${sha256}.webp`]);
	});

	test('asked for at the same time, is made once', async () => {
		const paths = await Promise.all(Array.from({ length: 20 }, () => thumbnails.get(sha256, read)));
		assert.equal(new Set(paths).size, 1);
		assert.equal(reads, 1);
	});

	test('of many images, two are in memory at a time', async () => {
		let held = 0;
		let most = 0;
		const slow = createThumbnails({
			folder,
			clock,
			engine: {
				async thumbnail(bytes, side) {
					const made = await engine.thumbnail(bytes, side);
					held -= 1;
					return made;
				},
			},
		});
		const hashes = Array.from({ length: 9 }, (_, index) => contentHash(String(index)));
		await Promise.all(
			hashes.map(hash =>
				slow.get(hash, () => {
					held += 1;
					most = Math.max(most, held);
					return read();
				}),
			),
		);
		assert.equal(most, 2);
		assert.equal((await readdir(folder)).length, 9);
	});

	test('a damaged file is made again', async () => {
		const path = await thumbnails.get(sha256, read);
		const good = await readFile(path);
		for (const damaged of [Buffer.alloc(0), Buffer.alloc(good.length), good.subarray(0, 100)]) {
			await writeFile(path, damaged);
			await thumbnails.get(sha256, read);
			assert.ok(verifyImage(await readFile(path)).ok);
		}
		assert.equal(reads, 4);
	});

	test('what fails, fails as it does, and is tried again when it is asked for again', async () => {
		const failure = new Error('gone');
		await assert.rejects(
			thumbnails.get(sha256, () => Promise.reject(failure)),
			error => error === failure,
		);
		const noImage = () => Promise.resolve(new Uint8Array(3));
		await assert.rejects(thumbnails.get(sha256, noImage), { name: 'CodecError', code: 'unreadable' });
		await thumbnails.get(sha256, read);
		await assert.rejects(thumbnails.get('../escape', read), RangeError);
		await mkdir(temporary.path, { recursive: true });
		await writeFile(join(temporary.path, 'file'), '');
		const nowhere = createThumbnails({ folder: join(temporary.path, 'file'), engine, clock });
		await assert.rejects(nowhere.get(sha256, read), { name: 'StateError' });
	});

	test('30 days after the last use it is swept, and uses are written down once a day', async () => {
		const path = await thumbnails.get(sha256, read);
		const touchedAt = async () => Math.round((await stat(path)).mtimeMs);
		const made = await touchedAt();
		clock.jump(day - 60_000);
		await thumbnails.get(sha256, read);
		assert.equal(await touchedAt(), made);
		clock.jump(28 * day);
		await thumbnails.get(sha256, read);
		assert.equal(await touchedAt(), clock.now());
		clock.jump(30 * day - 60_000);
		await thumbnails.sweep();
		assert.deepEqual(await readdir(folder), [`${sha256}.webp`]);
		clock.jump(2 * 60_000);
		await thumbnails.sweep();
		assert.deepEqual(await readdir(folder), []);
		await thumbnails.get(sha256, read);
		assert.equal(reads, 2);
	});

	test('sweeping takes what a crash left half-written, and needs no folder', async () => {
		await thumbnails.sweep();
		await mkdir(folder, { recursive: true });
		const part = join(folder, '.part-1234');
		await writeFile(part, 'half');
		await thumbnails.sweep();
		assert.deepEqual(await readdir(folder), ['.part-1234']);
		const old = (clock.now() - 31 * day) / 1000;
		await utimes(part, old, old);
		await thumbnails.sweep();
		assert.deepEqual(await readdir(folder), []);
	});
});
