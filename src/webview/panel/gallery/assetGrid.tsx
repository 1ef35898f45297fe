import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { AssetAction } from '../../../shared/galleryMessages.ts';
import type { PanelEditor } from '../../../shared/panel.ts';
import { onNextFrame } from '../../dom.ts';
import { usePage } from '../page.ts';
import { createAssetCard } from './assetCard.tsx';
import type { AssetStore } from './assetStore.ts';
import { createFactsRequester } from './factsRequester.ts';
import { createGrid, type GridCard } from './grid.ts';
import { takeGridInput } from './gridInput.ts';
import type { Selection } from './selection.ts';

/** How often the ages of images are updated. */
const ageMs = 30_000;

/** Where a menu opens: at its button, at the pointer, or otherwise on the card. */
export interface MenuPosition {
	readonly button?: HTMLElement;
	readonly pointer?: DOMRect | undefined;
}

interface AssetGridProps {
	readonly store: AssetStore;
	/** Counts the changes of the store. */
	readonly version: number;
	/** Ids, in order. */
	readonly order: readonly string[];
	readonly selection: Selection;
	readonly editor: PanelEditor | undefined;
	/** The element that scrolls. */
	readonly scroller: RefObject<HTMLElement | null>;
	readonly isNew: (id: string) => boolean;
	readonly select: (selection: Selection) => void;
	readonly act: (id: string, action: AssetAction) => void;
	readonly remove: (ids: readonly string[]) => void;
	readonly openMenu: (id: string, at: MenuPosition) => void;
}

/** The images in rows. Hand-made, because only the visible cards are in the page. */
export function AssetGrid(props: AssetGridProps) {
	const { api, describeLink, shown } = usePage();
	const mount = useRef<HTMLDivElement>(null);
	const latest = useRef(props);
	latest.current = props;
	const { store, version, order, selection } = props;

	useLayoutEffect(() => {
		const scroller = latest.current.scroller.current;
		if (mount.current === null || scroller === null) {
			return undefined;
		}
		let now = Date.now();
		const grid = createGrid<GridCard>({
			scroller,
			createCard: id =>
				createAssetCard(id, {
					get: one => store.get(one),
					factsOf: one => store.factsOf(one),
					now: () => now,
					isNew: one => latest.current.isNew(one),
					act: (one, action) => {
						latest.current.act(one, action);
					},
					openMenu: (one, button) => {
						grid.activate(one);
						latest.current.openMenu(one, { button });
					},
					describeLink: one => describeLink(one, latest.current.editor),
				}),
			isSelected: id => latest.current.selection.ids.has(id),
			drawn: () => {
				facts.look();
			},
		});
		const facts = createFactsRequester(api, () => grid.inSight(1));
		store.onForget = facts.forget;
		takeGridInput(grid, {
			selection: () => latest.current.selection,
			select: next => {
				latest.current.select(next);
			},
			open: id => {
				latest.current.act(id, store.isGone(id) ? 'restore' : 'open');
			},
			remove: ids => {
				latest.current.remove(ids);
			},
			openMenu: (id, at) => {
				grid.activate(id);
				latest.current.openMenu(id, { pointer: at });
			},
		});
		shown.grid = grid;
		mount.current.append(grid.probe, grid.root);
		const listening = new AbortController();
		const scrolled = onNextFrame(grid.scrolled);
		for (const target of [scroller, window]) {
			target.addEventListener('scroll', scrolled, { passive: true, signal: listening.signal });
		}
		const resized = new ResizeObserver(grid.place);
		// It moves when what is above it changes its size.
		for (const part of [grid.root, grid.probe, scroller, ...scroller.querySelectorAll(':scope > section')]) {
			resized.observe(part);
		}
		const ages = setInterval(() => {
			now = Date.now();
			grid.redraw();
		}, ageMs);
		return () => {
			listening.abort();
			resized.disconnect();
			clearInterval(ages);
		};
	}, []);
	useLayoutEffect(() => {
		shown.grid?.show(order);
	}, [order, version, selection]);
	useEffect(() => {
		shown.grid?.place();
	});
	return <div class="asset-mount" ref={mount} hidden={order.length === 0} />;
}
