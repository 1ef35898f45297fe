import assert from 'node:assert/strict';
import { connectionFailures } from '../../../src/core/api/errors/connectionError.ts';
import { assetErrorCodes } from '../../../src/core/assets/assetError.ts';
import { serializeRecord, parseRecord, emptyRecord, setEntry } from '../../../src/core/assets/assetRecord.ts';
import { mayHaveCost, type Job, type JobPhase } from '../../../src/core/jobs/job.ts';
import { whyOf } from '../../../src/core/jobs/failure.ts';
import type { Problem } from '../../../src/core/jobs/problem.ts';
import { entryOf } from '../../../src/core/jobs/recordEntry.ts';
import { storageProblem } from '../../../src/core/jobs/storageProblem.ts';
import { withServiceIds } from '../../../src/host/texts/serviceIds.ts';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { problemText } from '../../../src/host/jobs/problemText.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

/** One of each kind, and of each kind within a kind. */
const problems: readonly Problem[] = [
	{ kind: 'key' },
	{ kind: 'otherKey' },
	{ kind: 'dailyLimit', limit: 1000, spent: 990 },
	{ kind: 'interrupted' },
	{ kind: 'storage', ...whyOf('no space') },
	{ kind: 'upload', ...whyOf('HTTP 500') },
	{ kind: 'referenceGone', name: 'fox.png' },
	{ kind: 'credits' },
	{ kind: 'refused', status: 422, reason: 'quality: no' },
	{ kind: 'busy' },
	{ kind: 'busy', retryAfterMs: 120_000 },
	...connectionFailures.map(failure => ({ kind: 'offline', failure, host: 'api.example' }) as const),
	{ kind: 'redirected' },
	{ kind: 'noAnswer', detail: 'reset' },
	{ kind: 'predictionFailed', reason: 'moderation' },
	{ kind: 'noOutput', answer: '{}' },
	{ kind: 'forgotten' },
	{ kind: 'endless' },
	{ kind: 'download', ...whyOf('HTTP 500') },
	...assetErrorCodes.map(code => ({ kind: 'save', code, ...whyOf('No.') }) as const),
];
const phases: readonly JobPhase[] = [
	...(['intent', 'sent', 'accepted', 'running', 'ready', 'failed', 'cancelled', 'unknown'] as const),
];
const predictionId = 'pred_7Hq-1';

suite('the words for what stopped a job', () => {
	for (const problem of problems) {
		const name = Object.values(problem).slice(0, 2).join(' ');
		test(`${name}: “nothing was charged” only where that is certain, and the id wherever there is one`, () => {
			for (const phase of phases) {
				for (const id of [{}, { predictionId }]) {
					const job: Job = { intent: sampleIntent(), phase, sends: 1, ...id };
					const { message, common } = problemText(problem, job);
					if (mayHaveCost(job)) {
						assert.doesNotMatch(message, /nothing was (?:charged|sent)/i, phase);
					}
					assert.equal(message.includes(predictionId), job.predictionId !== undefined);
					assert.ok(!common.includes(predictionId));
				}
			}
		});
	}

	test('whatever a job failed by, its message says whether that was charged', () => {
		for (const problem of problems.filter(({ kind }) => !['key', 'save', 'otherKey'].includes(kind))) {
			for (const id of [{}, { predictionId }]) {
				const job: Job = { intent: sampleIntent(), phase: 'failed', sends: 1, ...id };
				const { message } = problemText(problem, job);
				const says = /nothing was (?:charged|sent)|may have cost 45 credits|is (?:made and )?paid/i;
				// These never fail a job that the service has: it waits, or nothing of it was sent.
				const waits = ['dailyLimit', 'storage', 'upload', 'credits', 'refused', 'busy', 'offline'];
				if (
					job.predictionId === undefined ||
					![...waits, 'interrupted', 'referenceGone'].includes(problem.kind)
				) {
					assert.match(message, says);
				}
			}
		}
	});

	test('several jobs of one message: the ids that there are, in one sentence', () => {
		const jobs = [{ predictionId: 'a' }, {}, { predictionId: 'b' }];
		assert.equal(withServiceIds('No.', jobs), 'No. Job IDs: a, b');
		assert.equal(withServiceIds('No.', [{ predictionId: 'a' }, {}]), 'No. ID of one of the jobs: a');
		assert.equal(withServiceIds('No.', [{ predictionId: 'a' }]), 'No. Job ID: a');
		assert.equal(withServiceIds('No.', [{}]), 'No.');
	});

	test('38 trouble with the storage is called a full disk only where it is one', () => {
		const told = (code: string) => {
			const cause = Object.assign(new Error(`${code}: made up`), { code });
			const error = new StateError(`The storage failed: ${cause.message}`, { cause });
			return problemText(storageProblem(error), { intent: sampleIntent(), phase: 'ready', sends: 1 }).message;
		};
		assert.match(told('ENOSPC'), /^The disk is full\. /);
		assert.match(told('EBUSY'), /^The image couldn't be saved\. .*EBUSY/);
	});
});

suite('the id of the service in the record', () => {
	const image = { uri: 'file:///a.png', format: 'png', width: 1, height: 1, sha256: '0'.repeat(64) } as const;
	const recordWith = (id: { readonly predictionId?: string }) =>
		setEntry(emptyRecord(), 'a.png', entryOf({ intent: sampleIntent(), ...id }, image, []));

	test('an image that was paid for has it, and it is read back', () => {
		const parsed = parseRecord(serializeRecord(recordWith({ predictionId })));
		assert.ok(parsed.ok);
		assert.equal(parsed.record.assets['a.png']?.predictionId, predictionId);
	});

	test('a newer image in its place does not keep the one of the older', () => {
		const record = setEntry(
			recordWith({ predictionId }),
			'a.png',
			entryOf({ intent: sampleIntent() }, image, []),
		);
		assert.ok(!('predictionId' in (record.assets['a.png'] ?? {})));
	});

	for (const foreign of ['../x', '', 'a b', 7, null, 'x'.repeat(129)]) {
		test(`${JSON.stringify(foreign).slice(0, 12)} is none`, () => {
			const text = serializeRecord(recordWith({ predictionId })).replace(
				`"${predictionId}"`,
				JSON.stringify(foreign),
			);
			const parsed = parseRecord(text);
			assert.ok(!parsed.ok && parsed.fault.code === 'invalid');
			assert.equal(parsed.fault.path, 'assets.a.png.predictionId');
		});
	}
});
