import type { Asset } from '../../../shared/galleryMessages.ts';

/** Combining accents. Other marks turn one letter into another, such as か into が. */
const accents = /[\u0300-\u036f]/g;

/** The text used for comparison: without case and accents, in composed form (NFC). */
function folded(text: string): string {
	return text.normalize('NFD').replace(accents, '').normalize('NFC').toLowerCase();
}

/** The words of a search, folded for comparison. */
export function searchWords(search: string): readonly string[] {
	return folded(search)
		.split(/\s+/)
		.filter(word => word !== '');
}

export function matchesText(text: string, words: readonly string[]): boolean {
	const compared = words.length === 0 ? '' : folded(text);
	return words.every(word => compared.includes(word));
}

const texts = new WeakMap<Asset, string>();

/** Whether all words occur in the prompt, style, name or path. */
export function matchesAsset(asset: Asset, words: readonly string[]): boolean {
	if (words.length === 0) {
		return true;
	}
	let text = texts.get(asset);
	if (text === undefined) {
		text = folded([asset.prompt, asset.style ?? '', asset.name, asset.path].join('\n'));
		texts.set(asset, text);
	}
	return words.every(word => text.includes(word));
}
