import type { Asset, AssetFacts, RecordProblem } from '../../../shared/gallery.ts';
import { button, element, onNextFrame, setText } from '../../dom.ts';
import { createErrorSlot } from '../../errorSlot.ts';
import type { VsCodeApi } from '../../vscodeApi.ts';
import type { PanelContext } from '../context.ts';
import type { JobFilter } from '../jobs/jobFilter.ts';
import type { LinkPreviews } from '../jobs/linkPreviews.ts';
import { createAssetCard, type AssetCard } from './assetCard.ts';
import { createAssetCommands } from './assetCommands.ts';
import { showAssetMenu, type MenuPosition } from './assetMenus.ts';
import { createAssetStore } from './assetStore.ts';
import { createBulkBar } from './bulkBar.ts';
import { createFactsWish } from './factsWish.ts';
import { filterNames, passes, type FilterName } from './filters.ts';
import { createGrid } from './grid.ts';
import { takeGridInput } from './gridInput.ts';
import { createHeader } from './header.ts';
import { createLook } from './look.ts';
import { createRecordProblems } from './recordProblems.ts';
import { nothingSelected, selectOnly, withoutHidden, type Selection } from './selection.ts';
import { placeTools } from './toolsPlaces.ts';

/** How long after the last key press the number of results is announced. */
const calmMs = 500;
/** How often the ages of images are updated. */
const ageMs = 30_000;

/** What the gallery needs to know about the jobs. */
export interface JobsSummary {
	/** Paths of images that saved cards show. */
	readonly savedPaths: ReadonlySet<string>;
	/** The number of variations that aren't saved. */
	readonly unsaved: number;
	/** The number of cards that pass the jobs' filter. */
	readonly shown: number;
}

export interface GalleryOptions {
	readonly api: VsCodeApi;
	readonly links: LinkPreviews;
	/** What scrolls the grid. */
	readonly scroller: HTMLElement;
	/** What stands above the grid and shifts it. */
	readonly above: readonly HTMLElement[];
	/** Filters the jobs along with the assets. */
	filterJobs(filter: JobFilter): JobsSummary;
}

export interface Gallery {
	/** Record problems, the search and the filters; shown above the jobs. */
	readonly head: readonly HTMLElement[];
	readonly root: HTMLElement;
	/** The actions for several assets; shown at the bottom. */
	readonly bar: HTMLElement;
	readonly size: number;
	reset(assets: readonly Asset[], problems: readonly RecordProblem[]): void;
	update(changed: readonly Asset[], removed: readonly string[], problems: readonly RecordProblem[]): void;
	takeFacts(facts: readonly AssetFacts[]): void;
	/** @param price credits of one image at high quality */
	showPrice(price: number): void;
	/** The jobs have changed. */
	jobsChanged(): void;
	/** Called when the page has its size. */
	readonly place: () => void;
}

