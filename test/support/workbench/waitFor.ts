import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Repeats an attempt until it returns anything but undefined and false. Throws after `timeout`
 * milliseconds, saying what was waited for and why the last attempt failed.
 */
export async function waitFor<T>(
	what: string,
	attempt: () => Promise<T | undefined | false> | T | undefined | false,
	timeout = 60_000,
): Promise<T> {
	const deadline = Date.now() + timeout;
	for (;;) {
		let problem: unknown;
		try {
			const answer = await attempt();
			if (answer !== undefined && answer !== false) {
				return answer;
			}
		} catch (error) {
			problem = error;
		}
		if (Date.now() > deadline) {
			throw new Error(`Waited ${timeout / 1000} s for ${what}`, { cause: problem });
		}
		await sleep(50);
	}
}
