import assert from 'node:assert/strict';
import { qualities } from '../../../src/shared/model.ts';
import { backOff } from '../../../src/core/jobs/backOff.ts';
import { policy } from '../../../src/core/policy.ts';
import { nextPoll } from '../../../src/core/jobs/pollSchedule.ts';

const minute = 60_000;

suite('the poll schedule', () => {
	const cases: [string, Parameters<typeof nextPoll>, number][] = [
		['low: first at 0.3 × 12 s', ['low', 0, 0.5], 3600],
		['medium: first at 0.3 × 35 s', ['medium', 0, 0.5], 10_500],
		['high: first at 0.3 × 75 s', ['high', 0, 0.5], 22_500],
		['auto counts as high', ['auto', 0, 0.5], 22_500],
		['taken up on the way to the first look', ['low', 2000, 0.5], 1600],
		['never sooner than a second', ['low', 3500, 0.5], 1000],
		['at least a second', ['low', 4000, 0.5], 1000],
		['then 5 % of the time elapsed', ['low', 60_000, 0.5], 3000],
		['at most ten seconds', ['low', 5 * minute, 0.5], 10_000],
		['half a minute after ten minutes', ['low', 10 * minute, 0.5], 30_000],
		['five minutes after an hour', ['low', 60 * minute, 0.5], 5 * minute],
		['a clock that was set back', ['low', -minute, 0.5], 3600],
	];
	for (const [name, args, wait] of cases) {
		test(name, () => {
			assert.equal(nextPoll(...args), wait);
		});
	}

	test('jitter stretches and shortens by a tenth', () => {
		assert.equal(nextPoll('low', 60_000, 0), 2700);
		assert.ok(Math.abs(nextPoll('low', 60_000, 1) - 3300) < 1e-6);
	});

	test('whatever the quality and the time, there is a wait, and it has an end', () => {
		for (const quality of qualities) {
			for (let elapsed = -minute; elapsed < 48 * 60 * minute; elapsed += 7919) {
				const wait = nextPoll(quality, elapsed, (elapsed & 1023) / 1024);
				assert.ok(wait >= 900 && wait <= 5.5 * minute, `${quality} at ${elapsed}: ${wait}`);
			}
		}
	});
});

suite('back-off', () => {
	test('doubles from half a second to its cap, shortened by up to a quarter', () => {
		const cap = policy.backOff.submitCap;
		assert.deepEqual(
			[0, 1, 2, 3, 4, 5].map(attempt => backOff(attempt, cap, 0)),
			[500, 1000, 2000, 4000, 8000, 8000],
		);
		assert.equal(backOff(0, cap, 1), 375);
	});

	test('never earlier than asked', () => {
		assert.equal(backOff(0, 8000, 0, 20_000), 20_000);
		assert.equal(backOff(3, 8000, 0, 1000), 4000);
	});
});
