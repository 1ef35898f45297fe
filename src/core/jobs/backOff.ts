import { policy } from '../policy.ts';

/**
 * Milliseconds before the `attempt`-th repetition (counted from 0): 0.5 s × 2ⁿ up to `cap`, shortened by up to
 * a quarter by `random` from [0, 1); never earlier than `retryAfterMs`, which the service asked for.
 */
export function backOff(attempt: number, cap: number, random: number, retryAfterMs = 0): number {
	const { first, jitter } = policy.backOff;
	const wait = Math.min(cap, first * 2 ** attempt) * (1 - jitter * random);
	return Math.max(wait, retryAfterMs);
}
