/** The gap between two cards in both directions, in CSS pixels. */
export const gap = 12;
/** The minimum width of a column, once two of them fit. */
const leastWidth = 180;
/** The width from which there are two columns. */
const twoColumns = 290;

/** The layout of the cards, in CSS pixels. */
export interface Geometry {
	readonly columns: number;
	readonly rows: number;
	/** Of a card. */
	readonly height: number;
	/** From one row to the next. */
	readonly pitch: number;
	/** Of all rows. */
	readonly total: number;
}

/** @param caption the height of what is below an image, including the borders */
export function geometryOf(count: number, width: number, caption: number): Geometry {
	const fitting = Math.floor((width + gap) / (leastWidth + gap));
	const columns = Math.max(width >= twoColumns ? 2 : 1, fitting);
	const rows = Math.ceil(count / columns);
	// The picture's box is 4 : 3: neither square nor landscape images lose much of it.
	const height = Math.round((((width - (columns - 1) * gap) / columns) * 3) / 4 + caption);
	const pitch = height + gap;
	return { columns, rows, height, pitch, total: Math.max(0, rows * pitch - gap) };
}

/** The first and last row that overlap `top` to `bottom`; `first > last` if none does. */
export function rowsBetween(
	{ rows, pitch }: Geometry,
	top: number,
	bottom: number,
): { readonly first: number; readonly last: number } {
	return {
		first: Math.max(0, Math.floor(top / pitch)),
		last: Math.min(rows - 1, Math.floor(bottom / pitch)),
	};
}

/** The index that a key moves to; undefined for a key that doesn't move. */
export function indexAfter(
	key: string,
	index: number,
	count: number,
	{ columns, pageRows }: { readonly columns: number; readonly pageRows: number },
): number | undefined {
	const within = (wanted: number) => (wanted < 0 ? index % columns : wanted >= count ? count - 1 : wanted);
	switch (key) {
		case 'ArrowLeft':
			return Math.max(0, index - 1);
		case 'ArrowRight':
			return Math.min(count - 1, index + 1);
		case 'ArrowUp':
			return index - columns < 0 ? index : index - columns;
		case 'ArrowDown': {
			// The last row may be shorter.
			const isInLastRow = Math.floor(index / columns) === Math.floor((count - 1) / columns);
			return isInLastRow ? index : within(index + columns);
		}
		case 'PageUp':
			return within(index - pageRows * columns);
		case 'PageDown':
			return within(index + pageRows * columns);
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return undefined;
	}
}
