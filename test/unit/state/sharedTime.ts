import type { Clock } from '../../../src/core/clock/clock.ts';

/** The time of several windows, which only moves when it is told to. */
export interface SharedTime {
	now(): number;
	/** Moves on, and wakes every window that is not suspended. */
	advance(ms: number): void;
	/** Sets every wall clock forward, or back; no time passes. */
	jump(ms: number): void;
	clock(): WindowClock;
}

/** The clock of one window. */
export interface WindowClock extends Clock {
	/** Waits that are not over. */
	readonly waits: number;
	/** From now on its waits do not end. */
	suspend(): void;
	/** Ends the waits whose time has come meanwhile. */
	resume(): void;
}

interface Sleeper {
	readonly until: number;
	readonly wake: () => void;
}

export function createSharedTime(start = Date.now()): SharedTime {
	let now = start;
	/** What the wall clocks are off by. */
	let offset = 0;
	const wakers: (() => void)[] = [];
	return {
		now: () => now + offset,
		jump(ms) {
			offset += ms;
		},
		advance(ms) {
			now += ms;
			wakers.forEach(wake => {
				wake();
			});
		},
		clock() {
			const sleepers = new Set<Sleeper>();
			let suspended = false;
			const wake = () => {
				for (const sleeper of suspended ? [] : [...sleepers].filter(({ until }) => until <= now)) {
					sleeper.wake();
				}
			};
			wakers.push(wake);
			return {
				now: () => now + offset,
				monotonic: () => now,
				random: () => 0.5,
				sleep: (ms, signal) =>
					new Promise((resolve, reject) => {
						signal?.throwIfAborted();
						const abort = () => {
							sleepers.delete(sleeper);
							reject(signal?.reason as Error);
						};
						const sleeper: Sleeper = {
							until: now + ms,
							wake() {
								sleepers.delete(sleeper);
								signal?.removeEventListener('abort', abort);
								resolve();
							},
						};
						signal?.addEventListener('abort', abort, { once: true });
						sleepers.add(sleeper);
					}),
				get waits() {
					return sleepers.size;
				},
				suspend() {
					suspended = true;
				},
				resume() {
					suspended = false;
					wake();
				},
			};
		},
	};
}
