import { policy } from '../policy.ts';
import type { Clock } from './clock.ts';

/**
 * The same clock, whose longer sleeps end together with those of others: each goes on to the next moment of a grid,
 * never shorter than it was asked to be, and longer by less than `policy.wake.grid`. Fifty jobs then wake the process a
 * few times a second, not fifty, and what they ask goes out together. Short sleeps stay as they are.
 */
export function alignClock(clock: Clock): Clock {
	const { grid, from } = policy.wake;
	return {
		now: () => clock.now(),
		monotonic: () => clock.monotonic(),
		random: () => clock.random(),
		sleep(ms, signal) {
			if (ms < from) {
				return clock.sleep(ms, signal);
			}
			const now = clock.now();
			return clock.sleep(Math.ceil((now + ms) / grid) * grid - now, signal);
		},
	};
}
