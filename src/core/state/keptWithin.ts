import { policy } from '../policy.ts';

/** How much of a kind of file is kept, and for how long. Milliseconds and bytes; see `policy.storage`. */
export interface KeptLimits {
	readonly keep: number;
	readonly total: number;
	readonly spare: number;
}

/** Something that is kept or removed as a whole. */
export interface KeptItem {
	/** Of all its files. */
	readonly bytes: number;
	readonly files: number;
	/** When any of it was last written or used; milliseconds since the epoch. */
	readonly at: number;
}

/**
 * The items to remove: first those that are too old, then the oldest of the rest until they fit within the limit.
 * Exempt items stay, and don't count against the limit. A time in the future, from before a clock was set back,
 * counts as now.
 */
export function removable<T extends KeptItem>(
	items: readonly T[],
	{ keep, total, spare }: KeptLimits,
	now: number,
	isExempt: (item: T) => boolean = () => false,
): T[] {
	const ours = items.filter(item => !isExempt(item));
	const ageOf = (item: T) => Math.max(0, now - item.at);
	const removed = ours.filter(item => ageOf(item) > keep);
	const rest = ours.filter(item => ageOf(item) <= keep).sort((a, b) => ageOf(b) - ageOf(a));
	let bytes = rest.reduce((sum, item) => sum + sizeOf(item), 0);
	for (const item of rest) {
		if (bytes <= total || ageOf(item) < spare) {
			break;
		}
		removed.push(item);
		bytes -= sizeOf(item);
	}
	return removed;
}

/** Approximate bytes on disk: many empty files fill it, too. */
function sizeOf({ bytes, files }: KeptItem): number {
	return Math.max(bytes, files * policy.storage.block);
}
