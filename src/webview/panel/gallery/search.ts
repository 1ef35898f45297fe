import type { Asset } from '../../../shared/gallery.ts';

/** Combining accents. Other marks make another letter of a letter, as か and が. */
const accents = /[\u0300-\u036f]/g;

/** A text as it is compared: without case and accents, in composed form (NFC). */
function folded(text: string): string {
	return text.normalize('NFD').replace(accents, '').normalize('NFC').toLowerCase();
}

/** The words of a search, as they are compared. */
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

/** Whether all of the words are in its prompt, its style, its name or its path. */
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
