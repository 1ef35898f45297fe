import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../../../src/core/jobs/job.ts';
import { folderOf } from '../../../src/core/jobs/journal/jobsFolder.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createJobBoard } from '../../../src/core/jobs/jobBoard.ts';
import type { JobService } from '../../../src/core/jobs/service/jobService.ts';
import { createJournalFolder, openJob, type JournalFolder } from '../journal/journalFolder.ts';
import { accepted, saved, sent, staged, told } from '../journal/sampleEvents.ts';

suite('job board', () => {
	let folder: JournalFolder;

	setup(async () => {
		folder = await createJournalFolder();
	});
	teardown(() => folder.dispose());

	const service = (live: Job[]) => ({ running: () => live }) as unknown as JobService;
	/** As if nothing had been written lately. */
	const age = (id: string) => utimes(join(folder.root, folderOf(id)), new Date(1e12), new Date(1e12));

	test('tells the jobs of every window, the newest first, and where they run', async () => {
		const a = folder.window();
		const b = folder.window();
		const mine = await openJob(a, sent, accepted);
		const theirs = await openJob(b, sent, accepted);
		const idle = await openJob(b, sent, accepted, staged, saved, told);
		await b.journal.release(idle);
		const live: Job[] = [];
		const job = await folder.window().journal.read(mine);
		assert.ok(job);
		live.push({ ...job, phase: 'running' });
		const board = createJobBoard(a.journal, service(live), createSystemClock());
		const listed = await board.list();
		const found = Object.fromEntries(
			listed.map(({ job: { intent, phase }, running }) => [intent.id, [phase, running]]),
		);
		assert.deepEqual(found, {
			[mine]: ['running', 'here'],
			[theirs]: ['accepted', 'elsewhere'],
			[idle]: ['saved', 'no'],
		});
		const times = listed.map(({ job: { intent } }) => intent.createdAt);
		assert.deepEqual(
			times,
			times.toSorted((x, y) => y - x),
		);
	});

	test('reads again only what was written since', async () => {
		const a = folder.window();
		const quiet = await openJob(a, sent, accepted, staged);
		const busy = await openJob(a, sent, accepted);
		await a.journal.release(quiet);
		await Promise.all([quiet, busy].map(age));
		const read: string[] = [];
		const other = folder.window().journal;
		const counted = {
			...other,
			read: (id: string) => {
				read.push(id);
				return other.read(id);
			},
		};
		const board = createJobBoard(counted, service([]), createSystemClock());
		await board.list();
		assert.deepEqual(read.sort(), [quiet, busy].sort());
		read.length = 0;
		await board.list();
		assert.deepEqual(read, []);
		await a.journal.record(busy, staged);
		const phases = (await board.list()).map(({ job }) => job.phase).sort();
		assert.deepEqual([read, phases], [[busy], ['ready', 'ready']]);
	});

	test('forgets what was removed', async () => {
		const a = folder.window();
		const id = await openJob(a);
		const board = createJobBoard(folder.window().journal, service([]), createSystemClock());
		assert.equal((await board.list()).length, 1);
		await a.journal.discard(id);
		assert.deepEqual(await board.list(), []);
	});
});
