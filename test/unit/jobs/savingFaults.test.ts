import assert from 'node:assert/strict';
import { join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { verifyImage } from '../../../src/core/images/verifyImage.ts';
import type { Job } from '../../../src/core/jobs/job.ts';
import { reduceJob } from '../../../src/core/jobs/reducer.ts';
import { problemText } from '../../../src/host/jobs/problemText.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { diskSink } from '../../support/diskSink.ts';
import { fillDisk, makeReadOnly } from '../../support/troubledDisk.ts';
import { pathFs, toNative } from '../assets/pathFs.ts';
import { temporaryWorkspace } from '../assets/temporaryWorkspace.ts';
import { createBench, sha256, type Bench } from './jobBench.ts';

const { mkdir, readdir, readFile, rm } = pathFs;

suite('saving a result on a disk that refuses', () => {
	let emulator: Emulator;
	let root: string;
	let assets: string;
	let dispose: () => Promise<void>;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
		({ root, dispose } = await temporaryWorkspace());
		assets = join(root, 'assets');
		await mkdir(assets);
	});
	teardown(async () => {
		await emulator.close();
		await dispose();
	});

	function bench(): Bench {
		const target = { workspaceFolder: `file://${encodeURI(root)}`, folder: assets, name: 'fox' };
		const made = createBench(emulator.baseUrl, {}, target);
		made.sink = diskSink(root);
		return made;
	}

	const downloads = () => emulator.requests.filter(({ call }) => call === 'download').length;

	/** The file that a job was saved to holds what was made: one whole image. */
	async function assertWhole(job: Job): Promise<void> {
		assert.equal(job.phase, 'saved');
		const [saved] = job.saved ?? [];
		const bytes = await readFile(fileURLToPath(saved?.uri ?? ''));
		assert.ok(verifyImage(bytes).ok);
		assert.equal(sha256(bytes), saved?.sha256);
	}

	test('38 a disk that is full: the result is kept, and saved without another download when there is room', async () => {
		await using disk = await fillDisk(toNative(assets));
		const full = bench();
		const job = await full.run();
		assert.ok(job.parked?.problem.kind === 'save' && job.parked.problem.code === 'diskFull');
		assert.equal(job.staged?.length, 1);
		assert.deepEqual(
			(await readdir(assets)).filter(name => name !== 'filler'),
			[],
		);
		const { message, remedy, costs } = problemText(job.parked.problem, job);
		assert.match(message, /disk is full.*paid for \(45 credits\), and is kept/);
		assert.deepEqual([remedy.type, costs], ['retry', false]);
		await disk.repair();
		await assertWhole(await full.run());
		assert.deepEqual([downloads(), emulator.ledger.entries.length], [1, 1]);
	});

	test('39 a read-only folder: another one is offered, and takes the result that is here', async () => {
		await using _disk = await makeReadOnly(toNative(assets));
		const refused = bench();
		const job = await refused.run();
		assert.ok(job.parked?.problem.kind === 'save' && job.parked.problem.code === 'readOnly');
		assert.deepEqual(await readdir(assets), []);
		assert.deepEqual(problemText(job.parked.problem, job).remedy, { type: 'saveElsewhere' });
		const target = { ...job.intent.target, folder: join(root, 'images') };
		await assertWhole(await refused.run(undefined, reduceJob(job, { type: 'retargeted', target })));
		assert.deepEqual(await readdir(join(root, 'images')), ['fox.webp']);
		assert.deepEqual([downloads(), emulator.ledger.entries.length], [1, 1]);
	});

	test('41 jobs that save under one name at once: every image survives', async () => {
		const sink = diskSink(root);
		const benches = Array.from({ length: 8 }, () => Object.assign(bench(), { sink }));
		const jobs = await Promise.all(benches.map(each => each.run()));
		await Promise.all(jobs.map(assertWhole));
		assert.equal(new Set(jobs.map(({ saved }) => saved?.[0]?.sha256)).size, 8);
		assert.equal((await readdir(assets)).length, 8);
		assert.equal(emulator.ledger.entries.length, 8);
	});

	test('47 the workspace folder goes while the image is made: the result is kept until there is a folder', async () => {
		emulator.setOptions({ durationMs: 60_000 });
		const moved = bench();
		const running = moved.run();
		while (emulator.jobs.length === 0) {
			await new Promise(resolve => setTimeout(resolve, 1));
		}
		await rm(root, { recursive: true });
		emulator.finish();
		const job = await running;
		assert.ok(job.parked?.problem.kind === 'save' && job.parked.problem.code === 'folderGone');
		assert.deepEqual(problemText(job.parked.problem, job).remedy, { type: 'saveElsewhere' });
		await mkdir(root);
		await assertWhole(await moved.run());
		assert.deepEqual([downloads(), emulator.ledger.entries.length], [1, 1]);
	});
});
