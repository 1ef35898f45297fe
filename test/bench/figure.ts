/** A row of a table: what it is about, then one cell for each column. */
export type Row = readonly [string, ...string[]];

export interface Table {
	readonly title: string;
	/** The headings of the columns after the first. */
	readonly columns: readonly string[];
	readonly rows: readonly Row[];
	/** How it was measured, and what is compared with what. */
	readonly notes: readonly string[];
}

/** One measurement, which takes seconds. */
export type Figure = () => Promise<readonly Table[]>;

/** Aligns the first column left, the others right. */
export function formatTable({ title, columns, rows, notes }: Table): string {
	const lines = [['', ...columns], ...rows];
	const widths = lines.reduce<number[]>(
		(sofar, line) => line.map((cell, index) => Math.max(sofar[index] ?? 0, cell.length)),
		[],
	);
	const format = (line: readonly string[]) =>
		line
			.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
			.join('  ')
			.trimEnd();
	return [title, ...lines.map(line => `  ${format(line)}`), ...notes.map(note => `  ${note}`)].join('\n');
}
