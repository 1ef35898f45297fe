import type { Asset } from '../../../shared/galleryMessages.ts';
import { chainOf, passes, type FilterName } from './filters.ts';
import { matchesAsset, searchWords } from './search.ts';

/** The search and the filters; all of them apply together. */
export interface Look {
	readonly search: string;
	readonly filter: FilterName;
	/** The asset whose edit chain is shown. */
	readonly chain: string | undefined;
}

export const everything: Look = { search: '', filter: 'all', chain: undefined };

/** Whether anything is searched or filtered. */
export function isOn({ search, filter, chain }: Look): boolean {
	return searchWords(search).length > 0 || filter !== 'all' || chain !== undefined;
}

/** Whether unsaved images are shown instead of saved ones. */
export function showsUnsaved({ filter, chain }: Look): boolean {
	return filter === 'unsaved' && chain === undefined;
}

/** The assets that pass, in their order. */
export function assetsIn(all: readonly Asset[], { search, filter, chain }: Look): readonly Asset[] {
	const words = searchWords(search);
	const chained = chain === undefined ? undefined : chainOf(all, chain);
	return all.filter(
		asset =>
			passes(asset, filter) && (chained === undefined || chained.has(asset.id)) && matchesAsset(asset, words),
	);
}
