import assert from 'node:assert/strict';
import { terminalPhases, type Job, type JobPhase } from '../../../src/core/jobs/job.ts';
import { actionsOf, isOpen, isPaidFor, spends, type JobAction } from '../../../src/core/jobs/jobActions.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

function jobIn(phase: JobPhase, changes: Partial<Job> = {}): Job {
	return { intent: sampleIntent(), phase, sends: 0, ...changes };
}

const phases: readonly JobPhase[] = ['intent', 'sent', 'accepted', 'running', 'ready', ...terminalPhases];
const predictionId = 'job_1';

suite('what a user can do about a job', () => {
	const resting: Record<JobPhase, JobAction[]> = {
		intent: ['send', 'dismiss'],
		sent: [],
		accepted: ['tryAgain', 'cancel', 'dismiss'],
		running: ['tryAgain', 'cancel', 'dismiss'],
		ready: ['tryAgain', 'saveElsewhere', 'dismiss'],
		saved: [],
		failed: ['sendAgain', 'dismiss'],
		cancelled: [],
		unknown: ['sendAgain', 'dismiss'],
	};
	for (const phase of phases) {
		test(`${phase}: ${resting[phase].join(', ') || 'nothing'}; while it runs, it can be cancelled once`, () => {
			assert.deepEqual(actionsOf(jobIn(phase), false), resting[phase]);
			assert.deepEqual(actionsOf(jobIn(phase, { cancelling: true }), false), resting[phase]);
			assert.deepEqual(actionsOf(jobIn(phase), true), ['cancel']);
			assert.deepEqual(actionsOf(jobIn(phase, { cancelling: true }), true), []);
		});
	}

	test('only what was not accepted, or may not have been, can be sent', () => {
		const sendable = phases.filter(phase => actionsOf(jobIn(phase), false).some(spends));
		assert.deepEqual(sendable, ['intent', 'failed', 'unknown']);
		const paid = phases.filter(phase => isPaidFor(jobIn(phase, { predictionId })));
		assert.deepEqual(
			paid.filter(phase => sendable.includes(phase)),
			[],
		);
	});

	for (const [reason, isAboutPrompt] of [
		['Your request was rejected by our safety system.', true],
		['content_policy_violation', true],
		['Blocked by moderation', true],
		['quality: must be one of low, medium, high', false],
		[undefined, false],
	] as const) {
		test(`what was refused with ${JSON.stringify(reason)} ${isAboutPrompt ? 'gets another prompt first' : 'is sent again'}`, () => {
			const problem = { kind: 'refused', status: 400, ...(reason !== undefined && { reason }) } as const;
			const [first] = actionsOf(jobIn('failed', { problem }), false);
			assert.equal(first, isAboutPrompt ? 'editPrompt' : 'sendAgain');
		});
	}

	test('sending spends, and nothing else', () => {
		const all: Record<JobAction, boolean> = {
			cancel: false,
			send: true,
			tryAgain: false,
			save: false,
			saveElsewhere: false,
			sendAgain: true,
			editPrompt: true,
			dismiss: false,
		};
		for (const [action, expected] of Object.entries(all)) {
			assert.equal(spends(action as JobAction), expected, action);
		}
	});

	test('a variation that is ready is saved or dismissed; dismissed, it can still be saved', () => {
		const intent = sampleIntent({ variation: true });
		const ready: Job = { intent, phase: 'ready', sends: 1, predictionId };
		assert.deepEqual(actionsOf(ready, false), ['save', 'dismiss']);
		assert.deepEqual(actionsOf({ ...ready, dismissed: true }, false), ['save']);
		assert.deepEqual(actionsOf({ ...ready, chosen: true }, false), ['tryAgain', 'saveElsewhere', 'dismiss']);
		assert.deepEqual([isPaidFor(ready), isPaidFor({ ...ready, chosen: true })], [false, true]);
	});

	test('all jobs are on the list but those that are saved, cancelled or dismissed', () => {
		const open = phases.filter(phase => isOpen(jobIn(phase)));
		assert.deepEqual(open, ['intent', 'sent', 'accepted', 'running', 'ready', 'failed', 'unknown']);
		for (const phase of phases) {
			assert.equal(isOpen(jobIn(phase, { dismissed: true })), false, phase);
			assert.equal(isOpen(jobIn(phase, { notified: true })), open.includes(phase), phase);
		}
	});

	test('dismissing gives up an image where the service has made one that is not saved', () => {
		const lost = phases.filter(phase => isPaidFor(jobIn(phase, { predictionId })));
		assert.deepEqual(lost, ['accepted', 'running', 'ready']);
		assert.deepEqual(
			phases.filter(phase => isPaidFor(jobIn(phase))),
			[],
		);
	});
});
