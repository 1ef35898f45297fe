import assert from 'node:assert/strict';
import type { Job, JobPhase } from '../../../src/core/jobs/job.ts';
import { policy } from '../../../src/core/policy.ts';
import type { Problem } from '../../../src/core/jobs/problem.ts';
import { recoveryOf, type Recovery } from '../../../src/core/jobs/recovery.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const { sendUnprompted } = policy.journal;
const predictionId = 'job_1';

function jobIn(phase: JobPhase, changes: Partial<Job> & { age?: number } = {}): Job {
	const { age = 0, ...rest } = changes;
	return { intent: sampleIntent({ createdAt: now - age }), phase, sends: 0, ...rest };
}

const problem: Problem = { kind: 'key' };
const parked = { parked: { problem } };
const parkedUntil = (until: number) => ({ parked: { problem, until } });

suite('what becomes of a job that no window works on', () => {
	const cases: [name: string, job: Job, type: Recovery['type']][] = [
		['not sent, just now', jobIn('intent'), 'drive'],
		['not sent, an hour ago', jobIn('intent', { age: sendUnprompted }), 'drive'],
		['not sent, more than an hour ago', jobIn('intent', { age: sendUnprompted + 1 }), 'interrupt'],
		['not sent, and the clock was set back', jobIn('intent', { age: -10 * sendUnprompted }), 'drive'],
		[
			'refused before, more than an hour ago',
			jobIn('intent', { sends: 1, age: sendUnprompted + 1 }),
			'interrupt',
		],
		['sent', jobIn('sent', { sends: 1 }), 'drive'],
		['sent long ago', jobIn('sent', { sends: 1, age: 100 * sendUnprompted }), 'drive'],
		['sent, and parked before anybody saw that', jobIn('sent', { sends: 1, ...parked }), 'drive'],
		['accepted', jobIn('accepted', { predictionId }), 'drive'],
		['accepted long ago', jobIn('accepted', { predictionId, age: 100 * sendUnprompted }), 'drive'],
		['running', jobIn('running', { predictionId }), 'drive'],
		['ready', jobIn('ready', { predictionId, age: 100 * sendUnprompted }), 'drive'],

		['not sent, waits for the user', jobIn('intent', parked), 'leave'],
		['the same, long ago', jobIn('intent', { ...parked, age: 100 * sendUnprompted }), 'leave'],
		['not sent, and its time has not come', jobIn('intent', parkedUntil(now + 1)), 'driveAt'],
		['not sent, and its time has come', jobIn('intent', parkedUntil(now)), 'drive'],
		['the same, long ago', jobIn('intent', { ...parkedUntil(now - 1), age: 100 * sendUnprompted }), 'drive'],
		['accepted and parked', jobIn('accepted', { predictionId, ...parked }), 'drive'],
		[
			'accepted, and its time has not come',
			jobIn('accepted', { predictionId, ...parkedUntil(now + 1) }),
			'driveAt',
		],
		[
			'accepted, and its time has come',
			jobIn('accepted', { predictionId, ...parkedUntil(now - 1) }),
			'drive',
		],
		[
			'accepted, its time has not come, and the clock was set back',
			jobIn('accepted', { predictionId, parked: { problem, since: now + 2, until: now + 90 } }),
			'drive',
		],
		['ready and parked', jobIn('ready', { predictionId, ...parked }), 'drive'],

		['dismissed before it was sent', jobIn('intent', { dismissed: true }), 'leave'],
		['dismissed while parked', jobIn('accepted', { predictionId, ...parked, dismissed: true }), 'leave'],
		['dismissed, ready', jobIn('ready', { predictionId, dismissed: true }), 'leave'],
	];
	const variation = (changes: Partial<Job>): Job => ({
		intent: sampleIntent({ variation: true }),
		phase: 'ready',
		sends: 1,
		predictionId,
		...changes,
	});
	cases.push(
		['a variation that is ready, and nobody knows', variation({}), 'notify'],
		['a variation that is ready and told', variation({ notified: true }), 'leave'],
		['a variation that was chosen', variation({ chosen: true }), 'drive'],
		['a variation under way', variation({ phase: 'running' }), 'drive'],
	);
	for (const phase of ['saved', 'failed', 'cancelled', 'unknown'] as const) {
		cases.push(
			[`${phase}, and nobody knows`, jobIn(phase), 'notify'],
			[`${phase} and told`, jobIn(phase, { notified: true }), 'leave'],
			[`${phase} and dismissed`, jobIn(phase, { dismissed: true }), 'leave'],
			[`${phase} long ago, and nobody knows`, jobIn(phase, { age: 1000 * sendUnprompted }), 'notify'],
			[`${phase} and still parked`, jobIn(phase, parked), 'notify'],
		);
	}
	for (const [name, job, type] of cases) {
		test(`${name}: ${type}`, () => {
			assert.equal(recoveryOf(job, now).type, type);
		});
	}

	test('a job that waits says until when', () => {
		assert.deepEqual(recoveryOf(jobIn('intent', parkedUntil(now + 5)), now), {
			type: 'driveAt',
			at: now + 5,
		});
	});

	test('an accepted job is told again when its answer came late', () => {
		assert.deepEqual(recoveryOf(jobIn('accepted', { predictionId, notified: true }), now), { type: 'drive' });
	});
});
