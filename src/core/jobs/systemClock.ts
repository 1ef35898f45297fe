import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from './ports.ts';

export const systemClock: Clock = {
	now: () => Date.now(),
	async sleep(ms, signal) {
		await delay(ms, undefined, signal && { signal });
	},
	random: () => randomInt(2 ** 32) / 2 ** 32,
};
