/** `1024 × 768` */
export function formatSize({ width, height }: { readonly width: number; readonly height: number }): string {
	return `${width} × ${height}`;
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/**
 * A number of bytes in its unit, and how that is formatted: `950 bytes`, `182 kB`, `4.2 MB`. Powers of 1000, as file
 * managers count.
 */
export function inByteUnits(bytes: number): {
	readonly value: number;
	readonly format: Intl.NumberFormatOptions;
} {
	let value = bytes;
	let size = 0;
	// A value that would round to four digits is shown in the next unit.
	while (value >= 999.5 && size < byteUnits.length - 1) {
		value /= 1000;
		size += 1;
	}
	const format = {
		style: 'unit',
		unit: byteUnits[size] ?? 'byte',
		unitDisplay: size === 0 ? 'long' : 'short',
		maximumFractionDigits: size > 0 && value < 9.95 ? 1 : 0,
	} as const;
	return { value, format };
}
