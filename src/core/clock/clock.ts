export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Milliseconds since an arbitrary moment, counted as `sleep` counts them; never set forward or back. */
	monotonic(): number;
	/** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** A number from [0, 1) that spreads waits. */
	random(): number;
}
