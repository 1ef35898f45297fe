import type { DailyUse } from '../jobs/dailyLedger.ts';

/** What agents may still spend today; the daily limit, if there is one, applies to them as well. */
export function agentCreditsLeft(agents: DailyUse, day: DailyUse): number {
	const left = Math.max(0, agents.limit - agents.spent);
	return day.limit === 0 ? left : Math.min(left, Math.max(0, day.limit - day.spent));
}

/** By how many credits a price exceeds the agents' limit; 0 if it fits. */
export function creditsBeyond(agents: DailyUse, price: number): number {
	return Math.max(0, agents.spent + price - agents.limit);
}
