import { nextPoll } from '../../src/core/jobs/pollSchedule.ts';
import { normal, seededRandom } from '../emulator/random.ts';
import { mean } from './statistics.ts';

/** The spread of the durations: the standard deviation of their logarithm. */
export const sigma = 0.35;

/** Milliseconds from acceptance to completion, log-normal. The same seed gives the same ones. */
export function drawDurations(medianMs: number, count: number, seed: string): number[] {
	const random = seededRandom(seed);
	return Array.from({ length: count }, () => medianMs * Math.exp(sigma * normal(random)));
}

/** How long to wait after the look at `elapsed` milliseconds. */
export type Schedule = (elapsed: number, random: number) => number;

export const ours =
	(quality: 'low' | 'medium' | 'high'): Schedule =>
	(elapsed, random) =>
		nextPoll(quality, elapsed, random);

export const fixed =
	(ms: number): Schedule =>
	() =>
		ms;

/** What a schedule achieves on average. */
export interface PollResult {
	/** Milliseconds from completion to the look that sees it. */
	readonly delay: number;
	/** Looks at a job, including the one that sees it done. */
	readonly requests: number;
}

/** Simulates a schedule, with looks that take no time, on jobs of these durations. */
export function simulate(schedule: Schedule, durations: readonly number[], seed: string): PollResult {
	const random = seededRandom(seed);
	const delays: number[] = [];
	let requests = 0;
	for (const duration of durations) {
		let elapsed = 0;
		do {
			elapsed += schedule(elapsed, random());
			requests += 1;
		} while (elapsed < duration);
		delays.push(elapsed - duration);
	}
	return { delay: mean(delays), requests: requests / durations.length };
}
