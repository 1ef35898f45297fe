import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../src/core/clock/clock.ts';

export interface TestClock extends Clock {
	/** Every wait that was asked for, in milliseconds. */
	readonly sleeps: readonly number[];
	/** Sets the clock forward, or back with a negative `ms`. */
	jump(ms: number): void;
}

/** A clock whose waits end almost immediately (after a real millisecond) but count in full. */
export function createTestClock(start = Date.parse('2026-01-01T00:00:00Z')): TestClock {
	let now = start;
	let elapsed = 0;
	const sleeps: number[] = [];
	return {
		sleeps,
		now: () => now,
		monotonic: () => elapsed,
		jump(ms) {
			now += ms;
		},
		async sleep(ms, signal) {
			signal?.throwIfAborted();
			sleeps.push(ms);
			await delay(1);
			signal?.throwIfAborted();
			now += ms;
			elapsed += ms;
		},
		random: () => 0.5,
	};
}
