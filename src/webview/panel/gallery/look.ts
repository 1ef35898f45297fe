import type { Asset } from '../../../shared/gallery.ts';
import type { JobFilter } from '../jobs/jobFilter.ts';
import type { KeptPageState } from '../pageState.ts';
import type { AssetStore } from './assetStore.ts';
import { chainOf, passes, type FilterName } from './filters.ts';
import { matchesAsset, searchWords } from './search.ts';

/** What is looked for in the gallery; all of it at once. */
export interface Look {
	readonly search: string;
	readonly filter: FilterName;
	/** The asset whose edit chain is shown. */
	readonly chain: string | undefined;
	/** Whether anything is looked for. */
	readonly isOn: boolean;
	/** Which of the jobs are shown meanwhile. */
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
		// Without the asset there is no chain of it.
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
