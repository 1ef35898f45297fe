import { element, setAttributes } from '../../dom.ts';
import { t } from '../../texts.ts';
import { moveFocus } from '../../ui/moveFocus.ts';
import { putInOrder } from './putInOrder.ts';
import { gap, geometryOf, rowsBetween, type Geometry } from './geometry.ts';

/** What the grid needs from a card; its element has the role of a cell. */
export interface GridCard {
	readonly root: HTMLElement;
	draw(state: { readonly isSelected: boolean; readonly isActive: boolean }): void;
}

interface GridOptions<C> {
	/** The scrolling element; if it is as tall as its content, the page scrolls instead. */
	readonly scroller: HTMLElement;
	createCard(id: string): C;
	readonly isSelected: (id: string) => boolean;
	/** Called when other items are in view, or their positions have changed. */
	readonly drawn: () => void;
}

export interface Grid<C> {
	readonly root: HTMLElement;
	/** As tall as the caption below a picture; measured, because font sizes depend on the user. */
	readonly probe: HTMLElement;
	/** Ids of the items, in order. */
	readonly order: readonly string[];
	readonly geometry: Geometry;
	/** The item that has the focus when the grid has it. */
	readonly active: string | undefined;
	cardOf(id: string): C | undefined;
	indexOf(id: string): number | undefined;
	show(order: readonly string[]): void;
	/** Redraws everything in view. */
	redraw(): void;
	/** Called when the size may have changed: measures, and draws what is in view now. */
	readonly place: () => void;
	/** Called when the position may have changed: draws what is in view now. */
	readonly scrolled: () => void;
	activate(id: string): void;
	/** Brings an item into view. */
	reveal(id: string): void;
	/** Moves the focus to an item, by default also into view; without one, to the active item. */
	focus(id?: string, mayScroll?: boolean): void;
	/** Items in view, with `more` rows above and below. */
	inSight(more: number): readonly string[];
}

/** Rows above and below that are drawn before they are seen. */
const overscan = 3;

