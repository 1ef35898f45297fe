/** Lets a number of tasks run at a time; the others wait their turn, first come, first served. */
export interface Limiter {
	/**
	 * Runs the task once there is room for it.
	 *
	 * @throws the signal's reason when it is aborted before the task began, and whatever the task throws.
	 */
	run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** @param limit how many at a time; read anew whenever a place becomes free, so it must not throw. */
export function createLimiter(limit: () => number): Limiter {
	const waiting: (() => void)[] = [];
	let running = 0;
	const admit = () => {
		while (running < limit()) {
			const next = waiting.shift();
			if (next === undefined) {
				return;
			}
			running += 1;
			next();
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
