import assert from 'node:assert/strict';
import { join, posix } from 'node:path';
import { AssetError } from '../../../src/core/assets/assetError.ts';
import type { JobJournal } from '../../../src/core/jobs/ports.ts';
import type { JobEvent } from '../../../src/core/jobs/reducer.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { diskSink } from '../../support/diskSink.ts';
import { pathFs } from '../assets/pathFs.ts';
import { temporaryWorkspace } from '../assets/temporaryWorkspace.ts';
import { createBench, sha256, type Bench } from '../jobs/jobBench.ts';
import { filling } from '../state/failingFs.ts';
import { createJournalFolder, type JournalFolder, claimed, whileTimePasses } from './journalFolder.ts';

/** Stands for the end of a window's process. */
class Killed extends Error {}

suite('a job that goes on in another window', () => {
	let emulator: Emulator;
	let folder: JournalFolder;
	let workspace: Awaited<ReturnType<typeof temporaryWorkspace>>;
	/** The workspace's folder of images. */
	let assets: string;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
		folder = await createJournalFolder();
		workspace = await temporaryWorkspace();
		assets = posix.join(workspace.root, 'assets');
		await pathFs.mkdir(assets, { recursive: true });
	});
	teardown(async () => {
		await emulator.close();
		await folder.dispose();
		await workspace.dispose();
	});

	const posts = () => emulator.requests.filter(({ call }) => call === 'create').length;
	const downloads = () => emulator.requests.filter(({ call }) => call === 'download').length;
	const pathOf = (bench: Bench, name: string) => join(folder.root, 'jobs/v1', bench.job.intent.id, name);

	/** A job that saves real files, as the extension does. */
	function diskBench(): Bench {
		const target = { workspaceFolder: `file://${workspace.root}`, folder: assets, name: 'fox' };
		const bench = createBench(emulator.baseUrl, {}, target);
		bench.sink = diskSink(workspace.root);
		return bench;
	}

	/** A job of so many images, opened in a window that is gone when its process is killed. */
	async function open(images: number): Promise<{ bench: Bench; die: () => Promise<void> }> {
		emulator.faults.add({ on: 'create', kind: 'manyOutputs', count: images });
		const bench = diskBench();
		const { journal } = folder.window();
		await journal.open(bench.job.intent);
		bench.journal = journal;
		return { bench, die: () => journal.release(bench.job.intent.id) };
	}

	/** Has the job in the next window, as that one finds it. */
	async function takeUp(bench: Bench): Promise<{ die: () => Promise<void> }> {
		const window = folder.window();
		const { journal } = window;
		const { id } = bench.job.intent;
		const job = await whileTimePasses(folder, claimed(window, id));
		Object.assign(bench, { job, journal, sink: diskSink(workspace.root) });
		return { die: () => journal.release(id) };
	}

	/** Runs it until its process is killed, before or after an event is written down; false where it ended first. */
	async function runUntil(
		bench: Bench,
		isEnd: (event: JobEvent, index: number) => boolean,
		when: 'before' | 'after',
	): Promise<boolean> {
		const journal: JobJournal = bench.journal;
		let count = 0;
		bench.journal = {
			...journal,
			async record(id, event) {
				const ends = isEnd(event, count);
				count += 1;
				if (!ends || when === 'after') {
					await journal.record(id, event);
				}
				if (ends) {
					throw new Killed();
				}
			},
		};
		try {
			await bench.run();
			return false;
		} catch (error) {
			assert.ok(error instanceof Killed, String(error));
			return true;
		}
	}

	/** That each image is in one file, and nothing else is there. */
	async function assertSaved(images: number): Promise<void> {
		const names = await pathFs.readdir(assets);
		const hashes = await Promise.all(
			names.map(async name => sha256(await pathFs.readFile(posix.join(assets, name)))),
		);
		assert.equal(names.length, images, names.join(', '));
		assert.equal(new Set(hashes).size, images);
	}

	for (const when of ['before', 'after'] as const) {
		test(`49 killed ${when} any event of three images: sent once, and each is saved once`, async () => {
			const ends: string[] = [];
			for (let index = 0; ; index += 1) {
				emulator.clear();
				await pathFs.rm(assets, { recursive: true });
				await pathFs.mkdir(assets);
				const { bench, die } = await open(3);
				let killedAt: JobEvent['type'] | undefined;
				const killed = await runUntil(
					bench,
					(event, count) => {
						killedAt = count === index ? event.type : killedAt;
						return count === index;
					},
					when,
				);
				await die();
				if (!killed) {
					break;
				}
				await takeUp(bench);
				const { phase } = await bench.run();
				const isUnsure =
					(killedAt === 'sending' && when === 'after') || (killedAt === 'accepted' && when === 'before');
				assert.equal(phase, isUnsure ? 'unknown' : 'saved', killedAt);
				assert.ok(posts() <= 1);
				assert.ok(emulator.ledger.entries.length <= 1);
				await assertSaved(isUnsure ? 0 : 3);
				ends.push(killedAt ?? '');
			}
			const expected = [
				'sending',
				'accepted',
				'loaded',
				'loaded',
				'staged',
				...'targeted saved '.repeat(3).trim().split(' '),
			];
			assert.deepEqual(
				ends.filter(type => type !== 'running'),
				expected,
			);
		});
	}

	const losses: Record<string, (path: string) => Promise<void>> = {
		gone: path => pathFs.rm(path),
		empty: path => pathFs.writeFile(path, ''),
		'cut short': async path => {
			await pathFs.truncate(path, 40);
		},
		'changed in one byte': async path => {
			const bytes = await pathFs.readFile(path);
			bytes[30] = (bytes[30] ?? 0) ^ 1;
			await pathFs.writeFile(path, bytes);
		},
	};
	for (const [name, lose] of Object.entries(losses)) {
		test(`staged bytes that are ${name} are loaded again, not made again`, async () => {
			const { bench, die } = await open(1);
			bench.sink = { save: () => Promise.reject(new AssetError('readOnly', 'No.')) };
			assert.equal((await bench.run()).phase, 'ready');
			await die();
			await lose(pathOf(bench, 'stage.0'));
			await takeUp(bench);
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(posts(), 1);
			assert.equal(downloads(), 2);
			await assertSaved(1);
		});
	}

	test('62 killed while several images are loaded: those that are here are not loaded again', async () => {
		const { bench, die } = await open(5);
		assert.ok(await runUntil(bench, event => event.type === 'loaded' && event.index === 2, 'after'));
		await die();
		assert.equal(downloads(), 3);
		await takeUp(bench);
		assert.deepEqual([bench.job.phase, bench.job.loaded?.length], ['accepted', 3]);
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(downloads(), 5);
		assert.equal(posts(), 1);
		await assertSaved(5);
	});

	for (const [name, lose] of Object.entries(losses)) {
		test(`62 killed while several are loaded, and bytes are ${name}: loaded again from there`, async () => {
			const { bench, die } = await open(4);
			assert.ok(await runUntil(bench, event => event.type === 'loaded' && event.index === 2, 'after'));
			await die();
			await lose(pathOf(bench, 'stage.1'));
			await takeUp(bench);
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(downloads(), 6);
			await assertSaved(4);
		});
	}

	test('what is saved of several images is not saved again when the others are loaded again', async () => {
		const { bench, die } = await open(3);
		assert.ok(await runUntil(bench, event => event.type === 'targeted' && event.index === 1, 'before'));
		await die();
		await pathFs.rm(pathOf(bench, 'stage.1'));
		const second = await takeUp(bench);
		assert.ok(await runUntil(bench, event => event.type === 'unstaged', 'after'));
		await second.die();
		await takeUp(bench);
		assert.equal(bench.job.phase, 'accepted');
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(posts(), 1);
		await assertSaved(3);
	});

	test('an image that another window has published, without a note of it, is not saved twice', async () => {
		const { bench, die } = await open(3);
		// Published, and killed before that is written down: for the last one as for the first.
		assert.ok(await runUntil(bench, event => event.type === 'saved' && event.images.length === 3, 'before'));
		await die();
		await assertSaved(3);
		await takeUp(bench);
		assert.deepEqual(bench.job.target, { index: 2, uri: `file://${encodeURI(assets)}/fox-2.webp` });
		assert.equal((await bench.run()).phase, 'saved');
		await assertSaved(3);
		assert.equal(new Set(bench.job.saved?.map(({ uri }) => uri)).size, 3);
	});

	suite('38 the disk is full from the moment it is sent', () => {
		let full: boolean;

		/** As `open`, on that disk. */
		async function openFull(): Promise<{ bench: Bench; die: () => Promise<void> }> {
			full = false;
			const fs = filling(() => full);
			const { journal, clock } = folder.window({
				files: diskState(folder.root, { clock: createSystemClock(), fs }),
			});
			clock.suspend();
			const bench = diskBench();
			await journal.open(bench.job.intent);
			bench.journal = {
				...journal,
				async record(id, event) {
					await journal.record(id, event);
					full ||= event.type === 'sending';
				},
			};
			assert.equal((await bench.run()).parked?.problem.kind, 'save');
			assert.equal(posts(), 1);
			return { bench, die: () => journal.release(bench.job.intent.id) };
		}

		test('there is room again: what was answered is written down, and the image is saved', async () => {
			const { bench, die } = await openFull();
			full = false;
			assert.equal((await bench.run()).phase, 'saved');
			await die();
			const job = await folder.window().journal.read(bench.job.intent.id);
			assert.equal(job?.phase, 'saved');
			assert.equal(job.predictionId, bench.job.predictionId);
			assert.equal(posts(), 1);
			await assertSaved(1);
		});

		test('the window goes first: unknown, and never sent again', async () => {
			const { bench, die } = await openFull();
			// It keeps what the disk does not take, until it is gone.
			await die();
			full = false;
			folder.suspend();
			folder.time.advance(60_000);
			await takeUp(bench);
			assert.equal((await bench.run()).phase, 'unknown');
			assert.equal(posts(), 1);
		});
	});
});
