import assert from 'node:assert/strict';
import { alignClock } from '../../../src/core/clock/alignedClock.ts';
import { policy } from '../../../src/core/policy.ts';
import { createTestClock } from '../../support/testClock.ts';

const { grid, from } = policy.wake;

suite('a clock whose sleeps end together', () => {
	test('longer sleeps end on the grid, whenever they begin, never early, and late by less than it', async () => {
		const inner = createTestClock(1_000_000_007);
		const clock = alignClock(inner);
		for (let ms: number = from; ms < 20_000; ms += 173) {
			const began = clock.now();
			await clock.sleep(ms);
			assert.equal(clock.now() % grid, 0);
			const late = clock.now() - began - ms;
			assert.ok(late >= 0 && late < grid, `${ms} is late by ${late}`);
			inner.jump(ms % 101);
		}
	});

	test('short sleeps stay as they are, and all can be aborted', async () => {
		const inner = createTestClock(1_000_000_007);
		const clock = alignClock(inner);
		await clock.sleep(from - 1);
		await clock.sleep(0);
		assert.deepEqual(inner.sleeps, [from - 1, 0]);
		const reason = new Error('cancelled');
		await assert.rejects(clock.sleep(5000, AbortSignal.abort(reason)), error => error === reason);
	});
});
