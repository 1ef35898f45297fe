/**
 * Runs a task soon after it is requested, at most every `ms` milliseconds, and never twice at once.
 *
 * @param task must not reject.
 */
export function createThrottle(ms: number, task: () => Promise<void>) {
	let timer: NodeJS.Timeout | undefined;
	let last = 0;
	let running: Promise<void> | undefined;
	let disposed = false;

	async function run(): Promise<void> {
		clearTimeout(timer);
		timer = undefined;
		await running;
		if (disposed) {
			return;
		}
		last = Date.now();
		running = task();
		await running;
		running = undefined;
	}

	return {
		/** Requests a run that starts after this call. */
		ask: () => {
			if (timer === undefined && !disposed) {
				timer = setTimeout(() => void run(), Math.max(0, last + ms - Date.now()));
			}
		},
		/** Runs now; resolves when a run that started after this call is done. */
		now: run,
		dispose() {
			disposed = true;
			clearTimeout(timer);
		},
	};
}