/** Cards in rows; only those in view are in the page. */
export function createGrid<C extends GridCard>(options: GridOptions<C>): Grid<C> {
	const { scroller, isSelected, drawn } = options;
	const root = element('div', {
		class: 'asset-grid',
		role: 'grid',
		'aria-label': t('Images'),
		'aria-multiselectable': 'true',
	});
	const probe = element(
		'div',
		{ class: 'asset-probe', 'aria-hidden': 'true' },
		element('div', { class: 'asset-caption' }),
	);
	const cards = new Map<string, C>();
	const rows = new Map<number, HTMLElement>();
	let order: readonly string[] = [];
	let indices = new Map<string, number>();
	let geometry = geometryOf(0, 0, 0);
	let width = 0;
	let caption = 0;
	let active: string | undefined;
	/** Whether the drawn cards are out of date. */
	let isOld = false;

	/** The part of the grid that is in view, from its own top. */
	function sight(): { readonly top: number; readonly bottom: number } {
		const box = scroller.getBoundingClientRect();
		const { top } = root.getBoundingClientRect();
		return { top: Math.max(0, box.top) - top, bottom: Math.min(innerHeight, box.bottom) - top };
	}
	function rowsInSight(more: number): { readonly first: number; readonly last: number } {
		const { top, bottom } = sight();
		const reach = more * geometry.pitch;
		return rowsBetween(geometry, top - reach, bottom + reach);
	}
	const idsOfRow = (row: number) => order.slice(row * geometry.columns, (row + 1) * geometry.columns);

	function wantedRows(): Set<number> {
		const { first, last } = rowsInSight(overscan);
		const wanted = new Set<number>();
		// The item with the focus, or that Tab would focus, is always in the page.
		const kept = active === undefined ? undefined : indices.get(active);
		const keptRow = kept === undefined ? -1 : Math.floor(kept / geometry.columns);
		if (keptRow >= 0 && keptRow < first) {
			wanted.add(keptRow);
		}
		for (let row = first; row <= last; row += 1) {
			wanted.add(row);
		}
		if (keptRow > last) {
			wanted.add(keptRow);
		}
		return wanted;
	}

	function fill(row: number, cells: HTMLElement): void {
		const ids = idsOfRow(row);
		cells.style.setProperty('top', `${row * geometry.pitch}px`);
		setAttributes(cells, { 'aria-rowindex': row + 1 });
		const roots = ids.map((id, column) => {
			let card = cards.get(id);
			if (card === undefined) {
				card = options.createCard(id);
				cards.set(id, card);
			}
			setAttributes(card.root, { 'aria-colindex': column + 1 });
			card.draw({ isSelected: isSelected(id), isActive: id === active });
			return card.root;
		});
		putInOrder(cells, roots);
	}

	/** Draws new rows, and all the others if something has changed. */
	function draw(): void {
		if (width === 0) {
			return;
		}
		const all = isOld;
		isOld = false;
		const focused = root.contains(document.activeElement)
			? (document.activeElement as HTMLElement)
			: undefined;
		const wanted = wantedRows();
		const stale = [...rows.keys()].filter(row => !wanted.has(row));
		for (const row of wanted) {
			let cells = rows.get(row);
			if (cells === undefined) {
				cells = element('div', { class: 'asset-row', role: 'row' });
				rows.set(row, cells);
				fill(row, cells);
			} else if (all) {
				fill(row, cells);
			}
		}
		for (const row of stale) {
			rows.get(row)?.remove();
			rows.delete(row);
		}
		if (stale.length > 0 || all) {
			for (const [id, card] of cards) {
				if (!card.root.isConnected && !rows.has(Math.floor((indices.get(id) ?? -1) / geometry.columns))) {
					cards.delete(id);
				}
			}
		}
		putInOrder(
			root,
			[...wanted].flatMap(row => rows.get(row) ?? []),
		);
		if (focused !== undefined && document.activeElement !== focused) {
			// It was moved, which loses the focus, or it is gone.
			moveFocus(focused.isConnected ? focused : cards.get(active ?? '')?.root);
		}
		drawn();
	}

	function measure(): void {
		width = root.clientWidth;
		caption = probe.offsetHeight;
		const next = geometryOf(order.length, width, caption);
		const isSame = next.columns === geometry.columns && next.height === geometry.height;
		geometry = next;
		root.style.setProperty('height', `${geometry.total}px`);
		root.style.setProperty('--columns', String(geometry.columns));
		root.style.setProperty('--card-height', `${geometry.height}px`);
		setAttributes(root, { 'aria-rowcount': geometry.rows, 'aria-colcount': geometry.columns });
		if (!isSame) {
			isOld = true;
		}
	}
	root.style.setProperty('--gap', `${gap}px`);

	const grid: Grid<C> = {
		root,
		probe,
		get order() {
			return order;
		},
		get geometry() {
			return geometry;
		},
		get active() {
			return active;
		},
		cardOf: id => cards.get(id),
		indexOf: id => indices.get(id),
		show(next) {
			const before = active === undefined ? undefined : indices.get(active);
			order = next;
			indices = new Map(next.map((id, index) => [id, index]));
			if (active === undefined || !indices.has(active)) {
				// The item that took its place.
				active = next[Math.min(before ?? 0, next.length - 1)];
			}
			isOld = true;
			measure();
			draw();
		},
		redraw: () => {
			isOld = true;
			draw();
		},
		place: () => {
			if (root.clientWidth !== width || probe.offsetHeight !== caption) {
				measure();
			}
			draw();
		},
		scrolled: draw,
		activate(id) {
			if (id !== active && indices.has(id)) {
				const before = active;
				active = id;
				for (const touched of [before, id]) {
					if (touched !== undefined) {
						cards.get(touched)?.draw({ isSelected: isSelected(touched), isActive: touched === active });
					}
				}
			}
		},
		reveal(id) {
			grid.activate(id);
			draw();
			cards.get(id)?.root.scrollIntoView({ block: 'nearest' });
		},
		focus(id = active, mayScroll = true) {
			if (id !== undefined) {
				if (mayScroll) {
					grid.reveal(id);
				} else {
					grid.activate(id);
					draw();
				}
				cards.get(id)?.root.focus({ preventScroll: true });
			}
		},
		inSight(more) {
			if (width === 0 || root.offsetParent === null) {
				return [];
			}
			const { first, last } = rowsInSight(more);
			return order.slice(first * geometry.columns, (last + 1) * geometry.columns);
		},
	};
	return grid;
}
