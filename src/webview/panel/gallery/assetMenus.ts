import { openMenu } from '../../menu.ts';
import { assetMenu, severalMenu, type AssetCommands } from './assetActions.ts';
import type { AssetStore } from './assetStore.ts';
import { chainOf } from './filters.ts';
import type { Grid } from './grid.ts';

/** Where a menu opens: at its button, at the pointer, or otherwise on the card. */
export interface MenuPosition {
	readonly button?: HTMLElement;
	readonly pointer?: DOMRect | undefined;
}

/** Opens the menu of an asset, or of the whole selection if the asset is part of it. */
export function showAssetMenu(
	id: string,
	{ button, pointer }: MenuPosition,
	{ store, grid, selected, price, commands }: MenuSurroundings,
): void {
	const asset = store.get(id);
	const card = grid.cardOf(id)?.root;
	if (asset === undefined || card === undefined) {
		return;
	}
	const isSeveral = selected.length > 1 && selected.includes(id);
	const items = isSeveral
		? severalMenu(selected, selected.filter(one => !store.isGone(one)).length, price, commands)
		: assetMenu(
				asset,
				{
					gone: store.isGone(id),
					restorable: store.factsOf(id)?.status === 'restorable',
					hasChain: chainOf(store.all, id).size > 1,
					price,
				},
				commands,
			);
	openMenu(
		{
			label: isSeveral ? `${selected.length} images` : asset.name,
			beside: button?.getBoundingClientRect() ?? pointer ?? upperCorner(card.getBoundingClientRect()),
			owner: button,
			focusBack: () => {
				grid.focus(id);
			},
		},
		items,
	);
}

export interface MenuSurroundings {
	readonly store: AssetStore;
	readonly grid: Grid<{ readonly root: HTMLElement }>;
	readonly selected: readonly string[];
	/** Credits of one image at high quality. */
	readonly price: number;
	readonly commands: AssetCommands;
}

/** A menu opened by a key appears on the card. */
function upperCorner({ left, top, width, height }: DOMRect): DOMRect {
	return new DOMRect(left + 8, top + 8, Math.max(0, width - 16), Math.min(24, height));
}
