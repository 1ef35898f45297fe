export function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}

/** The value that a share of the values doesn't exceed, linear between neighbors; NaN if there are none. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (sorted.length - 1) * share;
	const below = sorted[Math.floor(at)] ?? NaN;
	const above = sorted[Math.ceil(at)] ?? NaN;
	return below + (above - below) * (at - Math.floor(at));
}

/** `2.41 ms` */
export function milliseconds(value: number): string {
	return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
