import { policy } from '../policy.ts';
import type { Clock } from './clock.ts';

/**
 * The same clock with its longer sleeps aligned to a grid: each ends at the next grid point, never early, and late by
 * less than `policy.wake.grid`. Fifty jobs then wake the process a few times a second instead of fifty, and send their
 * requests together. Short sleeps stay as they are.
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
