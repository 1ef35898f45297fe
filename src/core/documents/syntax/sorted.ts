import type { Region } from '../tags.ts';

/** The first index below `length` for which the condition holds, provided that it holds for all after it; else `length`. */
export function firstIndex(length: number, condition: (index: number) => boolean): number {
	let low = 0;
	let high = length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (condition(middle)) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return low;
}

/** The index of the first region that does not begin before an offset; regions are in order of their starts. */
export function firstFrom(regions: readonly Pick<Region, 'start'>[], offset: number): number {
	return firstIndex(regions.length, index => (regions[index]?.start ?? 0) >= offset);
}

/** Sorts regions in place, which most are already. */
export function sortByStart<T extends Pick<Region, 'start'>>(regions: T[]): T[] {
	let last = 0;
	for (const { start } of regions) {
		if (start < last) {
			return regions.sort((a, b) => a.start - b.start);
		}
		last = start;
	}
	return regions;
}
