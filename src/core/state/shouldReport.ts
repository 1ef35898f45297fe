/** A number that outlives the window. */
interface KeptNumber {
	get(): number | undefined;
	set(value: number | undefined): Promise<void>;
}

/**
 * Whether to report an amount above the limit now: it was not reported yet, or has doubled since. Once the amount is
 * within the limit, exceeding it counts as new.
 */
export async function shouldReport(amount: number, limit: number, last: KeptNumber): Promise<boolean> {
	const before = last.get();
	if (amount <= limit) {
		if (before !== undefined) {
			await last.set(undefined);
		}
		return false;
	}
	if (before !== undefined && amount < 2 * before) {
		return false;
	}
	await last.set(amount);
	return true;
}
