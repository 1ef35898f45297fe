import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Job } from '../../../src/core/jobs/job.ts';
import { createJournal } from '../../../src/core/jobs/journal/createJournal.ts';
import { moreNote } from '../../../src/host/texts/resultNotes.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { describeJob } from '../../../src/core/jobs/describeJob.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { createBench, type Bench } from './jobBench.ts';

suite('more results than one', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
	});
	teardown(() => emulator.close());

	const downloads = () => emulator.requests.filter(({ call }) => call === 'download').length;

	/** Puts the job's journal on the disk while `use` runs, which gets the job as another window reads it. */
	async function onDisk(bench: Bench, use: (read: () => Promise<Job | undefined>) => Promise<void>) {
		const { path, remove } = await temporaryFolder('journal');
		const clock = createSystemClock();
		const files = diskState(path, { clock });
		const leases = createLeases(files, clock, policy.lease, 'one');
		const onDamaged = (_folder: string, detail: string) => assert.fail(detail);
		const options = { files, leases, clock, onDamaged };
		bench.journal = createJournal(options);
		const { intent } = bench.job;
		try {
			await bench.journal.open(intent);
			await use(() => createJournal(options).read(intent.id));
		} finally {
			leases.dispose();
			await remove();
		}
	}

	for (const count of [2, policy.output.save, policy.output.save + 1, 2000]) {
		test(`62 ${count} results: at most ${policy.output.save} are saved, the addresses of the others kept`, async () => {
			emulator.faults.add({ on: 'create', kind: 'manyOutputs', count });
			const bench = createBench(emulator.baseUrl);
			await onDisk(bench, async read => {
				const job = await bench.run();
				const here = Math.min(count, policy.output.save);
				assert.equal(job.phase, 'saved');
				assert.equal(bench.saved.length, here);
				assert.equal(downloads(), here);
				assert.equal(job.more?.length ?? 0, count - here);
				assert.equal(new Set(job.more).size, count - here);
				assert.deepEqual(await read(), job);
				if (count === here) {
					assert.equal(moreNote(job), undefined);
				} else {
					const all = count.toLocaleString('en-US');
					assert.match(
						moreNote(job) ?? '',
						new RegExp(`^The service sent ${all} images .* 16 are saved; .* in the log`),
					);
					assert.ok(describeJob(job).includes(job.more?.at(-1) ?? '?'));
				}
			});
		});
	}

	test('62 no more than one of them is in memory at a time', async () => {
		setFlagsFromString('--expose-gc');
		const collectGarbage = runInNewContext('gc') as () => void;
		emulator.faults.add({ on: 'create', kind: 'manyOutputs', count: 12 });
		const bench = createBench(emulator.baseUrl);
		await onDisk(bench, async () => {
			const { journal } = bench;
			const seen: WeakRef<Uint8Array>[] = [];
			let most = 0;
			bench.journal = {
				...journal,
				async record(id, event) {
					const given = event.type === 'loaded' ? [event.image] : event.type === 'staged' ? event.images : [];
					seen.push(...given.flatMap(({ bytes }) => (bytes === undefined ? [] : new WeakRef(bytes))));
					await journal.record(id, event);
					// What was used in this very turn is never collected in it.
					await new Promise(setImmediate);
					collectGarbage();
					most = Math.max(most, seen.filter(ref => ref.deref() !== undefined).length);
				},
			};
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(seen.length, 12);
			assert.equal(most, 1);
		});
	});

	test('62 fewer results than there were: those that are here are all', async () => {
		emulator.faults.add({ on: 'create', kind: 'manyOutputs', count: 3 });
		const bench = createBench(emulator.baseUrl);
		emulator.faults.add({ on: 'download', kind: 'delay', ms: 0, times: 2 });
		emulator.faults.add({ on: 'download', kind: 'status', status: 500, times: 5 });
		assert.equal((await bench.run()).parked?.problem.kind, 'download');
		assert.equal(bench.job.loaded?.length, 2);
		emulator.faults.add({ on: 'get', kind: 'manyOutputs', count: 1 });
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(bench.saved.length, 2);
	});
});
