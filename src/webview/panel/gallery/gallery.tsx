import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AssetAction } from '../../../shared/galleryMessages.ts';
import type { InsertedLink } from '../../../shared/panel.ts';
import { formatNumber, plural, t } from '../../texts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorLine } from '../../ui/errorLine.tsx';
import { openMenu } from '../../ui/menu.tsx';
import { usePage, usePageAsk } from '../page.ts';
import type { PageModel } from '../pageModel.ts';
import { assetMenu, severalMenu, type AssetCommands } from './assetActions.ts';
import { AssetDetails } from './assetDetails.tsx';
import { AssetGrid, type MenuPosition } from './assetGrid.tsx';
import type { AssetStore } from './assetStore.ts';
import { BulkBar, LinkBar } from './bars.tsx';
import { chainOf } from './filters.ts';
import { assetsIn, everything, isOn, showsUnsaved, type Look } from './look.ts';
import { nothingSelected, selectOnly, withoutHidden, type Selection } from './selection.ts';

/** How long after the last key press the number of results is announced. */
const calmMs = 500;

interface GalleryProps {
	readonly model: PageModel;
	readonly store: AssetStore;
	readonly version: number;
	readonly look: Look;
	readonly changeLook: (part: Partial<Look>) => void;
	/** How many unsaved groups pass the search, if those are shown. */
	readonly unsavedGroups: number;
	readonly scroller: RefObject<HTMLElement | null>;
	/** Whether an image was added while the page was open. */
	readonly isNew: (id: string) => boolean;
}

