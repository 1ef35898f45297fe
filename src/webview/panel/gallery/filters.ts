import type { Asset } from '../../../shared/galleryMessages.ts';
import { qualityName } from '../../qualityName.ts';
import { t } from '../../texts.ts';

export const filterNames = ['all', 'low', 'medium', 'high', 'placeholders', 'edited', 'unsaved'] as const;
export type FilterName = (typeof filterNames)[number];

export function filterTitle(name: FilterName): string {
	switch (name) {
		case 'all':
			return t('All');
		case 'low':
		case 'medium':
		case 'high':
			return qualityName(name);
		case 'placeholders':
			return t('Placeholders');
		case 'edited':
			return t('Edited');
		case 'unsaved':
			return t('Not Saved');
	}
}

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

/** The asset and all others connected to it: what it was made from, what was made from it, and so on, to any depth. */
export function chainOf(assets: readonly Asset[], id: string): ReadonlySet<string> {
	const neighbors = new Map<string, string[]>(assets.map(asset => [asset.id, []]));
	for (const asset of assets) {
		for (const other of asset.madeFrom) {
			neighbors.get(other)?.push(asset.id);
			neighbors.get(asset.id)?.push(other);
		}
	}
	const chain = new Set<string>();
	const open = [id];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const its = neighbors.get(next);
		if (its !== undefined && !chain.has(next)) {
			chain.add(next);
			for (const each of its) {
				open.push(each);
			}
		}
	}
	return chain;
}
