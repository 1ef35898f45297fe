import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** How often the event loop is sampled, in milliseconds: an idle loop shows this delay as well. */
export const resolution = 1;

export interface TimedStall {
	/** Milliseconds. */
	time: number;
	/** The longest time that the event loop of this thread was blocked meanwhile, in milliseconds. */
	stall: number;
}

export async function timedStall(action: () => Promise<unknown>): Promise<TimedStall> {
	const monitor = monitorEventLoopDelay({ resolution });
	// A stall shows in the first sample after it.
	await delay(5);
	monitor.enable();
	await delay(5);
	const started = performance.now();
	await action();
	const time = performance.now() - started;
	await delay(5);
	monitor.disable();
	return { time, stall: monitor.max / 1e6 - resolution };
}
