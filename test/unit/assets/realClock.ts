import { setTimeout } from 'node:timers/promises';
import type { DiskClock } from '../../../src/host/storage/diskFiles.ts';

export const realClock: DiskClock = {
	now: () => Date.now(),
	sleep: async ms => {
		await setTimeout(ms);
	},
};
