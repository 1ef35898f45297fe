import { contentHash } from '../images/contentHash.ts';
import { baseNameOf } from './assetPath.ts';

/**
 * Begins the name of every part file that a publish of these bytes to this path writes beside it, so that
 * one that was left behind is found again, and told from everybody else's.
 */
export function partPrefix(path: string, bytes: Uint8Array): string {
	return `.image-assets-${contentHash(`${baseNameOf(path)}\0${contentHash(bytes)}`).slice(0, 16)}-`;
}

/** The name of a part file; `unique` tells parallel publishes apart. */
export function partName(prefix: string, unique: string): string {
	return `${prefix}${unique}.part`;
}

/** Whether a name is that of a part file of ours, whatever it is a part of. */
export function isPartName(name: string): boolean {
	return /^\.image-assets-[0-9a-f]{16}-[0-9a-f]{12}\.part$/.test(name);
}

/** What holds a final name, where a file system has no links, until the part file is renamed onto it. ASCII. */
export function reservationText(prefix: string): string {
	return `${prefix}reserved\n`;
}
