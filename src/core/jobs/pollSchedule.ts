import type { Quality } from '../../shared/model.ts';
import { policy } from '../policy.ts';

/**
 * How long to wait before the next look at a prediction, in milliseconds, as a pure function of its quality,
 * the time since it was accepted (milliseconds; a negative one, after a clock was set back, counts as 0) and a
 * number from [0, 1) that spreads the looks of many jobs.
 *
 * Looking early costs requests, looking late costs the user's time: the first look comes when a fast one may
 * be done, and the gaps grow with the time elapsed, so that the delay stays a small share of the whole.
 */
export function nextPoll(quality: Quality, elapsed: number, random: number): number {
	const { poll } = policy;
	const since = Math.max(0, elapsed);
	const first = poll.usual[quality] * poll.first;
	if (since < first) {
		return Math.max(poll.least, jittered(first, random) - since);
	}
	if (since >= poll.slowerAfter) {
		return jittered(poll.slower, random);
	}
	if (since >= poll.slowAfter) {
		return jittered(poll.slow, random);
	}
	return jittered(Math.min(poll.most, Math.max(poll.least, since * poll.share)), random);
}

function jittered(wait: number, random: number): number {
	return wait * (1 + (random * 2 - 1) * policy.poll.jitter);
}
