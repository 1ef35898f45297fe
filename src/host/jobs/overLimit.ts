import type { DailyUse } from '../../core/jobs/dailyLedger.ts';
import { formatCredits } from '../../core/credits/prices.ts';
import { UserError } from '../../core/userError.ts';
import type { Services } from '../services.ts';

/**
 * Checks that the daily limit has room for an action, as far as is known beforehand; each job reserves its own
 * credits.
 *
 * @param text of the price: `4 × 480 = 1,920 credits`
 * @throws UserError if it doesn't.
 */
export async function requireCredits({ ledger }: Services, price: number, text: string): Promise<void> {
	const use = await ledger.today();
	if (use.limit > 0 && use.spent + price > use.limit) {
		throw overLimit(use, text);
	}
}

/** The error for exceeding the daily limit. @param price `4 × 480 = 1,920 credits` */
export function overLimit({ limit, spent }: DailyUse, price: string): UserError {
	return new UserError(
		`${formatCredits(spent)} of today's limit of ${formatCredits(limit)} are used; this needs ${price}. Nothing was sent.`,
		{ type: 'openSetting', setting: 'imageAssets.dailyCreditLimit' },
	);
}
