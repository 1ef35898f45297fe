import type { Quality } from '../../src/shared/model.ts';

/** One accepted prediction, and what it was charged. */
export interface LedgerEntry {
	jobId: string;
	credits: number;
	quality: Quality;
	prompt: string;
	idempotencyKey: string | null;
	/** Milliseconds since the epoch. */
	at: number;
	cancelled: boolean;
	refunded: boolean;
}

export interface Ledger {
	readonly entries: readonly LedgerEntry[];
	/** Credits charged and not refunded. */
	readonly total: number;
}

export interface WritableLedger extends Ledger {
	readonly entries: LedgerEntry[];
	clear(): void;
}

export function createLedger(): WritableLedger {
	const entries: LedgerEntry[] = [];
	return {
		entries,
		get total() {
			return entries.reduce((sum, entry) => sum + (entry.refunded ? 0 : entry.credits), 0);
		},
		clear: () => {
			entries.length = 0;
		},
	};
}
