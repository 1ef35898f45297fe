import type { Asset } from '../../../shared/gallery.ts';
import type { JobFilter } from '../jobs/jobFilter.ts';
import type { KeptPageState } from '../pageState.ts';
import type { AssetStore } from './assetStore.ts';
import { chainOf, passes, type FilterName } from './filters.ts';
import { matchesAsset, searchWords } from './search.ts';

/** The search and filters of the gallery, which apply together. */
export interface Look {
	readonly search: string;
	readonly filter: FilterName;
	/** The asset whose edit chain is shown. */
	readonly chain: string | undefined;
	/** Whether anything is searched or filtered. */
	readonly isOn: boolean;
	/** The filter for the jobs. */
	readonly jobs: JobFilter;
	lets(asset: Asset): boolean;
	change(part: { search?: string; filter?: FilterName; chain?: string | undefined }): void;
	/** The assets have changed. */
	update(): void;
}

export function createLook(kept: KeptPageState, store: AssetStore): Look {
	let { search = '', filter = 'all' } = kept.current;
	let words = searchWords(search);
	let chain: string | undefined;
	let chained: ReadonlySet<string> = new Set();
	const follow = () => {
		// A chain can't outlive its asset.
		chain = chain !== undefined && store.get(chain) !== undefined ? chain : undefined;
		chained = chain === undefined ? new Set() : chainOf(store.all, chain);
	};
	return {
		get search() {
			return search;
		},
		get filter() {
			return filter;
		},
		get chain() {
			return chain;
		},
		get isOn() {
			return store.all.length > 0 && (words.length > 0 || filter !== 'all' || chain !== undefined);
		},
		get jobs(): JobFilter {
			if (!this.isOn) {
				return { show: 'all', words: [] };
			}
			return { show: filter === 'unsaved' && chain === undefined ? 'unsaved' : 'none', words };
		},
		lets: asset =>
			passes(asset, filter) && (chain === undefined || chained.has(asset.id)) && matchesAsset(asset, words),
		change(part) {
			({ search, filter, chain } = { search, filter, chain, ...part });
			words = searchWords(search);
			follow();
			kept.change({
				search: search === '' ? undefined : search,
				filter: filter === 'all' ? undefined : filter,
			});
		},
		update: follow,
	};
}
