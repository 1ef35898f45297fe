import assert from 'node:assert/strict';
import { createLimiter } from '../../../src/core/limiter.ts';

suite('the limiter', () => {
	const never = new AbortController().signal;

	function tasks() {
		const ends: (() => void)[] = [];
		let running = 0;
		let most = 0;
		const task = () =>
			new Promise<void>(resolve => {
				running += 1;
				most = Math.max(most, running);
				ends.push(() => {
					running -= 1;
					resolve();
				});
			});
		return { ends, task, most: () => most };
	}

	test('runs as many at a time as it may, in their order', async () => {
		const { ends, task, most } = tasks();
		const limiter = createLimiter(() => 2);
		const all = [1, 2, 3, 4, 5].map(() => limiter.run(task, never));
		for (let done = 0; done < 5; done += 1) {
			await new Promise(setImmediate);
			ends.shift()?.();
		}
		await Promise.all(all);
		assert.equal(most(), 2);
	});

	test('a task that fails gives its place away', async () => {
		const limiter = createLimiter(() => 1);
		await assert.rejects(
			limiter.run(() => Promise.reject(new Error('no')), never),
			/no/,
		);
		assert.equal(await limiter.run(() => Promise.resolve(7), never), 7);
	});

	test('a task that gives up waiting leaves the line, and no other does', async () => {
		const { ends, task } = tasks();
		const limiter = createLimiter(() => 1);
		const first = limiter.run(task, never);
		const controller = new AbortController();
		const second = limiter.run(() => Promise.resolve('second'), controller.signal);
		const third = limiter.run(() => Promise.resolve('third'), never);
		controller.abort(new Error('gave up'));
		await assert.rejects(second, /gave up/);
		ends[0]?.();
		await first;
		assert.equal(await third, 'third');
	});
});
