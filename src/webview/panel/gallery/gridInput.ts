import { isMac } from '../../dom.ts';
import { indexAfter } from './geometry.ts';
import type { Grid } from './grid.ts';
import { nothingSelected, selectOnly, selectRange, toggle, type Selection } from './selection.ts';

interface GridInput {
	readonly selection: () => Selection;
	select(selection: Selection): void;
	open(id: string): void;
	remove(ids: readonly string[]): void;
	/** @param at where the menu opens; undefined below the card */
	openMenu(id: string, at: DOMRect | undefined): void;
}

/** Mouse and keyboard of the grid: the selection as in the Explorer, one stop for the Tab key. */
export function takeGridInput(grid: Grid<unknown>, input: GridInput): void {
	const { root } = grid;
	const cellAt = (target: EventTarget | null) =>
		target instanceof Element ? target.closest<HTMLElement>('[data-asset]') : null;
	const idAt = (target: EventTarget | null) => cellAt(target)?.dataset.asset;
	/** Buttons on a card handle their own events. */
	const isOnButton = (target: EventTarget | null) =>
		target instanceof Element && target.closest('button') !== null;
	const isToggling = ({ ctrlKey, metaKey }: MouseEvent | KeyboardEvent) => (isMac ? metaKey : ctrlKey);

	root.addEventListener('focusin', ({ target }) => {
		const id = idAt(target);
		if (id !== undefined) {
			grid.activate(id);
		}
	});
	root.addEventListener('click', event => {
		const id = idAt(event.target);
		if (id === undefined || isOnButton(event.target)) {
			return;
		}
		const selection = input.selection();
		if (event.shiftKey) {
			input.select(selectRange(grid.order, selection, id));
		} else if (isToggling(event)) {
			input.select(toggle(selection, id));
		} else {
			input.select(selectOnly(id));
		}
	});
	root.addEventListener('dblclick', event => {
		const id = idAt(event.target);
		if (id !== undefined && !isOnButton(event.target) && !event.shiftKey && !isToggling(event)) {
			input.open(id);
		}
	});
	root.addEventListener('contextmenu', event => {
		const id = idAt(event.target);
		if (id !== undefined) {
			event.preventDefault();
			event.stopPropagation();
			input.openMenu(id, new DOMRect(event.clientX, event.clientY, 0, -2));
		}
	});
	root.addEventListener('keydown', event => {
		const { active } = grid;
		if (active !== undefined && event.target === cellAt(event.target) && !event.altKey) {
			if (press(event, active)) {
				event.preventDefault();
				event.stopPropagation();
			}
		}
	});

	/** The selected items if there are several, otherwise the focused one. */
	function subjects(active: string): readonly string[] {
		const { ids } = input.selection();
		return ids.size > 1 ? grid.order.filter(id => ids.has(id)) : [active];
	}

	/** @returns whether the key is handled here */
	function press(event: KeyboardEvent, active: string): boolean {
		const { key, shiftKey } = event;
		const selection = input.selection();
		switch (key) {
			case 'Enter':
				if (isToggling(event)) {
					return false;
				}
				input.open(active);
				return true;
			case ' ':
				input.select(toggle(selection, active));
				return true;
			case 'Delete':
				input.remove(subjects(active));
				return true;
			case 'Backspace':
				if (!(isMac && event.metaKey)) {
					return false;
				}
				input.remove(subjects(active));
				return true;
			case 'Escape':
				if (selection.ids.size === 0) {
					return false;
				}
				input.select(nothingSelected);
				return true;
			case 'ContextMenu':
				input.openMenu(active, undefined);
				return true;
			case 'F10':
				if (shiftKey) {
					input.openMenu(active, undefined);
				}
				return shiftKey;
			case 'a':
			case 'A':
				if (isToggling(event)) {
					input.select({ ids: new Set(grid.order), anchor: active });
				}
				return isToggling(event);
			default:
				return move(event, active);
		}
	}

	function move({ key, shiftKey }: KeyboardEvent, active: string): boolean {
		const { columns, pitch } = grid.geometry;
		const pageRows = Math.max(1, Math.floor((innerHeight * 0.8) / pitch));
		const next = indexAfter(key, grid.indexOf(active) ?? 0, grid.order.length, { columns, pageRows });
		const id = next === undefined ? undefined : grid.order[next];
		if (id === undefined) {
			return false;
		}
		grid.focus(id);
		if (shiftKey) {
			input.select(selectRange(grid.order, input.selection(), id, active));
		}
		return true;
	}
}
