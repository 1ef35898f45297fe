import assert from 'node:assert/strict';
import { isTerminal, terminalPhases, type Job } from '../../../src/core/jobs/job.ts';
import { createMemoryJournal } from '../../support/memoryJournal.ts';
import { newJob, reduceJob, type JobEvent } from '../../../src/core/jobs/reducer.ts';
import { createBench } from './jobBench.ts';

const { intent } = createBench('http://127.0.0.1/v1').job;
const image = { format: 'png', width: 1, height: 1, sha256: 'ab' } as const;
const staged = { ...image, bytes: new Uint8Array(1) };
const saved = { ...image, uri: 'file:///a.png' };

suite('the life of a job', () => {
	const after = (...events: JobEvent[]): Job => events.reduce(reduceJob, newJob(intent));

	test('from the intent to the saved file', () => {
		const events: JobEvent[] = [
			{ type: 'sending', send: 1, keyFingerprint: 'one' },
			{ type: 'accepted', predictionId: 'p1', at: 7 },
			{ type: 'running' },
			{ type: 'staged', images: [staged] },
			{ type: 'targeted', index: 0, uri: saved.uri },
			{ type: 'saved', images: [saved] },
		];
		let job = newJob(intent);
		const phases = events.map(event => (job = reduceJob(job, event)).phase);
		assert.deepEqual(phases, ['sent', 'accepted', 'running', 'ready', 'ready', 'saved']);
		assert.deepEqual(job.saved, [saved]);
		assert.equal(job.staged, undefined);
	});

	test('of several images, the last one saves the job', () => {
		const one: JobEvent = { type: 'saved', images: [saved] };
		const both: JobEvent = { type: 'saved', images: [saved, saved] };
		assert.equal(after({ type: 'staged', images: [staged, staged] }, one).phase, 'ready');
		assert.equal(after({ type: 'staged', images: [staged, staged] }, one, both).phase, 'saved');
	});

	test('parking and going on leave the phase alone', () => {
		const parked = after(
			{ type: 'sending', send: 1, keyFingerprint: 'one' },
			{ type: 'parked', parking: { problem: { kind: 'key' } } },
		);
		assert.equal(parked.phase, 'sent');
		assert.deepEqual(
			reduceJob(parked, { type: 'resumed' }),
			after({ type: 'sending', send: 1, keyFingerprint: 'one' }),
		);
	});

	test('a staged variation waits for its choice, whatever was in the way before; once chosen it can be stopped', () => {
		const variation = newJob({ ...intent, variation: true });
		const stop: JobEvent = { type: 'parked', parking: { problem: { kind: 'key' } } };
		const events: JobEvent[] = [{ type: 'staged', images: [staged] }, stop];
		assert.equal(events.reduce(reduceJob, variation).parked, undefined);
		const chosen = [{ type: 'staged', images: [staged] } as const, { type: 'chosen' } as const, stop];
		assert.deepEqual(chosen.reduce(reduceJob, variation).parked, stop.parking);
	});

	test('the ends are listed once', () => {
		assert.deepEqual([...terminalPhases], ['saved', 'failed', 'cancelled', 'unknown']);
		assert.equal(isTerminal('ready'), false);
	});

	test('the journal gives back what the events made of a job', async () => {
		const journal = createMemoryJournal();
		await journal.open(intent);
		await journal.record(intent.id, { type: 'sending', send: 1, keyFingerprint: 'one' });
		assert.deepEqual(journal.jobs(), [after({ type: 'sending', send: 1, keyFingerprint: 'one' })]);
		await assert.rejects(journal.record('other', { type: 'running' }), /other/);
	});
});
