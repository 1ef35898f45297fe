import { planFor, type Plan } from './schedule.ts';
import { simulate, type RunResult } from './simulate.ts';

/** One seed that found something. */
export interface Failure {
	readonly seed: number;
	readonly plan: Plan;
	readonly violations: readonly string[];
}

export async function runSeed(seed: number): Promise<RunResult> {
	return simulate(seed, planFor(seed));
}
