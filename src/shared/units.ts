/** `45 credits`, `1,920 credits`. */
export function formatCredits(credits: number): string {
	return `${credits.toLocaleString('en-US')} ${credits === 1 ? 'credit' : 'credits'}`;
}

/** `950 bytes`, `182 kB`, `4.2 MB`: powers of 1000, as file managers count. */
export function formatBytes(bytes: number): string {
	if (bytes < 1000) {
		return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
	}
	const units = ['kB', 'MB', 'GB'];
	let value = bytes / 1000;
	let unit = 0;
	// What would round to four digits belongs to the next unit.
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit += 1;
	}
	const digits = value < 9.95 ? 1 : 0;
	return `${Number(value.toFixed(digits)).toLocaleString('en-US')} ${units[unit] ?? ''}`;
}

/** `1024 × 768` */
export function formatSize({ width, height }: { readonly width: number; readonly height: number }): string {
	return `${width} × ${height}`;
}
