import { posix } from 'node:path';
import { AssetError } from './assetError.ts';

/** The last number that is tried after a taken name. */
const maxNumber = 9999;

const isAscii = /^[\0-\x7f]*$/;

/** Equal for names that some file system treats as one: compared without case, and normalized. */
export function nameKey(name: string): string {
	return isAscii.test(name)
		? name.toLowerCase()
		: name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** `hero.webp` → `hero-2.webp`; number 0 is the name itself (VS Code's `nameIncrementally`). */
export function numberedName(name: string, number: number): string {
	const { name: stem, ext } = posix.parse(name);
	return number === 0 ? name : `${stem}-${number}${ext}`;
}

/**
 * The name, or the first of its numbers, that is not taken.
 *
 * @param isTaken gets a `nameKey`
 * @throws AssetError `noFreeName`
 */
export function nextFreeName(name: string, isTaken: (key: string) => boolean): string {
	for (let number = 0; number <= maxNumber; number++) {
		const candidate = numberedName(name, number);
		if (!isTaken(nameKey(candidate))) {
			return candidate;
		}
	}
	throw new AssetError('noFreeName', `${name} and all its numbers are taken.`, { path: name });
}

/**
 * The name for an edit of a file, before numbering: `hero.webp` → `hero-edited.webp`, and the same for an edit of
 * that, which the numbering then makes `hero-edited-1.webp`.
 */
export function editedName(name: string): string {
	const { name: stem, ext } = posix.parse(name);
	return `${stem.replace(/-edited(?:-\d+)?$/, '')}-edited${ext}`;
}
