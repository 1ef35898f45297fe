import type { DailyUse } from '../../core/credits/dailyLedger.ts';
import { formatCredits } from '../../core/credits/prices.ts';
import { UserError } from '../../core/userError.ts';

/** The refusal of what the day's limit leaves no room for. @param price `4 images × 480 = 1,920 credits` */
export function overLimit({ limit, spent }: DailyUse, price: string): UserError {
	return new UserError(
		`${formatCredits(spent)} of today's limit of ${formatCredits(limit)} are used; this needs ${price}. Nothing was sent.`,
		{ type: 'openSetting', setting: 'imageAssets.dailyCreditLimit' },
	);
}
