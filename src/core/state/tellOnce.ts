/** Where a window's notes outlive it. */
export interface KeptNumber {
	get(): number | undefined;
	set(value: number | undefined): Promise<void>;
}

/**
 * Whether an amount above the limit has to be told now: it was not told yet, or has doubled since. Once it is within
 * the limit, the next time is a new one.
 */
export async function isNews(amount: number, limit: number, told: KeptNumber): Promise<boolean> {
	const before = told.get();
	if (amount <= limit) {
		if (before !== undefined) {
			await told.set(undefined);
		}
		return false;
	}
	if (before !== undefined && amount < 2 * before) {
		return false;
	}
	await told.set(amount);
	return true;
}
