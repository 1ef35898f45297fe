import type { PollResult } from './pollSimulation.ts';

/** Steps between the first and the last moment at which the best schedule may look. */
const steps = 1500;

/**
 * The least mean delay, in milliseconds, that any schedule can reach with a mean number of looks at these
 * durations, if it knows how they are distributed.
 *
 * By dynamic programming over a grid of moments up to the longest duration: with a price on every look, the best
 * next look after an unsuccessful one at `s` is the `t` with the least of (the price, while the job is not done
 * at `s`) + (the delay of the jobs that end between `s` and `t`) + (the best from `t` on). The price is
 * found by bisection, to get the given number of looks; the result is interpolated between the two schedules
 * nearest to it, as if a coin were tossed between them.
 */
export function leastDelay(durations: readonly number[], requests: number): number {
	const grid = createGrid(durations);
	let dear: PollResult = bestSchedule(grid, 1e6);
	let cheap: PollResult = bestSchedule(grid, 1);
	for (let low = 1, high = 1e6; high / low > 1.001;) {
		const price = Math.sqrt(low * high);
		const result = bestSchedule(grid, price);
		if (result.requests > requests) {
			low = price;
			cheap = result;
		} else {
			high = price;
			dear = result;
		}
	}
	const span = cheap.requests - dear.requests;
	const share = span === 0 ? 0 : (requests - dear.requests) / span;
	return dear.delay + (cheap.delay - dear.delay) * share;
}

interface Grid {
	/** Milliseconds between two moments. */
	readonly step: number;
	/** The share of the jobs that are done by each moment, from 0 to the longest duration. */
	readonly done: Float64Array;
	/** The mean over all jobs of the duration of those that are done by each moment, 0 for the others. */
	readonly time: Float64Array;
}

function createGrid(durations: readonly number[]): Grid {
	const sorted = durations.toSorted((a, b) => a - b);
	const step = (sorted.at(-1) ?? 0) / steps;
	const done = new Float64Array(steps + 1);
	const time = new Float64Array(steps + 1);
	let index = 0;
	let sum = 0;
	for (let at = 0; at <= steps; at += 1) {
		for (; index < sorted.length && (at === steps || (sorted[index] ?? 0) <= at * step); index += 1) {
			sum += sorted[index] ?? 0;
		}
		done[at] = index / sorted.length;
		time[at] = sum / sorted.length;
	}
	return { step, done, time };
}

/** The result of the cheapest schedule, at a price in milliseconds for each look. */
function bestSchedule({ step, done, time }: Grid, price: number): PollResult {
	const cost = new Float64Array(steps + 1);
	const next = new Int32Array(steps + 1);
	for (let from = steps - 1; from >= 0; from -= 1) {
		const doneBefore = done[from] ?? 0;
		const timeBefore = time[from] ?? 0;
		let least = Infinity;
		for (let to = from + 1; to <= steps; to += 1) {
			const delay = to * step * ((done[to] ?? 0) - doneBefore) - ((time[to] ?? 0) - timeBefore);
			const total = delay + (cost[to] ?? 0);
			if (total < least) {
				least = total;
				next[from] = to;
			}
		}
		cost[from] = least + price * (1 - doneBefore);
	}
	let requests = 0;
	for (let at = 0; at < steps; at = next[at] ?? steps) {
		requests += 1 - (done[at] ?? 0);
	}
	return { requests, delay: (cost[0] ?? 0) - price * requests };
}
