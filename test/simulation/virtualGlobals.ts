import type { Due, Scheduler } from './scheduler.ts';

/** What the timers and clocks of this process show. */
interface Shown {
	readonly scheduler: Scheduler;
	/** Milliseconds since the epoch. */
	readonly wall: () => number;
	readonly monotonic: () => number;
}

let shown: Shown | undefined;
const real = { now: Date.now, performance: performance.now.bind(performance) };

/** Permanently replaces the timers and clocks of the whole process, which must then run only simulations. */
export function installVirtualGlobals(): void {
	Date.now = () => shown?.wall() ?? real.now();
	performance.now = () => shown?.monotonic() ?? real.performance();
	globalThis.setTimeout = ((run: () => void, delay = 0) =>
		startTimer(run, delay)) as unknown as typeof setTimeout;
	globalThis.clearTimeout = timer => {
		(timer as unknown as VirtualTimer | undefined)?.stop();
	};
}

/** Makes them show the time of this run. */
export function showTime(time: Shown): void {
	shown = time;
}

/** Real milliseconds, to limit how long a run may take. */
export const realNow = (): number => real.performance();

interface VirtualTimer {
	refresh(): VirtualTimer;
	unref(): VirtualTimer;
	ref(): VirtualTimer;
	hasRef(): boolean;
	stop(): void;
}

function startTimer(run: () => void, delay: number): VirtualTimer {
	if (shown === undefined) {
		throw new Error('A timer was started outside of a simulation');
	}
	const { scheduler } = shown;
	const scope = scheduler.current();
	let due: Due;
	const start = () => {
		due = scheduler.after(scope, delay, run, true);
	};
	const timer: VirtualTimer = {
		refresh() {
			if (due.run !== undefined) {
				due.run = undefined;
				start();
			}
			return timer;
		},
		unref: () => timer,
		ref: () => timer,
		hasRef: () => true,
		stop() {
			due.run = undefined;
		},
	};
	start();
	return timer;
}