/** Every image with a record: search, filters and all the actions. */
export function createGallery(context: PanelContext, options: GalleryOptions): Gallery {
	const { api, links, scroller } = options;
	const store = createAssetStore();
	const slot = createErrorSlot();
	const look = createLook(context.kept, store);
	let selection: Selection = nothingSelected;
	let price = 0;
	let shownJobs = '';

	const commands = createAssetCommands(context, {
		store,
		slot,
		price: () => price,
		cardOf: id => grid.cardOf(id)?.root,
		focus: () => {
			grid.focus();
		},
		setBusy: isBusy => {
			bar.setBusy(isBusy);
		},
		showChain: id => {
			change({ chain: id });
			grid.focus(id);
		},
	});
	const grid = createGrid<AssetCard>({
		scroller,
		createCard: id =>
			createAssetCard(id, store, (gone, pressed) => {
				commands.act(gone, 'restore', pressed);
			}),
		isSelected: id => selection.ids.has(id),
		drawn: () => {
			tools.place();
			wish.look();
		},
	});
	const wish = createFactsWish(api, () => grid.inSight(1));
	const tools = placeTools(grid, {
		commands,
		links,
		isGone: id => store.isGone(id),
		openMenu: (id, button) => {
			showMenu(id, { button });
		},
	});
	const bar = createBulkBar({
		finalize: () => {
			commands.finalize(selected());
		},
		remove: () => {
			commands.remove(selected());
		},
		clear: () => {
			select(nothingSelected);
			grid.focus();
		},
	});
	const problems = createRecordProblems(context);
	const header = createHeader({
		search: search => {
			change({ search });
		},
		filter: filter => {
			change({ filter });
		},
		leaveChain: () => {
			const { chain } = look;
			change({ chain: undefined });
			grid.focus(chain);
		},
		enterGrid: () => {
			grid.focus(grid.order[0]);
		},
	});
	const count = element('span', { class: 'count' });
	const empty = element(
		'div',
		{ class: 'no-match', hidden: true },
		element('p', {}, 'No image matches.'),
		button(
			{ class: 'secondary' },
			() => {
				change({ search: '', filter: 'all', chain: undefined });
				header.focusSearch();
			},
			'Clear Filters',
		),
	);
	const heading = element(
		'div',
		{ class: 'section-head' },
		element('h2', { class: 'label', id: 'assets-heading' }, 'Assets ', count),
	);
	const root = element(
		'section',
		{ class: 'assets', 'aria-labelledby': 'assets-heading', hidden: true },
		heading,
		slot.root,
		grid.probe,
		grid.root,
		empty,
	);
	takeGridInput(grid, {
		selection: () => selection,
		select,
		open: id => {
			commands.act(id, store.isGone(id) ? 'restore' : 'open');
		},
		remove: ids => {
			commands.remove(ids);
		},
		openMenu: (id, at) => {
			if (!selection.ids.has(id)) {
				select(selectOnly(id));
			}
			grid.activate(id);
			showMenu(id, { pointer: at });
		},
	});
	const selected = () => grid.order.filter(id => selection.ids.has(id));
	const renderable = (ids: readonly string[]) => ids.filter(id => !store.isGone(id)).length;

	function select(next: Selection): void {
		selection = next;
		grid.redraw();
		showBar();
	}
	function showBar(): void {
		const hadFocus = bar.root.contains(document.activeElement);
		const ids = selected();
		bar.show(ids.length, renderable(ids), price);
		if (hadFocus && bar.root.hidden) {
			grid.focus();
		}
	}
	function showMenu(id: string, position: MenuPosition): void {
		showAssetMenu(id, position, { store, grid, selected: selected(), price, commands });
	}

	/** Called when the search or a filter changes. */
	function change(part: Parameters<typeof look.change>[0]): void {
		look.change(part);
		apply();
		announceCount();
	}
	let timer: ReturnType<typeof setTimeout> | undefined;
	function announceCount(): void {
		clearTimeout(timer);
		timer = setTimeout(() => {
			const found = look.jobs.show === 'unsaved' ? options.filterJobs(look.jobs).shown : grid.order.length;
			context.announce(found === 1 ? '1 image' : `${found.toLocaleString('en-US')} images`);
		}, calmMs);
	}
	/** Shows the assets that pass now. */
	function apply(): void {
		const { all } = store;
		const jobs = options.filterJobs(look.jobs);
		shownJobs = keyOf(jobs);
		const shown = all.filter(asset => (look.isOn || !jobs.savedPaths.has(asset.path)) && look.lets(asset));
		const order = shown.map(({ id }) => id);
		selection = withoutHidden(selection, new Set(order));
		const counts = Object.fromEntries(
			filterNames.map(name => [name, all.filter(asset => passes(asset, name)).length]),
		) as Record<FilterName, number>;
		const { search, filter, chain } = look;
		header.root.hidden = all.length === 0;
		header.show({
			search,
			filter,
			counts: { ...counts, unsaved: jobs.unsaved },
			chain: chain === undefined ? undefined : store.get(chain)?.name,
		});
		root.hidden = order.length === 0 && (!look.isOn || jobs.shown > 0);
		heading.hidden = order.length === 0;
		grid.root.hidden = order.length === 0;
		empty.hidden = order.length > 0 || !look.isOn;
		setText(count, order.length.toLocaleString('en-US'));
		grid.show(order);
		showBar();
	}
	const scrolled = onNextFrame(grid.scrolled);
	for (const target of [scroller, window]) {
		target.addEventListener('scroll', scrolled, { passive: true });
	}
	const resized = new ResizeObserver(grid.place);
	for (const part of [grid.root, grid.probe, scroller, ...options.above]) {
		resized.observe(part);
	}
	setInterval(() => {
		const now = Date.now();
		for (const id of grid.inSight(1)) {
			grid.cardOf(id)?.tick(now);
		}
	}, ageMs);

	return {
		head: [problems.root, header.root],
		root,
		bar: bar.root,
		get size() {
			return store.all.length;
		},
		reset(assets, wrong) {
			const ids = new Set(assets.map(({ id }) => id));
			const lost = store.all.filter(({ id }) => !ids.has(id)).map(({ id }) => id);
			this.update(assets, lost, wrong);
		},
		update(changed, removed, wrong) {
			store.update(changed, removed);
			wish.forget([...changed.map(({ id }) => id), ...removed]);
			look.update();
			problems.show(wrong);
			apply();
		},
		takeFacts(facts) {
			store.takeFacts(facts);
			grid.redraw();
			showBar();
		},
		showPrice(next) {
			if (next !== price) {
				price = next;
				tools.showPrice(price);
				showBar();
			}
		},
		jobsChanged() {
			// Running jobs report progress twice a second, which doesn't concern the gallery.
			if (keyOf(options.filterJobs(look.jobs)) !== shownJobs) {
				apply();
			}
		},
		place: grid.place,
	};
}

function keyOf({ savedPaths, unsaved, shown }: JobsSummary): string {
	return JSON.stringify([[...savedPaths], unsaved, shown]);
}
