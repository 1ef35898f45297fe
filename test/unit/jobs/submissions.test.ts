import assert from 'node:assert/strict';
import type { Job } from '../../../src/core/jobs/job.ts';
import { newJob } from '../../../src/core/jobs/reducer.ts';
import { createSubmissions, type SubmissionSteps } from '../../../src/core/jobs/submissions.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { createTestClock } from '../../support/testClock.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

function stepsFor(changes: Partial<SubmissionSteps> = {}): { steps: SubmissionSteps; done: string[] } {
	const done: string[] = [];
	const jobs = [newJob(sampleIntent())];
	const steps: SubmissionSteps = {
		open: () => {
			done.push('open');
			return Promise.resolve(jobs);
		},
		run: started => {
			done.push('run');
			return Promise.resolve(started);
		},
		keep: () => {
			done.push('keep');
			return Promise.resolve();
		},
		...changes,
	};
	return { steps, done };
}

suite('submissions', () => {
	test('11 the same order again within a second shares the first one', async () => {
		const orders = createSubmissions(
			{ ...createTestClock(), sleep: () => new Promise(() => undefined) },
			quiet,
		);
		const { steps, done } = stepsFor();
		const [first, second] = await Promise.all([orders.start('fox', steps), orders.start('fox', steps)]);
		assert.equal(first, second);
		assert.deepEqual(done, ['open', 'run', 'keep']);
		await orders.start('owl', steps);
		assert.equal(done.filter(step => step === 'run').length, 2);
	});

	for (const [how, keep] of [
		['rejects', () => Promise.reject(new Error('no room'))],
		['throws', () => assert.fail('no room')],
		['never answers', () => new Promise<void>(() => undefined)],
	] as const) {
		test(`78 the jobs run although a prompt history ${how}`, async () => {
			const orders = createSubmissions(createTestClock(), quiet);
			const { steps, done } = stepsFor({ keep });
			const started = await orders.start('fox', steps);
			assert.equal((await started?.ended)?.length, 1);
			assert.deepEqual(done, ['open', 'run']);
		});
	}

	test('an order that was declined can be given again at once', async () => {
		const orders = createSubmissions(
			{ ...createTestClock(), sleep: () => new Promise(() => undefined) },
			quiet,
		);
		const { steps } = stepsFor({ open: () => Promise.resolve(undefined) });
		assert.equal(await orders.start('fox', steps), undefined);
		const { steps: again, done } = stepsFor();
		await orders.start('fox', again);
		assert.deepEqual(done, ['open', 'run', 'keep']);
	});

	for (const [what, ended, runs] of [
		['another window took its job over', () => [], 1],
		['its job failed', (jobs: readonly Job[]) => jobs.map(job => ({ ...job, phase: 'failed' as const })), 2],
		['its job is parked', (jobs: readonly Job[]) => jobs, 1],
	] as const) {
		test(`11 an order of which ${what} is ${runs === 1 ? 'shared' : 'given again'} by the second click`, async () => {
			const orders = createSubmissions(
				{ ...createTestClock(), sleep: () => new Promise(() => undefined) },
				quiet,
			);
			const done: string[] = [];
			const { steps } = stepsFor({
				run: jobs => {
					done.push('run');
					return Promise.resolve(ended(jobs));
				},
			});
			await (
				await orders.start('fox', steps)
			)?.ended;
			await new Promise(resolve => setImmediate(resolve));
			await orders.start('fox', steps);
			assert.equal(done.length, runs);
		});
	}
});
