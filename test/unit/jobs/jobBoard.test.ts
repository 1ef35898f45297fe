import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Job } from '../../../src/core/jobs/job.ts';
import { folderOf } from '../../../src/core/jobs/journal/jobsFolder.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createJobBoard, type JobBoard } from '../../../src/core/jobs/jobBoard.ts';
import type { JobService } from '../../../src/core/jobs/service/jobService.ts';
import {
	createJournalFolder,
	openJob,
	whileTimePasses,
	type JournalFolder,
} from '../journal/journalFolder.ts';
import { accepted, saved, sent, staged, notified } from '../journal/sampleEvents.ts';

async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
	while (!(await condition())) {
		await delay(5);
	}
}

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
		const live: Job[] = [];
		// It is there before the jobs: whoever begins one later is alive.
		const board = createJobBoard(a.journal, service(live), createSystemClock());
		const mine = await openJob(a, sent, accepted);
		const theirs = await openJob(b, sent, accepted);
		const idle = await openJob(b, sent, accepted, staged, saved, notified);
		await b.journal.release(idle);
		const job = await folder.window().journal.read(mine);
		assert.ok(job);
		live.push({ ...job, phase: 'running' });
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

	test('a running job whose window was reloaded resumes, from the first look on', async () => {
		const a = folder.window();
		const released = await openJob(a, sent, accepted);
		const held = await openJob(a, sent, accepted);
		await a.journal.release(released);
		folder.suspend();
		folder.time.advance(1000);
		const b = folder.window();
		const here = createJobBoard(b.journal, service([]), b.clock);
		const there = createJobBoard(b.journal, service([]), b.clock, () => false);
		const stands = async (board: JobBoard) =>
			Object.fromEntries((await board.list()).map(({ job, running }) => [job.intent.id, running]));
		assert.deepEqual(await stands(here), { [released]: 'resuming', [held]: 'resuming' });
		// The windows of its own folder come first; they are not here.
		assert.deepEqual(await stands(there), { [released]: 'resuming', [held]: 'elsewhere' });
	});

	test('a running job whose window gives a sign of life is that window’s', async () => {
		const a = folder.window();
		const held = await openJob(a, sent, accepted);
		folder.time.advance(1000);
		const b = folder.window();
		const board = createJobBoard(b.journal, service([]), b.clock);
		assert.equal((await board.list())[0]?.running, 'resuming');
		await whileTimePasses(
			folder,
			waitUntil(async () => (await board.list())[0]?.running === 'elsewhere'),
		);
		assert.equal((await board.list())[0]?.job.intent.id, held);
	});

	test('what waits for something else than its window does not resume', async () => {
		const a = folder.window();
		const parked = await openJob(a, { type: 'parked', parking: { problem: { kind: 'key' } } });
		await a.journal.release(parked);
		const b = folder.window();
		const board = createJobBoard(b.journal, service([]), b.clock);
		assert.equal((await board.list())[0]?.running, 'no');
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
