import assert from 'node:assert/strict';
import { alignClock } from '../../../src/core/jobs/alignedClock.ts';
import { policy } from '../../../src/core/jobs/policy.ts';
import { createTestClock } from '../../support/testClock.ts';

const { grid, from } = policy.wake;

suite('a clock whose sleeps end together', () => {
	test('longer sleeps end on the grid, whenever they begin, and off by at most half of it', async () => {
		const inner = createTestClock(1_000_000_007);
		const clock = alignClock(inner);
		for (let ms: number = from; ms < 20_000; ms += 173) {
			const began = clock.now();
			await clock.sleep(ms);
			assert.equal(clock.now() % grid, 0);
			assert.ok(Math.abs(clock.now() - began - ms) <= grid / 2, `${ms} became ${clock.now() - began}`);
			inner.jump(ms % 101);
		}
	});

	test('on average they are as long as they were asked to be', async () => {
		const inner = createTestClock(1_000_000_000);
		const clock = alignClock(inner);
		let sum = 0;
		for (let offset = 0; offset < grid; offset += 1) {
			inner.jump(1);
			const began = clock.now();
			await clock.sleep(from + 77);
			sum += clock.now() - began;
			inner.jump((offset * 7) % grid);
		}
		assert.ok(Math.abs(sum / grid - from - 77) < grid / 10, `on average ${sum / grid}`);
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
