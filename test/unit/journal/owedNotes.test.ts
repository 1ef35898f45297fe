import assert from 'node:assert/strict';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import type { JobEvent } from '../../../src/core/jobs/reducer.ts';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { filling } from '../state/failingFs.ts';
import { createJournalFolder, openJob, type JournalFolder, type JournalWindow } from './journalFolder.ts';

suite('what the user was told, and the disk did not take', () => {
	let folder: JournalFolder;
	let full: boolean;
	let window: JournalWindow;

	setup(async () => {
		folder = await createJournalFolder();
		full = false;
		const fs = filling(() => full);
		window = folder.window({ files: diskState(folder.root, { clock: createSystemClock(), fs }) });
	});
	teardown(() => folder.dispose());

	const refused: JobEvent = { type: 'failed', problem: { kind: 'refused', status: 422 } };
	const sent: JobEvent = { type: 'sending', send: 1, keyFingerprint: 'abc' };

	for (const [name, events, last, phase] of [
		['a job that waits', [], { type: 'parked', parking: { problem: { kind: 'key' } } }, 'intent'],
		['a job that the service refused', [sent, { type: 'notAccepted' }], refused, 'failed'],
	] as const satisfies [string, JobEvent[], JobEvent, string][]) {
		test(`38 ${name}: no other window goes on with it, and it is noted as soon as there is room`, async () => {
			const id = await openJob(window, ...events);
			full = true;
			await assert.rejects(window.journal.record(id, last), StateError);
			await window.journal.release(id);

			const other = folder.window();
			assert.equal(await other.journal.claim(id), undefined);
			assert.deepEqual(await window.journal.pending(), [], 'this window would send it');
			const here = await window.journal.read(id);
			assert.equal(here?.phase, phase);
			assert.equal(here.parked?.problem.kind, last.type === 'parked' ? 'key' : undefined);

			full = false;
			await window.journal.pending();
			const there = await other.journal.claim(id);
			assert.equal(there?.phase, phase);
			assert.equal(there.parked?.problem.kind, last.type === 'parked' ? 'key' : undefined);
		});
	}

	test('38 the window that kept it can go on with it', async () => {
		const id = await openJob(window);
		full = true;
		const parking = { problem: { kind: 'key' } } as const;
		await assert.rejects(window.journal.record(id, { type: 'parked', parking }), StateError);
		await window.journal.release(id);
		assert.equal((await window.journal.claim(id))?.parked?.problem.kind, 'key');
		full = false;
		await window.journal.record(id, { type: 'resumed' });
		await window.journal.release(id);
		const job = await folder.window().journal.claim(id);
		assert.equal(job?.phase, 'intent');
		assert.equal(job.parked, undefined);
	});
});
