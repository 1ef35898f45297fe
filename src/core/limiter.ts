/** Runs a limited number of tasks at a time; the others wait their turn, first come, first served. */
export interface Limiter {
	/**
	 * Runs the task once a slot is free.
	 *
	 * @throws the signal's reason when it is aborted before the task began, and whatever the task throws.
	 */
	run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** @param limit how many run at a time; read whenever a task waits and a slot may be free, so it must not throw. */
export function createLimiter(limit: () => number): Limiter {
	const waiting: (() => void)[] = [];
	let running = 0;
	const admit = () => {
		while (waiting.length > 0 && running < limit()) {
			running += 1;
			waiting.shift()?.();
		}
	};
	return {
		async run(task, signal) {
			signal.throwIfAborted();
			await new Promise<void>((resolve, reject) => {
				const leave = () => {
					waiting.splice(waiting.indexOf(enter), 1);
					reject(signal.reason as Error);
				};
				const enter = () => {
					signal.removeEventListener('abort', leave);
					resolve();
				};
				signal.addEventListener('abort', leave, { once: true });
				waiting.push(enter);
				admit();
			});
			try {
				return await task();
			} finally {
				running -= 1;
				admit();
			}
		},
	};
}
