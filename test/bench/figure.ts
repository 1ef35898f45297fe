/** A row of a table: what it is about, then one cell for each column. */
export type Row = readonly [string, ...string[]];

export interface Table {
	readonly title: string;
	/** The heads of the columns behind the first. */
	readonly columns: readonly string[];
	readonly rows: readonly Row[];
	/** How it was measured, and what stands beside what. */
	readonly notes: readonly string[];
}

/** One measurement; what it does takes seconds. */
export type Figure = () => Promise<readonly Table[]>;

/** The first column to the left, the others to the right. */
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
