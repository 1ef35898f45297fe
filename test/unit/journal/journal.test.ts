import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { LeaseLostError } from '../../../src/core/jobs/journal/leaseLostError.ts';
import { recoveryOf } from '../../../src/core/jobs/recovery.ts';
import { newJob, reduceJob, type JobEvent } from '../../../src/core/jobs/reducer.ts';
import { StateError, type StateFiles } from '../../../src/core/state/stateFiles.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { createBench } from '../jobs/jobBench.ts';
import {
	createJournalFolder,
	openJob,
	recordAll,
	takeOver,
	type JournalFolder,
	type JournalWindow,
} from './journalFolder.ts';
import {
	accepted,
	dismissed,
	failed,
	notAccepted,
	saved,
	savedImage,
	sent,
	staged,
	stagedImage,
	notified,
	unknown,
} from './sampleEvents.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

suite('the journal', () => {
	let folder: JournalFolder;

	setup(async () => {
		folder = await createJournalFolder();
	});
	teardown(() => folder.dispose());

	/** A window whose time stands still, so that its jobs are another's soon. */
	function suspended(): JournalWindow {
		const window = folder.window();
		window.clock.suspend();
		return window;
	}

	test('a job is on the disk as soon as it is opened', async () => {
		const { journal } = folder.window();
		const intents = [3, 1, 2].map(createdAt => sampleIntent({ createdAt }));
		await Promise.all(intents.map(intent => journal.open(intent)));
		const jobs = await folder.window().journal.list();
		assert.deepEqual(
			jobs,
			[intents[1], intents[2], intents[0]].map(intent => intent && newJob(intent)),
		);
		await assert.rejects(folder.window().journal.open(intents[0] ?? sampleIntent()), LeaseLostError);
		await assert.rejects(journal.open(intents[0] ?? sampleIntent()), LeaseLostError);
	});

	test('a job that is discarded before it was sent is gone, and no window takes it up', async () => {
		const { journal } = folder.window();
		const [kept, discarded] = [sampleIntent(), sampleIntent()];
		await Promise.all([kept, discarded].map(intent => journal.open(intent)));
		await journal.discard(discarded.id);
		assert.deepEqual(await folder.files.list('jobs/v1'), [kept.id]);
		const other = folder.window();
		assert.deepEqual(
			(await other.journal.pending()).map(({ intent }) => intent.id),
			[kept.id],
		);
		assert.equal(await other.journal.claim(discarded.id), undefined);
	});

	test('a job that cannot be discarded, since the disk does not say whose it is, is given to no window', async () => {
		let isSick = false;
		const read: StateFiles['read'] = (path, from) =>
			isSick && path.includes('/lease.')
				? Promise.reject(new StateError('made up', { code: 'failed' }))
				: folder.files.read(path, from);
		const { journal } = folder.window({ files: { ...folder.files, read } });
		const intent = sampleIntent();
		await journal.open(intent);
		isSick = true;
		await assert.rejects(journal.discard(intent.id), StateError);
		isSick = false;
		assert.equal(await folder.window().journal.claim(intent.id), undefined);
		assert.equal(await journal.holds(intent.id), true);
		await journal.discard(intent.id);
		assert.deepEqual(await folder.files.list('jobs/v1'), []);
	});

	test('the bytes of a staged image are kept until it is saved', async () => {
		const a = folder.window();
		const images = ['one', 'two'].map(text => ({ ...stagedImage, bytes: Buffer.from(text) }));
		const id = await openJob(a, sent, accepted, { type: 'staged', images });
		const { journal } = folder.window();
		assert.deepEqual(await journal.staged(id, 1), Buffer.from('two'));
		assert.equal(await journal.staged(id, 2), undefined);
		await a.journal.record(id, saved);
		assert.equal(await journal.staged(id, 0), undefined);
		assert.deepEqual(await journal.staged(id, 1), Buffer.from('two'));
		await a.journal.record(id, { type: 'saved', images: [savedImage, savedImage] });
		assert.equal(await journal.staged(id, 1), undefined);
		assert.equal((await journal.read(id))?.phase, 'saved');
	});

	test('51 two windows: one of them has the job', async () => {
		await using emulator = await startEmulator({ images: 'tiny', durationMs: 5 });
		const bench = createBench(emulator.baseUrl);
		const { intent } = bench.job;
		const [a, b] = [folder.window(), folder.window()];
		await a.journal.open(intent);
		assert.equal(await b.journal.isTaken(intent.id), true);
		assert.equal(await b.journal.claim(intent.id), undefined);
		assert.equal(await b.journal.holds(intent.id), false);
		// The other window tries it all the same, at every turn of the one that has it.
		const other = createBench(emulator.baseUrl);
		Object.assign(other, { job: bench.job, journal: b.journal });
		await assert.rejects(other.run(), LeaseLostError);
		assert.equal(emulator.requests.length, 0);
		bench.journal = {
			...a.journal,
			async record(id, event) {
				await a.journal.record(id, event);
				const requests = emulator.requests.length;
				const job = await b.journal.read(id);
				if (event.type !== 'saved') {
					Object.assign(other, { job });
					await assert.rejects(other.run(), LeaseLostError);
				}
				// It may look, and does nothing else.
				const calls = emulator.requests.slice(requests).map(({ call }) => call);
				assert.deepEqual(
					calls.filter(call => call !== 'get' && call !== 'download'),
					[],
				);
				assert.deepEqual(other.saved, []);
			},
		};
		assert.equal((await bench.run()).phase, 'saved');
		assert.equal(emulator.ledger.entries.length, 1);
		assert.equal(bench.saved.length, 1);
	});

	test('51 of many windows one gets a job that is given back', async () => {
		const a = folder.window();
		const id = await openJob(a, sent, accepted);
		await a.journal.release(id);
		const windows = Array.from({ length: 8 }, () => folder.window());
		const claims = await Promise.all(windows.map(({ journal }) => journal.claim(id)));
		assert.equal(claims.filter(job => job !== undefined).length, 1);
		assert.equal(claims.find(job => job !== undefined)?.predictionId, 'job_1');
		const holding = await Promise.all(windows.map(({ journal }) => journal.holds(id)));
		assert.deepEqual(
			holding,
			claims.map(job => job !== undefined),
		);
	});

	test('a window that has a job does not get it again, but can give it back and take it', async () => {
		const a = folder.window();
		const id = await openJob(a, sent);
		assert.equal(await a.journal.claim(id), undefined);
		assert.equal(await a.journal.holds(id), true);
		await a.journal.release(id);
		assert.equal(await a.journal.isTaken(id), false);
		assert.equal(await a.journal.holds(id), false);
		assert.equal((await a.journal.claim(id))?.phase, 'sent');
		await a.journal.release(id);
		assert.equal(await a.journal.claim(sampleIntent().id), undefined);
	});

	test('without its lease nothing is written', async () => {
		const a = folder.window();
		const id = await openJob(a, sent);
		const before = await folder.contents(`jobs/v1/${id}`);
		const b = folder.window();
		const events: JobEvent[] = [sent, notAccepted, unknown, notified, saved, { type: 'running' }];
		for (const event of events) {
			await assert.rejects(b.journal.record(id, event), LeaseLostError);
		}
		assert.deepEqual(await folder.contents(`jobs/v1/${id}`), before);
		await a.journal.release(id);
		await assert.rejects(a.journal.record(id, unknown), LeaseLostError);
	});

	test('a send that another window has noted is not noted again, and the job is left to whoever wants it', async () => {
		const a = folder.window();
		const id = await openJob(a, sent);
		await assert.rejects(a.journal.record(id, sent), LeaseLostError);
		assert.equal(await a.journal.holds(id), false);
		const b = folder.window();
		assert.equal((await b.journal.claim(id))?.phase, 'sent');
		await b.journal.record(id, { ...sent, send: 2 });
	});

	test('an answer that comes late is written without a lease, and clears an unknown job', async () => {
		const a = suspended();
		const id = await openJob(a, sent);
		const b = await takeOver(folder, id);
		await b.journal.record(id, unknown);
		assert.equal((await b.journal.read(id))?.phase, 'unknown');
		await assert.rejects(a.journal.record(id, accepted), LeaseLostError);
		const job = await b.journal.read(id);
		assert.deepEqual([job?.phase, job?.predictionId, job?.problem], ['accepted', 'job_1', undefined]);
		await assert.rejects(a.journal.record(id, { type: 'running' }), LeaseLostError);
	});

	for (const order of ['before', 'after'] as const) {
		test(`an answer that comes ${order} the user was told is followed up`, async () => {
			const a = suspended();
			const id = await openJob(a, sent);
			const b = await takeOver(folder, id);
			const late = () => assert.rejects(a.journal.record(id, accepted), LeaseLostError);
			await b.journal.record(id, unknown);
			await (order === 'before' ? late() : undefined);
			await b.journal.record(id, notified);
			await (order === 'after' ? late() : undefined);
			await b.journal.release(id);
			const [job] = await folder.window().journal.pending();
			assert.ok(job);
			assert.deepEqual(recoveryOf(job, Date.now()), { type: 'drive' });
			await b.journal.claim(id);
			await recordAll(b.journal, id, [staged, saved]);
			await b.journal.release(id);
			assert.deepEqual(await folder.window().journal.pending(), []);
		});
	}

	test('a job that was lost can be claimed again once that was noticed', async () => {
		const a = suspended();
		const id = await openJob(a, sent);
		const b = await takeOver(folder, id);
		await b.journal.record(id, accepted);
		await b.journal.release(id);
		a.clock.resume();
		while (a.clock.waits === 0) {
			await delay(1);
		}
		// As long as a run may still be at work on it, it does not come back to it.
		assert.equal(await a.journal.claim(id), undefined);
		await assert.rejects(a.journal.record(id, unknown), LeaseLostError);
		assert.equal((await a.journal.claim(id))?.predictionId, 'job_1');
		await a.journal.record(id, { type: 'cancelled' });
	});

	test('those are pending that are not over and told, and that this window does not have', async () => {
		const a = folder.window();
		const ids: Record<string, string> = {};
		const histories: Record<string, JobEvent[]> = {
			intent: [],
			sent: [sent],
			accepted: [sent, accepted],
			failed: [sent, accepted, failed],
			unknown: [sent, unknown],
			parked: [{ type: 'parked', parking: { problem: { kind: 'key' } } }],
			'failed and told': [sent, accepted, failed, notified],
			'saved and told': [sent, accepted, staged, saved, notified],
			'unknown and told': [sent, unknown, notified],
			'unknown and dismissed': [sent, unknown, dismissed],
		};
		for (const [name, events] of Object.entries(histories)) {
			ids[name] = await openJob(a, ...events);
		}
		const pendingIn = async ({ journal }: JournalWindow) => {
			const found = (await journal.pending()).map(({ intent }) => intent.id);
			return Object.keys(ids).filter(name => found.includes(ids[name] ?? ''));
		};
		assert.deepEqual(await pendingIn(a), []);
		const wanted = ['intent', 'sent', 'accepted', 'failed', 'unknown', 'parked'];
		const b = folder.window();
		assert.deepEqual(await pendingIn(b), wanted);
		await a.journal.release(ids.parked ?? '');
		assert.deepEqual(await pendingIn(a), ['parked']);
		assert.equal((await b.journal.list()).length, Object.keys(ids).length);
	});

	test('a window asks another one to cancel', async () => {
		const [a, b] = [folder.window(), folder.window()];
		const id = await openJob(a, sent, accepted);
		assert.equal(await a.journal.isCancelRequested(id), false);
		await b.journal.requestCancel(id);
		assert.equal(await a.journal.isCancelRequested(id), true);
		assert.equal((await a.journal.read(id))?.predictionId, 'job_1');
	});

	for (const isArchived of [true, false]) {
		const how = isArchived ? 'ended and put away' : 'ended';
		test(`a send that is noted as the job is ${how} in another window does not go out`, async () => {
			const [reached, gate] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
			const a = folder.window({
				files: {
					...folder.files,
					async create(...given) {
						if (given[0].endsWith('/sent.1')) {
							reached.resolve(undefined);
							await gate.promise;
						}
						return folder.files.create(...given);
					},
				},
			});
			const id = await openJob(a);
			const noting = a.journal.record(id, sent);
			await reached.promise;
			const b = await takeOver(folder, id);
			await recordAll(b.journal, id, [{ type: 'cancelled' }, notified]);
			if (isArchived) {
				await b.journal.release(id);
				assert.deepEqual(await folder.files.list(`jobs/v1/${id}`), []);
			}
			gate.resolve(undefined);
			await assert.rejects(noting, LeaseLostError);
			assert.deepEqual(await folder.window().journal.pending(), []);
		});
	}

	test('what the events made of a job is what the next window goes on with', async () => {
		const a = folder.window();
		const events: JobEvent[] = [sent, accepted, { type: 'cancelling' }];
		const id = await openJob(a, ...events);
		await a.journal.release(id);
		const job = await folder.window().journal.claim(id);
		assert.ok(job);
		assert.deepEqual(job, events.reduce(reduceJob, newJob(job.intent)));
	});
});
