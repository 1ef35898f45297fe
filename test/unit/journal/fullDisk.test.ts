import assert from 'node:assert/strict';
import { mayHaveCost } from '../../../src/core/jobs/job.ts';
import { LeaseLostError } from '../../../src/core/jobs/journal/leaseLostError.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { StateError, type StateFiles } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { filling } from '../state/failingFs.ts';
import {
	createJournalFolder,
	openJob,
	takeOver,
	type JournalFolder,
	type JournalWindow,
} from './journalFolder.ts';
import { accepted, sent, unknown } from './sampleEvents.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

suite('a journal whose disk is full', () => {
	let folder: JournalFolder;
	let full: boolean;
	let a: JournalWindow;

	setup(async () => {
		folder = await createJournalFolder();
		full = false;
		const fs = filling(() => full);
		a = folder.window({ files: diskState(folder.root, { clock: createSystemClock(), fs }) });
		a.clock.suspend();
	});
	teardown(() => folder.dispose());

	/** The names in a job's folder without the lease. */
	async function filesOf(id: string): Promise<string[]> {
		const names = await folder.files.list(`jobs/v1/${id}`);
		return names.filter(name => !name.startsWith('lease.')).sort();
	}

	test('38 an answer that found no room is written before the next event', async () => {
		const id = await openJob(a, sent);
		full = true;
		await assert.rejects(a.journal.record(id, accepted), StateError);
		await assert.rejects(a.journal.record(id, { type: 'running' }), StateError);
		await assert.rejects(a.journal.record(id, { type: 'cancelling' }), StateError);
		full = false;
		await a.journal.record(id, { type: 'running' });
		assert.deepEqual(await filesOf(id), ['intent.json', 'job.json', 'sent.1']);
		assert.equal((await a.journal.read(id))?.predictionId, 'job_1');
	});

	test('38 it is written although another window has the job by then', async () => {
		const id = await openJob(a, sent);
		full = true;
		await assert.rejects(a.journal.record(id, accepted), StateError);
		const b = await takeOver(folder, id);
		await b.journal.record(id, unknown);
		full = false;
		await assert.rejects(a.journal.record(id, { type: 'running' }), LeaseLostError);
		assert.equal((await b.journal.read(id))?.predictionId, 'job_1');
	});

	test('38 it is known as long as it is not written: what was cancelled then still counts as paid for', async () => {
		const id = await openJob(a, sent);
		full = true;
		await assert.rejects(a.journal.record(id, accepted), StateError);
		await assert.rejects(a.journal.record(id, { type: 'cancelled' }), StateError);
		await a.journal.release(id);
		const job = await a.journal.claim(id);
		assert.equal(job?.phase, 'cancelled');
		assert.equal(job.predictionId, 'job_1');
		assert.equal(mayHaveCost(job), true);
	});

	test('38 a note of sending that found no room was not made', async () => {
		const id = await openJob(a);
		full = true;
		await assert.rejects(a.journal.record(id, sent), StateError);
		full = false;
		assert.deepEqual(await filesOf(id), ['intent.json']);
		await a.journal.record(id, sent);
	});

	test('38 a job that could not be opened is none', async () => {
		const intent = sampleIntent();
		// The lease needs room as well.
		full = true;
		await assert.rejects(a.journal.open(intent), StateError);
		full = false;
		assert.deepEqual(await a.journal.list(), []);
		assert.deepEqual(await a.journal.pending(), []);
	});

	test('38 a job that could not be given back is free once there is room', async () => {
		const id = await openJob(a, sent, accepted);
		full = true;
		await assert.rejects(a.journal.release(id), StateError);
		full = false;
		assert.equal((await a.journal.claim(id))?.predictionId, 'job_1');
		await a.journal.record(id, { type: 'running' });
	});

	test('a job that could not be read when it was claimed is given back', async () => {
		const id = await openJob(a, sent, accepted);
		await a.journal.release(id);
		const read: StateFiles['read'] = path =>
			path.endsWith('.json') ? Promise.reject(new StateError('EMFILE')) : folder.files.read(path);
		const b = folder.window({ files: { ...folder.files, read } });
		await assert.rejects(b.journal.claim(id), StateError);
		assert.equal(await b.journal.holds(id), false);
		assert.ok(await a.journal.claim(id));
	});
});
