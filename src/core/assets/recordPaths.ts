import type { AssetEntry } from './assetRecord.ts';
import { policy } from '../policy.ts';
import { isWebAddress } from '../references/referenceUrl.ts';

/**
 * Whether a path from a workspace file stays in its folder, judging by its text: relative, with `/` between its
 * segments, never upwards, and not longer than a path can be. Links are not followed: see `confine`.
 */
export function staysInside(path: string): boolean {
	// A colon in second place means a Windows drive; no system allows NUL in a name.
	if (path === '' || path.length > policy.record.path || /[\p{Cc}\\]|^\/|^[a-z]:/iu.test(path)) {
		return false;
	}
	const segments = path.split('/');
	return !segments.includes('..') && segments.some(segment => segment !== '' && segment !== '.');
}

/** The part of a record that can be trusted. */
interface ConfinedEntries {
	readonly entries: ReadonlyMap<string, AssetEntry>;
	/** The paths that lead out of the folder: of entries and of `derivedFrom`, which are left out, and of references. */
	readonly dropped: readonly string[];
}

/** Drops the entries of a record whose path leads out of its folder, and from the others a `derivedFrom` that does. */
export function confineEntries(found: Iterable<readonly [string, AssetEntry]>): ConfinedEntries {
	const entries = new Map<string, AssetEntry>();
	const dropped: string[] = [];
	for (const [path, entry] of found) {
		if (staysInside(path)) {
			const source = entry.derivedFrom;
			const { outside } = sortReferences([...(entry.references ?? []), ...(entry.styleReferences ?? [])]);
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

/** An entry without its `derivedFrom` if that leads out of the folder. */
export function confineEntry(entry: AssetEntry): AssetEntry {
	const { derivedFrom, ...rest } = entry;
	return derivedFrom === undefined || staysInside(derivedFrom) ? entry : rest;
}

/** What an image was made from, by whether the record may lead to it. */
export function sortReferences(references: readonly string[] = []): {
	/** Paths in the folder, and addresses. */
	readonly inside: readonly string[];
	/** Files that never were in the folder, or that somebody put into the record to have them sent. */
	readonly outside: readonly string[];
} {
	const isInside = (reference: string) => isWebAddress(reference) || staysInside(reference);
	return {
		inside: references.filter(isInside),
		outside: references.filter(reference => !isInside(reference)),
	};
}
