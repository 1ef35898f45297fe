import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from './clock.ts';

/** The machine's own time. @param waitScale a factor on every wait. */
export function createSystemClock(waitScale = 1): Clock {
	return {
		now: () => Date.now(),
		monotonic: () => performance.now() / waitScale,
		async sleep(ms, signal) {
			await delay(ms * waitScale, undefined, signal && { signal });
		},
		random: () => randomInt(2 ** 32) / 2 ** 32,
	};
}
