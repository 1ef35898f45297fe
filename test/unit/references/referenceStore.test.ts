import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import nodeFs, { chmod, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { policy } from '../../../src/core/policy.ts';
import { newJob, reduceJob, type JobEvent } from '../../../src/core/jobs/reducer.ts';
import type { ReferenceFault } from '../../../src/core/references/checkReference.ts';
import { InputImageError } from '../../../src/core/references/inputImageError.ts';
import { referencesInUse } from '../../../src/core/jobs/uploads/referencesInUse.ts';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { errorText } from '../../../src/host/texts/errorText.ts';
import type { DiskFs } from '../../../src/host/storage/durableFs.ts';
import { exifBlock, jpegSegment, withExif } from '../../support/exif.ts';
import { sha256 } from '../jobs/jobBench.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { failing, failure } from '../state/failingFs.ts';
import { createStoreFolder, type StoreFolder } from './storeFolder.ts';

const longAgo = policy.storage.reference.keep + 1000;

suite('the snapshots of input images', () => {
	let place: StoreFolder;

	setup(async () => {
		place = await createStoreFolder();
	});
	teardown(() => place.remove());

	const add = (path: string, name = 'hero.png') => place.store.add({ path, name });
	const stored = async (name: string) => {
		const blob = await place.store.open(name);
		return blob && Buffer.from(await blob.arrayBuffer());
	};
	async function refused(adding: Promise<unknown>, code: ReferenceFault['code'], words?: string) {
		await assert.rejects(adding, (error: unknown) => {
			assert.ok(error instanceof InputImageError, String(error));
			assert.equal(error.fault.code, code);
			assert.equal(errorText(error), words ?? errorText(error));
			return true;
		});
		assert.deepEqual(await readdir(place.snapshots), []);
	}

	test('a file is copied, and is what it was', async () => {
		for (const format of ['png', 'jpeg', 'webp'] as const) {
			const { path, bytes } = await place.image(`${format} image`, { format, bytes: 700_000 });
			const reference = await add(path, `assets/hero.${format}`);
			assert.deepEqual(reference, {
				type: 'file',
				sha256: sha256(bytes),
				format,
				bytes: bytes.length,
				width: 48,
				height: 32,
				name: `assets/hero.${format}`,
			});
			assert.deepEqual(await stored(reference.sha256), bytes);
		}
	});

	test('67 where a mode cannot be set, a file is copied all the same', async () => {
		const other = await createStoreFolder({ fs: { ...nodeFs, chmod: failing('EPERM') } });
		try {
			const { path, bytes } = await other.image('a.png');
			const { sha256: name } = await other.store.add({ path, name: 'a.png' });
			assert.equal((await other.store.open(name))?.size, bytes.length);
		} finally {
			await other.remove();
		}
	});

	test('70 a file that is busy on Windows is copied once it is free', async () => {
		const waits: number[] = [];
		const clock = {
			now: () => Date.now(),
			sleep: (ms: number) => {
				waits.push(ms);
				return Promise.resolve();
			},
		};
		let refusals = 0;
		const busy = <F extends (...args: never[]) => Promise<unknown>>(action: F): F =>
			((...args: never[]) =>
				refusals-- > 0 ? Promise.reject(failure('EBUSY')) : action(...args)) as unknown as F;
		for (const name of ['stat', 'open', 'copyFile'] as const) {
			const fs = { ...nodeFs, [name]: busy(nodeFs[name] as never) } as DiskFs;
			const other = await createStoreFolder({ clock, platform: 'win32', fs });
			try {
				const { path, bytes } = await other.image('a.png');
				refusals = 3;
				const { sha256: kept } = await other.store.add({ path, name: 'a.png' });
				assert.deepEqual(waits.splice(0), [10, 20, 40], name);
				assert.equal((await other.store.open(kept))?.size, bytes.length);
			} finally {
				await other.remove();
			}
		}
	});

	test('a file of another file system is read through it', async () => {
		const { bytes } = await place.image('a.webp', { format: 'webp' });
		place.foreign.set('memfs:/a.webp', bytes);
		const reference = await place.store.add({ uri: 'memfs:/a.webp', name: 'a.webp' });
		assert.equal(reference.sha256, sha256(bytes));
		assert.equal((await place.store.open(reference.sha256))?.size, bytes.length);
	});

	test('an image that lies on its side has its size as it is shown', async () => {
		for (const format of ['png', 'jpeg', 'webp'] as const) {
			const { path, bytes } = await place.image(format, { format, bytes: 2_000_000 });
			await writeFile(path, withExif(bytes, format, exifBlock(6, 'MM')));
			const { width, height } = await add(path);
			assert.deepEqual([width, height], [32, 48], format);
		}
	});

	test('a JPEG with megabytes of metadata before its frame is taken', async () => {
		const { path, bytes } = await place.image('a.jpg', { format: 'jpeg' });
		const profile = Array.from({ length: 60 }, () => jpegSegment(0xe2, Buffer.alloc(65_000, 1)));
		await writeFile(path, Buffer.concat([bytes.subarray(0, 2), ...profile, bytes.subarray(2)]));
		assert.equal((await add(path)).width, 48);
	});

	test('the same bytes are kept once', async () => {
		const { path, bytes } = await place.image('a.png');
		const copy = join(place.folder, 'copy.png');
		await writeFile(copy, bytes);
		const [one, two] = await Promise.all([add(path, 'a.png'), add(copy, 'copy.png')]);
		assert.equal(one.sha256, two.sha256);
		assert.deepEqual(await readdir(place.snapshots), [one.sha256]);
	});

	test('24 a file that is edited, cut or removed afterwards changes nothing', async () => {
		const { path, bytes } = await place.image('a.png', { bytes: 300_000 });
		const { sha256: name } = await add(path);
		await writeFile(path, 'something else');
		assert.deepEqual(await stored(name), bytes);
		await truncate(path, 0);
		assert.deepEqual(await stored(name), bytes);
		await rm(path);
		assert.deepEqual(await stored(name), bytes);
	});

	test('25 nothing there, a folder, an empty file', async () => {
		await refused(add(join(place.folder, 'a.png'), 'a.png'), 'missing', "a.png doesn't exist.");
		const { path } = await place.image('b.png');
		await refused(add(join(path, 'c.png')), 'missing');
		await refused(add(place.folder, 'img'), 'folder', 'img is a folder. Choose the images in it.');
		await writeFile(path, '');
		await refused(add(path, 'b.png'), 'empty', 'b.png is empty.');
		const { store, foreign } = place;
		await refused(store.add({ uri: 'memfs:/no.png', name: 'no.png' }), 'missing', "no.png doesn't exist.");
		foreign.set('memfs:/folder/', new Uint8Array());
		await refused(store.add({ uri: 'memfs:/folder/', name: 'folder' }), 'folder');
		foreign.set('memfs:/empty.png', new Uint8Array());
		await refused(store.add({ uri: 'memfs:/empty.png', name: 'empty.png' }), 'empty');
	});

	test('25 a file that is too large is not even copied', async () => {
		const { path } = await place.image('a.png');
		// Sparse: it takes no room unless it is copied.
		await truncate(path, 50_000_001);
		await refused(add(path), 'tooLarge');
		await truncate(path, 5_000_000_000);
		await refused(add(path), 'tooLarge');
		place.foreign.set('memfs:/a.png', Buffer.alloc(50_000_001));
		await refused(place.store.add({ uri: 'memfs:/a.png', name: 'a.png' }), 'tooLarge');
	});

	test('25 what is not an image, whatever its name says', async () => {
		const path = join(place.folder, 'a.png');
		await writeFile(path, 'export const a = 1;\n');
		await refused(add(path, 'a.png'), 'notAnImage', "a.png isn't an image.");
		await writeFile(path, 'GIF89a\u0001\0\u0001\0');
		await refused(add(path), 'unsupported');
	});

	test('25 a pipe is refused instead of waited for', async function () {
		if (process.platform === 'win32') {
			// Its file systems have no pipes.
			this.skip();
		}
		const path = join(place.folder, 'pipe.png');
		await promisify(execFile)('mkfifo', [path]);
		await refused(add(path), 'notAFile');
	});

	test('a file that may not be written is copied so that it can be removed', async () => {
		const { path } = await place.image('a.png');
		await chmod(path, 0o444);
		const { sha256: name } = await add(path);
		place.clock.jump(longAgo);
		await place.sweep(new Set());
		assert.equal(await place.store.open(name), undefined);
	});

	test('where the copy cannot be kept, the storage is to blame', async () => {
		const { path } = await place.image('a.png');
		await mkdir(join(place.snapshots, '..'), { recursive: true });
		await writeFile(place.snapshots, 'a file where the folder should be');
		await assert.rejects(add(path), StateError);
	});

	test('what is not there, or no name of ours, is undefined', async () => {
		await place.image('a.png');
		assert.equal(await place.store.open('0'.repeat(64)), undefined);
		assert.equal(await place.store.open('../../a.png'), undefined);
	});

	test('the sweep removes what is unused and was not added for a week', async () => {
		const [used, unused, again] = await Promise.all(
			['a.png', 'b.png', 'c.png'].map(async name => add((await place.image(name)).path)),
		);
		assert.ok(used && unused && again);
		const part = join(place.snapshots, '.part-0123');
		await writeFile(part, 'left behind');
		await place.sweep(new Set());
		assert.equal((await readdir(place.snapshots)).length, 4);
		place.clock.jump(Date.now() - place.clock.now() + longAgo);
		await add(join(place.folder, 'c.png'));
		await place.sweep(new Set([used.sha256]));
		const left = await readdir(place.snapshots);
		assert.deepEqual(left.sort(), [used.sha256, again.sha256].sort());
		assert.equal((await readFile(join(place.snapshots, used.sha256))).length, used.bytes);
	});

	test('in use is what a job may still be sent with', async () => {
		const { path } = await place.image('a.png');
		const file = await add(path);
		const problem = { kind: 'credits' } as const;
		const job = newJob(
			sampleIntent({ references: [file, { type: 'url', url: 'https://example.com/a.png' }] }),
		);
		const after = (...events: JobEvent[]) => [...referencesInUse([events.reduce(reduceJob, job)])];
		assert.deepEqual(after(), [file.sha256]);
		assert.deepEqual(after({ type: 'failed', problem }), [file.sha256]);
		assert.deepEqual(after({ type: 'unknown', problem }), [file.sha256]);
		assert.deepEqual(after({ type: 'failed', problem }, { type: 'dismissed' }), []);
		assert.deepEqual(after({ type: 'cancelled' }), []);
		assert.deepEqual([...referencesInUse([newJob(sampleIntent())])], []);
	});
});
