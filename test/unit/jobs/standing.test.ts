import assert from 'node:assert/strict';
import type { Job, JobPhase } from '../../../src/core/jobs/job.ts';
import type { ListedJob } from '../../../src/core/jobs/jobBoard.ts';
import { isUnderWay, standingOf } from '../../../src/core/jobs/standing.ts';
import { noticeText, stateText } from '../../../src/host/jobs/jobText.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

const now = 1_800_000_000_000;

function listed(
	phase: JobPhase,
	running: ListedJob['running'],
	more: Partial<Job & ListedJob> = {},
): ListedJob {
	const { notice, ...job } = more;
	return { job: { intent: sampleIntent(), phase, sends: 1, ...job }, running, ...(notice && { notice }) };
}

suite('where a job stands for the user', () => {
	const busy = { type: 'busy', until: now + 11_400 } as const;
	const parked = { problem: { kind: 'key' } } as const;
	const cases: readonly [string, ListedJob, string, string][] = [
		['sent here', listed('sent', 'here'), 'running', 'Sending…'],
		['running here', listed('running', 'here'), 'running', 'Generating…'],
		['running in another window', listed('running', 'elsewhere'), 'running', 'Generating…'],
		['left by its window', listed('running', 'resuming'), 'resuming', 'Resuming…'],
		['taken up again', listed('accepted', 'here', { notice: { type: 'resuming' } }), 'resuming', 'Resuming…'],
		[
			'asked to wait',
			listed('intent', 'here', { notice: busy }),
			'running',
			'The service is busy. Trying again in 12 s.',
		],
		[
			'waiting for a key',
			listed('intent', 'here', { notice: { type: 'key' } }),
			'running',
			'Waiting for an API key…',
		],
		['being cancelled', listed('running', 'here', { cancelling: true }), 'running', 'Canceling…'],
		['parked', listed('accepted', 'no', { parked }), 'waiting', 'Waiting'],
		['of a folder that is not open', listed('accepted', 'no'), 'waiting', 'Waiting'],
		['not sent', listed('intent', 'no', { parked }), 'waiting', 'Not sent'],
		['failed', listed('failed', 'no'), 'failed', 'Failed'],
		['unknown', listed('unknown', 'no'), 'unknown', 'Unknown'],
	];
	for (const [name, entry, standing, text] of cases) {
		test(name, () => {
			assert.equal(standingOf(entry), standing);
			assert.equal(stateText(entry, now), text);
			assert.equal(isUnderWay(standingOf(entry)), standing === 'running' || standing === 'resuming');
		});
	}

	test('no state of a job is called abandoned', () => {
		for (const phase of ['intent', 'sent', 'accepted', 'running', 'ready', 'failed', 'unknown'] as const) {
			for (const running of ['here', 'elsewhere', 'resuming', 'no'] as const) {
				assert.doesNotMatch(stateText(listed(phase, running), now), /left/i);
			}
		}
	});

	test('a wait that is over says nothing', () => {
		assert.equal(noticeText({ type: 'busy', until: now }, now), undefined);
		assert.equal(noticeText(undefined, now), undefined);
	});
});
