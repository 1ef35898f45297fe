import assert from 'node:assert/strict';
import nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import { policy } from '../../../src/core/policy.ts';
import type { JobEvent } from '../../../src/core/jobs/reducer.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createJournalFolder, openJob, type JournalFolder } from './journalFolder.ts';
import {
	accepted,
	dismissed,
	failed,
	notAccepted,
	saved,
	sent,
	staged,
	notified,
	unknown,
} from './sampleEvents.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

suite('sweeping the journal', () => {
	let folder: JournalFolder;

	setup(async () => {
		folder = await createJournalFolder();
	});
	teardown(() => folder.dispose());

	const { keep } = policy.journal;
	const day = 24 * 60 * 60 * 1000;
	const histories: [name: string, events: JobEvent[], goes: boolean][] = [
		['saved and told', [sent, accepted, staged, saved, notified], true],
		['failed', [sent, accepted, failed], true],
		['refused', [sent, notAccepted, failed, notified], true],
		['cancelled', [{ type: 'cancelled' }], true],
		['dismissed', [sent, accepted, dismissed], true],
		['unknown and dismissed', [sent, unknown, dismissed], true],
		['a variation that was dismissed', [sent, accepted, staged, notified, dismissed], true],
		['a variation that was chosen after all', [sent, accepted, staged, dismissed, { type: 'chosen' }], false],
		['not sent', [], false],
		['sent', [sent], false],
		['accepted', [sent, accepted], false],
		['parked', [sent, accepted, { type: 'parked', parking: { problem: { kind: 'endless' } } }], false],
		['staged', [sent, accepted, staged], false],
		['unknown', [sent, unknown], false],
		['unknown and told', [sent, unknown, notified], false],
		['unknown until its answer came', [sent, unknown, notified, accepted], false],
	];
	for (const [name, events, goes] of histories) {
		test(`a job that is ${name} ${goes ? 'goes after 7 days' : 'stays for good'}`, async () => {
			const a = folder.window();
			const id = await openJob(a, ...events);
			await a.journal.release(id);
			folder.time.advance(keep - 60_000);
			await folder.window().journal.sweep();
			assert.equal((await folder.window().journal.read(id))?.intent.id, id);
			// A note of a finished job stands in the file of its day, which goes as a whole.
			folder.time.advance(goes ? 2 * day : 100 * keep);
			await folder.window().journal.sweep();
			assert.equal((await folder.window().journal.read(id))?.intent.id, goes ? undefined : id);
			assert.deepEqual(await folder.files.list('jobs/v1'), goes ? [] : [id]);
			assert.deepEqual(await folder.files.list('jobs/finished'), []);
		});
	}

	test('a folder that came to nothing goes after 7 days, and one just made does not', async () => {
		const [empty, started] = [sampleIntent().id, sampleIntent().id];
		await nodeFs.mkdir(join(folder.root, 'jobs/v1', empty), { recursive: true });
		await folder.files.write(`jobs/v1/${started}/lease.1`, 'somebody');
		const { journal } = folder.window();
		await journal.sweep();
		assert.deepEqual((await folder.files.list('jobs/v1')).sort(), [empty, started].sort());
		folder.time.advance(keep + 60_000);
		await folder.window().journal.sweep();
		assert.deepEqual(await folder.files.list('jobs/v1'), []);
	});

	test('windows take turns, and forget owners that are gone', async () => {
		const clock = createSystemClock();
		await folder.files.write('owners/gone', '');
		await folder.files.touch('owners/gone', Date.now() - 2 * 24 * 60 * 60 * 1000);
		const windows = Array.from({ length: 4 }, () => folder.window({ clock }));
		await Promise.all(windows.map(({ journal }) => journal.sweep()));
		assert.equal((await folder.files.list('owners')).length, 4);
	});
});