/** Every image in the record, with all of its actions. */
export function Gallery(props: GalleryProps) {
	const { model, store, version, look, changeLook, unsavedGroups, scroller, isNew } = props;
	const page = usePage();
	const { shown: parts } = page;
	const asking = usePageAsk();
	const price = model.environment.prices.high;
	const [chosen, setSelection] = useState<Selection>(nothingSelected);
	const [details, setDetails] = useState<{ readonly id: string; readonly beside: DOMRect }>();
	const [inserted, setInserted] = useState<{ readonly id: string; readonly link: InsertedLink }>();
	const shown = useMemo(() => assetsIn(store.all, look), [store, version, look]);
	const order = useMemo(() => shown.map(({ id }) => id), [shown]);
	const selection = useMemo(() => withoutHidden(chosen, new Set(order)), [chosen, order]);
	const selected = order.filter(id => selection.ids.has(id));
	const renderable = (ids: readonly string[]) => ids.filter(id => !store.isGone(id));
	const isLooking = isOn(look);
	const found = showsUnsaved(look) ? unsavedGroups : order.length;
	useAnnouncedCount(look, found);

	async function act(id: string, action: AssetAction, again?: true): Promise<void> {
		const answer = await asking.run({ type: 'asset', asset: id, action, ...(again && { again }) }, id);
		if (answer?.inserted !== undefined) {
			const link = answer.inserted;
			setInserted({ id, link });
			const place = [link.document.slice(link.document.lastIndexOf('/') + 1), String(link.line)] as const;
			page.announce(
				link.already
					? t("It's already in {0}, line {1}.", ...place)
					: t('Inserted in {0}, line {1}', ...place),
			);
		}
	}
	/** Runs one at a time; further requests are ignored meanwhile. */
	async function together(request: Parameters<typeof asking.run>[0], done: string): Promise<void> {
		if (!asking.busy('several') && (await asking.run(request, 'several')) !== undefined && done !== '') {
			page.announce(done);
		}
	}
	const commands: AssetCommands = {
		act: (id, action) => void act(id, action),
		remove(ids) {
			if (ids.length > 0) {
				const deleted = plural(ids.length, { one: '{0} image deleted', other: '{0} images deleted' });
				void together({ type: 'deleteAssets', assets: [...ids] }, deleted);
			}
		},
		finalize(ids) {
			const assets = renderable(ids);
			if (assets.length > 0) {
				void together({ type: 'finalizeAssets', assets, credits: price * assets.length }, '');
			}
		},
		usePrompt(id) {
			page.usePrompt(store.get(id)?.prompt ?? '');
		},
		showDetails(id) {
			const card = parts.grid?.cardOf(id)?.root;
			if (card !== undefined) {
				setDetails({ id, beside: card.getBoundingClientRect() });
			}
		},
		showChain(id) {
			changeLook({ chain: id });
			wantedFocus.current = id;
		},
	};
	/** The item that gets the focus once it is drawn. */
	const wantedFocus = useRef<string>(undefined);
	useEffect(() => {
		if (wantedFocus.current !== undefined) {
			parts.grid?.focus(wantedFocus.current);
			wantedFocus.current = undefined;
		}
	});

	function showMenu(id: string, position: MenuPosition): void {
		const ids = selection.ids.has(id) ? selected : [id];
		if (!selection.ids.has(id) && position.button === undefined) {
			setSelection(selectOnly(id));
		}
		const asset = store.get(id);
		const card = parts.grid?.cardOf(id)?.root;
		if (asset === undefined || card === undefined) {
			return;
		}
		const isSeveral = ids.length > 1;
		openMenu({
			label: isSeveral ? plural(ids.length, { one: '{0} image', other: '{0} images' }) : asset.name,
			beside:
				position.button?.getBoundingClientRect() ??
				position.pointer ??
				upperCorner(card.getBoundingClientRect()),
			owner: position.button,
			focusBack: mayScroll => {
				parts.grid?.focus(id, mayScroll);
			},
			items: isSeveral
				? severalMenu(ids, renderable(ids).length, price, commands)
				: assetMenu(
						asset,
						{
							gone: store.isGone(id),
							restorable: store.factsOf(id)?.status === 'restorable',
							hasChain: chainOf(store.all, id).size > 1,
							price,
						},
						commands,
					),
		});
	}
	const shownDetails = details && store.get(details.id);
	const isEmpty = order.length === 0 && isLooking && found === 0;
	return (
		<>
			<section class="assets" aria-labelledby="assets-heading" hidden={order.length === 0 && !isEmpty}>
				<div class="section-head" hidden={order.length === 0}>
					<h2 class="label" id="assets-heading">
						{t('Images')} <span class="count">{formatNumber(order.length)}</span>
					</h2>
				</div>
				<AssetGrid
					store={store}
					version={version}
					order={order}
					selection={selection}
					editor={model.editor}
					scroller={scroller}
					isNew={isNew}
					select={setSelection}
					act={commands.act}
					remove={commands.remove}
					openMenu={showMenu}
				/>
				{isEmpty && (
					<div class="no-match">
						<p>{t('No image matches.')}</p>
						<Button
							class="secondary"
							onPress={() => {
								changeLook(everything);
								document.getElementById('search')?.focus();
							}}
						>
							{t('Clear Filters')}
						</Button>
					</div>
				)}
			</section>
			<div class="bars">
				<ErrorLine text={asking.error} clear={asking.clear} />
				{inserted && selected.length < 2 && (
					<LinkBar
						link={inserted.link}
						busy={asking.busy(inserted.id) || asking.busy('undoLink')}
						show={() => void asking.run({ type: 'showLink' })}
						undo={() =>
							void asking.run({ type: 'undoLink' }).then(answer => {
								if (answer !== undefined) {
									setInserted(undefined);
									page.announce(t('Link removed'));
								}
							})
						}
						insertAgain={() => void act(inserted.id, 'insertLink', true)}
						close={() => {
							setInserted(undefined);
						}}
					/>
				)}
				{selected.length > 1 && (
					<BulkBar
						selected={selected.length}
						renderable={renderable(selected).length}
						price={price}
						busy={asking.busy('several')}
						finalize={() => {
							commands.finalize(selected);
						}}
						remove={() => {
							commands.remove(selected);
						}}
						clear={() => {
							setSelection(nothingSelected);
							parts.grid?.focus();
						}}
					/>
				)}
			</div>
			{details !== undefined && shownDetails !== undefined && (
				<AssetDetails
					key={details.id}
					asset={shownDetails}
					facts={store.factsOf(details.id)}
					beside={details.beside}
					closed={() => {
						setDetails(undefined);
						// The browser returned the focus to the card if that still exists.
						if (document.activeElement === document.body) {
							parts.grid?.focus();
						}
					}}
				/>
			)}
		</>
	);
}

/** Says how many there are, a moment after the search or a filter has changed. */
function useAnnouncedCount(look: Look, found: number): void {
	const { announce } = usePage();
	const first = useRef(true);
	const latest = useRef(found);
	latest.current = found;
	useEffect(() => {
		if (first.current) {
			first.current = false;
			return undefined;
		}
		const timer = setTimeout(() => {
			announce(plural(latest.current, { one: '{0} image', other: '{0} images' }));
		}, calmMs);
		return () => {
			clearTimeout(timer);
		};
	}, [look]);
}

/** A menu opened by a key appears on the card. */
function upperCorner({ left, top, width, height }: DOMRect): DOMRect {
	return new DOMRect(left + 8, top + 8, Math.max(0, width - 16), Math.min(24, height));
}
