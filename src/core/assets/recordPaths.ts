import type { AssetEntry } from './assetRecord.ts';
import { policy } from '../policy.ts';
import { isWebAddress } from '../references/referenceUrl.ts';

/**
 * Whether a path that a workspace file gives stays in its folder, going by its text: relative, with `/` between its
 * segments, and never upwards; and not longer than a path can be. Links are another matter: see `confine`.
 */
export function staysInside(path: string): boolean {
	// A colon in second place is a drive of Windows; no system lets a name hold NUL.
	if (path === '' || path.length > policy.record.path || /[\p{Cc}\\]|^\/|^[a-z]:/iu.test(path)) {
		return false;
	}
	const segments = path.split('/');
	return !segments.includes('..') && segments.some(segment => segment !== '' && segment !== '.');
}

/** What of a record can be trusted. */
export interface ConfinedEntries {
	readonly entries: ReadonlyMap<string, AssetEntry>;
	/** The paths that lead out of the folder, and were left out. */
	readonly dropped: readonly string[];
}

/** Entries of a record without those whose path leads out of its folder, and without sources that do. */
export function confineEntries(found: Iterable<readonly [string, AssetEntry]>): ConfinedEntries {
	const entries = new Map<string, AssetEntry>();
	const dropped: string[] = [];
	for (const [path, entry] of found) {
		if (staysInside(path)) {
			const source = entry.derivedFrom;
			const outside = sortReferences(entry).outside;
			for (const each of source === undefined || staysInside(source) ? outside : [source, ...outside]) {
				dropped.push(each);
			}
			entries.set(path, confineEntry(entry));
		} else {
			dropped.push(path);
		}
	}
	return { entries, dropped };
}

/** An entry that is derived from nothing where what it is derived from leads out of its folder. */
export function confineEntry(entry: AssetEntry): AssetEntry {
	const { derivedFrom, ...rest } = entry;
	return derivedFrom === undefined || staysInside(derivedFrom) ? entry : rest;
}

/** What an image was made from, by whether it can be found from the record. */
export function sortReferences({ references = [] }: Pick<AssetEntry, 'references'>): {
	/** Paths in the folder, and addresses. */
	readonly inside: readonly string[];
	/** Files that never were in the folder, or were put into the record by somebody who wants them sent. */
	readonly outside: readonly string[];
} {
	const isInside = (reference: string) => isWebAddress(reference) || staysInside(reference);
	return {
		inside: references.filter(isInside),
		outside: references.filter(reference => !isInside(reference)),
	};
}
