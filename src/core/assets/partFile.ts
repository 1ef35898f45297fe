import { contentHash } from '../images/contentHash.ts';
import { baseNameOf } from './assetPath.ts';

/**
 * Begins the name of every part file that a publish of these bytes to this path writes next to it, so that one that
 * was left behind is found again, and not confused with any other.
 */
export function partPrefix(path: string, bytes: Uint8Array): string {
	return `.image-assets-${contentHash(`${baseNameOf(path)}\0${contentHash(bytes)}`).slice(0, 16)}-`;
}

/** The name of a part file; `unique` distinguishes parallel publishes. */
export function partName(prefix: string, unique: string): string {
	return `${prefix}${unique}.part`;
}

/** Whether a name is that of one of our part files, of whatever file. */
export function isPartName(name: string): boolean {
	return /^\.image-assets-[0-9a-f]{16}-[0-9a-f]{12}\.part$/.test(name);
}

/** The content that reserves a final name on file systems without links until the part file replaces it. ASCII. */
export function reservationText(prefix: string): string {
	return `${prefix}reserved\n`;
}
