import assert from 'node:assert/strict';
import { stat, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { policyTimeouts } from '../../../src/core/api/client.ts';
import { createDailyLedger } from '../../../src/core/jobs/dailyLedger.ts';
import { createJobService } from '../../../src/core/jobs/service/createJobService.ts';
import type { JobService } from '../../../src/core/jobs/service/jobService.ts';
import { folderOf } from '../../../src/core/jobs/journal/jobsFolder.ts';
import { sweepStaged } from '../../../src/core/jobs/journal/sweepStaged.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import type { JobEvent } from '../../../src/core/jobs/reducer.ts';
import { noReferences } from '../../support/noReferences.ts';
import { createJournalFolder, openJob, type JournalFolder, type JournalWindow } from './journalFolder.ts';
import { accepted, sent, staged } from './sampleEvents.ts';

const { keep, total, spare } = policy.storage.staged;
const bytes = total / 2 + 1_000_000;

suite('staged images of jobs', () => {
	let folder: JournalFolder;
	let window: JournalWindow;
	let jobs: JobService;
	const now = Date.now();

	setup(async () => {
		folder = await createJournalFolder();
		window = folder.window();
		const { journal, leases } = window;
		const clock = createSystemClock();
		jobs = createJobService({
			http: { fetch: () => Promise.reject(new Error('Nothing is sent')) },
			timeouts: policyTimeouts(),
			clock,
			apiKeys: { get: () => Promise.resolve(undefined), ask: () => Promise.resolve(undefined) },
			journal,
			ledger: createDailyLedger(folder.files, leases, clock, () => 0),
			sink: { save: () => Promise.reject(new Error('Nothing is saved')) },
			references: noReferences,
			log: { info: () => undefined, warn: () => undefined, error: () => undefined },
			parallelJobs: () => 1,
		});
	});
	teardown(() => folder.dispose());

	/** A job whose staged image has so many bytes (holes) and was written so long ago. */
	async function leave(age: number, ...events: JobEvent[]): Promise<string> {
		const id = await openJob(window, sent, accepted, staged, ...events);
		const file = fileOf(id);
		await truncate(file, bytes);
		await utimes(file, (now - age) / 1000, (now - age) / 1000);
		await window.journal.release(id);
		return id;
	}

	const fileOf = (id: string) => join(folder.root, folderOf(id), 'stage.0');
	const isThere = (id: string) =>
		stat(fileOf(id)).then(
			() => true,
			() => false,
		);
	const dismissedAt = (age: number): JobEvent => ({ type: 'dismissed', at: now - age });

	test('75 of dismissed variations the oldest go first, and their jobs stay', async () => {
		const first = await leave(3 * spare, dismissedAt(3 * spare));
		const second = await leave(4 * spare, dismissedAt(2 * spare));
		assert.equal(await sweepStaged(folder.files, window.journal, jobs, now), 0);
		assert.deepEqual([await isThere(first), await isThere(second)], [false, true]);
		assert.equal((await window.journal.read(first))?.phase, 'ready');
		assert.equal(await window.journal.isTaken(first), false);
	});

	test('75 what waits to be chosen or saved stays, and is counted', async () => {
		const waiting = [await leave(2 * keep), await leave(2 * keep), await leave(2 * keep)];
		const dismissed = await leave(spare * 2, dismissedAt(spare * 2));
		assert.equal(await sweepStaged(folder.files, window.journal, jobs, now), 3 * bytes);
		for (const id of [...waiting, dismissed]) {
			assert.equal(await isThere(id), true);
		}
	});

	test('75 a variation that another window has taken since stays', async () => {
		const [taken] = [await leave(3 * spare, dismissedAt(3 * spare)), await leave(spare, dismissedAt(spare))];
		const other = folder.window();
		assert.notEqual(await other.journal.claim(taken), undefined);
		await sweepStaged(folder.files, window.journal, jobs, now);
		assert.equal(await isThere(taken), true);
	});

	test('75 a variation that was chosen while the others were looked at stays', async () => {
		const chosen = await leave(3 * spare, dismissedAt(3 * spare));
		await leave(spare, dismissedAt(spare));
		const listed = await window.journal.list();
		await window.journal.claim(chosen);
		await window.journal.record(chosen, { type: 'chosen' });
		await window.journal.release(chosen);
		await sweepStaged(folder.files, { list: () => Promise.resolve(listed) }, jobs, now);
		assert.equal(await isThere(chosen), true);
	});
});
