/** What an event belongs to: a window, or the world around them. */
export interface Scope {
	readonly name: string;
	/** Killed: its events no longer happen. */
	dead: boolean;
	/** Frozen by the system, or by load: events due before this time happen then; virtual milliseconds. */
	frozenUntil: number;
}

export function createScope(name: string): Scope {
	return { name, dead: false, frozenUntil: 0 };
}

/** A scheduled event. */
export interface Due {
	time: number;
	order: number;
	readonly scope: Scope;
	/** A timer counts the machine's sleep if its clock does; other events don't. */
	readonly isTimer: boolean;
	run: (() => void) | undefined;
}

/**
 * Virtual time. Events happen one after the other, each with everything that follows from it through promises, so that
 * a run depends only on its input.
 */
export interface Scheduler {
	/** Milliseconds for which the machine was awake. */
	now(): number;
	/** The scope of the current event. */
	current(): Scope;
	/** Schedules an event after `delay` milliseconds. */
	after(scope: Scope, delay: number, run: () => void, isTimer?: boolean): Due;
	/** Resolves after `delay` milliseconds; never if the scope is dead then. */
	sleep(scope: Scope, delay: number): Promise<void>;
	/** Shortens the remaining time of all timers by `by` milliseconds. */
	shortenTimers(by: number): void;
	/** Lets time pass until `until` or until `isEnough` holds. @returns whether it held */
	run(until: number, isEnough?: () => boolean): Promise<boolean>;
	/** The number of events that happened. */
	count(): number;
}

const world = createScope('world');

/** Taken before the globals are replaced. */
const nextTurn = globalThis.setImmediate;

export function createScheduler(): Scheduler {
	const heap: Due[] = [];
	let now = 0;
	let orders = 0;
	let happened = 0;
	let current = world;

	function dueAt(index: number): Due {
		const due = heap[index];
		if (due === undefined) {
			throw new Error('Beyond the heap');
		}
		return due;
	}

	function push(due: Due): void {
		let at = heap.push(due) - 1;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			const above = dueAt(parent);
			if (!isBefore(due, above)) {
				break;
			}
			heap[at] = above;
			at = parent;
		}
		heap[at] = due;
	}

	function pop(): Due | undefined {
		const [first] = heap;
		const last = heap.pop();
		if (first === undefined || last === undefined || first === last) {
			return first;
		}
		let at = 0;
		for (;;) {
			let child = 2 * at + 1;
			if (child >= heap.length) {
				break;
			}
			if (child + 1 < heap.length && isBefore(dueAt(child + 1), dueAt(child))) {
				child += 1;
			}
			if (!isBefore(dueAt(child), last)) {
				break;
			}
			heap[at] = dueAt(child);
			at = child;
		}
		heap[at] = last;
		return first;
	}

	function after(scope: Scope, delay: number, run: () => void, isTimer = false): Due {
		orders += 1;
		const due = { time: now + Math.max(0, delay), order: orders, scope, isTimer, run };
		push(due);
		return due;
	}

	/** Whether the event happened; one of a frozen scope is postponed. */
	function happen(due: Due): boolean {
		const { scope, run } = due;
		if (run === undefined || scope.dead) {
			return false;
		}
		if (scope.frozenUntil > now) {
			due.time = scope.frozenUntil;
			push(due);
			return false;
		}
		due.run = undefined;
		current = scope;
		happened += 1;
		run();
		return true;
	}

	return {
		now: () => now,
		current: () => current,
		after,
		sleep: (scope, delay) =>
			new Promise(resolve => {
				after(scope, delay, resolve);
			}),
		shortenTimers(by) {
			const waiting = heap.splice(0).sort((a, b) => (isBefore(a, b) ? -1 : 1));
			for (const due of waiting) {
				due.time = due.isTimer ? Math.max(now, due.time - by) : due.time;
			}
			waiting.forEach(push);
		},
		async run(until, isEnough) {
			// Whatever was started outside an event comes first.
			await new Promise(resolve => nextTurn(resolve));
			for (;;) {
				if (isEnough?.()) {
					return true;
				}
				const [next] = heap;
				if (next === undefined || next.time > until) {
					now = Math.max(now, until);
					return false;
				}
				pop();
				now = Math.max(now, next.time);
				if (happen(next)) {
					await new Promise(resolve => nextTurn(resolve));
				}
			}
		},
		count: () => happened,
	};
}

function isBefore(a: Due, b: Due): boolean {
	return a.time < b.time || (a.time === b.time && a.order < b.order);
}
