import type { Asset } from '../../../shared/gallery.ts';

export const filterNames = ['all', 'low', 'medium', 'high', 'placeholders', 'edited', 'unsaved'] as const;
export type FilterName = (typeof filterNames)[number];

export const filterTitles: Readonly<Record<FilterName, string>> = {
	all: 'All',
	low: 'Low',
	medium: 'Medium',
	high: 'High',
	placeholders: 'Placeholders',
	edited: 'Edited',
	unsaved: 'Not Saved',
};

/** Whether the asset was made from other images. */
export function isEdited({ references }: Asset): boolean {
	return references.length > 0;
}

/** Whether an asset passes a filter. Unsaved images aren't assets, so none passes `unsaved`. */
export function passes(asset: Asset, filter: FilterName): boolean {
	switch (filter) {
		case 'all':
			return true;
		case 'low':
		case 'medium':
			return !asset.placeholder && asset.quality === filter;
		case 'high':
			// The service treats `auto` as high, including its price.
			return !asset.placeholder && (asset.quality === 'high' || asset.quality === 'auto');
		case 'placeholders':
			return asset.placeholder;
		case 'edited':
			return isEdited(asset);
		case 'unsaved':
			return false;
	}
}

/** Everything that the asset was made from and everything made from it, to any depth, and whatever those are connected to. */
export function chainOf(assets: readonly Asset[], id: string): ReadonlySet<string> {
	const neighbours = new Map<string, string[]>(assets.map(asset => [asset.id, []]));
	for (const asset of assets) {
		for (const other of asset.madeFrom) {
			neighbours.get(other)?.push(asset.id);
			neighbours.get(asset.id)?.push(other);
		}
	}
	const chain = new Set<string>();
	const open = [id];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const its = neighbours.get(next);
		if (its !== undefined && !chain.has(next)) {
			chain.add(next);
			for (const each of its) {
				open.push(each);
			}
		}
	}
	return chain;
}
