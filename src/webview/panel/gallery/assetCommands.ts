import type { ErrorSlot } from '../../errorSlot.ts';
import { runBusy, type PanelContext } from '../context.ts';
import type { AssetCommands } from './assetActions.ts';
import { showAssetDetails } from './assetDetails.ts';
import type { AssetStore } from './assetStore.ts';

export interface CommandSurroundings {
	readonly store: AssetStore;
	/** Shows why something failed. */
	readonly slot: ErrorSlot;
	/** Credits of one image at high quality. */
	readonly price: () => number;
	/** The card, if it is on the page. */
	readonly cardOf: (id: string) => HTMLElement | undefined;
	/** Returns the focus to the grid. */
	readonly focus: () => void;
	/** Whether the host is working on several assets. */
	readonly setBusy: (isBusy: boolean) => void;
	readonly showChain: (id: string) => void;
}

/** The actions for assets, by the host or in the page. */
export function createAssetCommands(
	context: PanelContext,
	{ store, slot, price, cardOf, focus, setBusy, showChain }: CommandSurroundings,
): AssetCommands {
	let isBusy = false;

	/** Runs one at a time; further requests are ignored meanwhile. */
	async function together(wish: Parameters<PanelContext['run']>[0], done: string): Promise<void> {
		if (isBusy) {
			return;
		}
		isBusy = true;
		setBusy(true);
		const answer = await context.run(wish, slot);
		isBusy = false;
		setBusy(false);
		if (answer !== undefined && done !== '') {
			context.announce(done);
		}
	}

	return {
		act(id, action, pressed) {
			const wish = { type: 'asset', asset: id, action } as const;
			void (pressed === undefined ? context.run(wish, slot) : runBusy(context, pressed, wish, slot));
		},
		remove(ids) {
			if (ids.length > 0) {
				const deleted = ids.length === 1 ? '1 image deleted' : `${ids.length} images deleted`;
				void together({ type: 'deleteAssets', assets: [...ids] }, deleted);
			}
		},
		finalize(ids) {
			const assets = ids.filter(id => !store.isGone(id));
			if (assets.length > 0) {
				void together({ type: 'finalizeAssets', assets, credits: price() * assets.length }, '');
			}
		},
		usePrompt(id) {
			const asset = store.get(id);
			if (asset !== undefined) {
				context.usePrompt(asset.prompt);
			}
		},
		showDetails(id) {
			const asset = store.get(id);
			const card = cardOf(id);
			if (asset !== undefined && card !== undefined) {
				showAssetDetails(context, {
					asset,
					facts: store.factsOf(id),
					beside: card.getBoundingClientRect(),
					closed: focus,
				});
			}
		},
		showChain,
	};
}
