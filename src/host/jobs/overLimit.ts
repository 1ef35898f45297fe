import { l10n } from 'vscode';
import type { DailyUse } from '../../core/jobs/dailyLedger.ts';
import { UserError } from '../../core/userError.ts';
import type { Services } from '../services.ts';
import { creditsText } from '../texts/units.ts';

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

/** The error for exceeding the daily limit, or that of agents. @param price `4 × 480 = 1,920 credits` */
export function overLimit(use: DailyUse, price: string): UserError {
	const { text, setting } = limitText(use, price);
	return new UserError(`${text} ${l10n.t('Nothing was sent.')}`, { type: 'openSetting', setting });
}

/** What was used of which limit, and the setting that changes it. @param price `4 × 480 = 1,920 credits` */
export function limitText(
	{ limit, spent, by }: Pick<DailyUse, 'limit' | 'spent' | 'by'>,
	price: string,
): { readonly text: string; readonly setting: string } {
	const [used, most] = [creditsText(spent), creditsText(limit)];
	return by === 'agent'
		? {
				text: l10n.t(
					'Agents have used {0} of the {1} that they may spend today; this needs {2}.',
					used,
					most,
					price,
				),
				setting: 'imageAssets.agentCreditLimit',
			}
		: {
				text: l10n.t("{0} of today's limit of {1} are used; this needs {2}.", used, most, price),
				setting: 'imageAssets.dailyCreditLimit',
			};
}
