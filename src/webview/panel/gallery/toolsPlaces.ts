import type { LinkPreviews } from '../jobs/linkPreviews.ts';
import type { AssetCommands } from './assetActions.ts';
import type { AssetCard } from './assetCard.ts';
import { createAssetTools } from './assetTools.ts';
import type { Grid } from './grid.ts';

export interface ToolsPlaces {
	/** The cards may have changed or moved. */
	readonly place: () => void;
	showPrice(price: number): void;
}

/** Puts the buttons for the most likely actions on the card under the pointer and on the focused one. */
export function placeTools(
	grid: Grid<AssetCard>,
	options: {
		readonly commands: AssetCommands;
		readonly links: LinkPreviews;
		isGone(id: string): boolean;
		openMenu(id: string, from: HTMLElement): void;
	},
): ToolsPlaces {
	const { root } = grid;
	const create = () =>
		createAssetTools(options.commands, options.links, (id, from) => {
			grid.activate(id);
			options.openMenu(id, from);
		});
	const [onHover, onFocus] = [create(), create()];
	let hovered: string | undefined;

	const on = (id: string | undefined) => {
		const card = id === undefined ? undefined : grid.cardOf(id);
		return id === undefined || card === undefined ? undefined : { id, card, gone: options.isGone(id) };
	};
	const place = () => {
		const focused = root.contains(document.activeElement) ? grid.active : undefined;
		onHover.show(on(hovered));
		onFocus.show(focused === hovered ? undefined : on(focused));
	};
	root.addEventListener('pointerover', ({ target, pointerType }) => {
		const cell = target instanceof Element ? target.closest('[data-asset]') : null;
		const id = cell instanceof HTMLElement && pointerType === 'mouse' ? cell.dataset.asset : undefined;
		if (id !== hovered) {
			hovered = id;
			place();
		}
	});
	root.addEventListener('pointerleave', () => {
		hovered = undefined;
		place();
	});
	root.addEventListener('focusin', place);
	root.addEventListener('focusout', () => {
		// The new focus is known only a moment later.
		setTimeout(place);
	});
	return {
		place,
		showPrice(price) {
			onHover.showPrice(price);
			onFocus.showPrice(price);
		},
	};
}
