import { baseNameOf, parentOf } from '../../assets/assetPath.ts';
import { isWithin, pathKey } from '../../assets/samePath.ts';
import { nameKey } from '../../assets/freeName.ts';
import type { FileLookup } from './fileLookup.ts';

/** The file system that is asked; paths are absolute, in the form of `Uri.path`. Rejects where the answer isn't known. */
export interface FolderReader {
	/** The names in a folder; undefined where there is no such folder. */
	names(folder: string): Promise<readonly string[] | undefined>;
	exists(path: string): Promise<boolean>;
	/** Whether it treats names as equal that differ only in letter case; undefined means no. */
	readonly ignoresCase?: boolean;
}

/** A cache of what exists: reading a folder once answers for every file in it. */
export interface FolderListings extends FileLookup {
	/** Something appeared or vanished at a path; returns whether that changes any earlier answer. */
	forget(path: string): boolean;
	/** Something changed there, such as a folder that was replaced by one with other files. Returns the same. */
	forgetBelow(path: string): boolean;
	clear(): void;
}

interface Listing {
	readonly names: ReadonlySet<string>;
	/** The names by their `spellingKey`. */
	readonly byKey: () => ReadonlyMap<string, string>;
}

const none: ReadonlySet<string> = new Set();

/** @param onUnknown called whenever the file system gives no answer, and everything counts as there */
export function createFolderListings(reader: FolderReader, onUnknown?: () => void): FolderListings {
	/** The keys of the folders that were asked for. */
	const keys = new Map<string, string>();
	const keyOf = (path: string) => pathKey(path, reader.ignoresCase === true);
	/** By the folder's key. */
	const known = new Map<string, Promise<Listing | undefined>>();

	function listing(folder: string): Promise<Listing | undefined> {
		const key = keys.get(folder) ?? keyOf(folder);
		keys.set(folder, key);
		const before = known.get(key);
		if (before !== undefined) {
			return before;
		}
		const read = reader.names(folder).then(names => names && listingOf(names));
		known.set(key, read);
		read.catch(() => {
			// Ask again the next time.
			if (known.get(key) === read) {
				known.delete(key);
			}
			onUnknown?.();
		});
		return read;
	}

	function forgetBelow(path: string): boolean {
		const folders = [...known.keys()].filter(folder => isWithin(folder, keyOf(path), false));
		for (const folder of folders) {
			known.delete(folder);
		}
		return folders.length > 0;
	}

	/** What a listing answers, or something else where it can't be read. */
	async function ask<T>(folder: string, answer: (found: Listing | undefined) => T, otherwise: T): Promise<T> {
		try {
			return answer(await listing(folder));
		} catch {
			return otherwise;
		}
	}

	/** Undefined where only the file system knows, as it may treat the name as equal to one that is there. */
	function hasName(found: Listing | undefined, name: string): boolean | undefined {
		if (found === undefined || found.names.has(name)) {
			return found !== undefined;
		}
		return found.byKey().has(spellingKey(name)) ? undefined : false;
	}

	return {
		exists: async path =>
			(await ask(parentOf(path), found => hasName(found, baseNameOf(path)), true)) ??
			reader.exists(path).catch(() => {
				onUnknown?.();
				return true;
			}),
		otherSpelling: path =>
			ask(parentOf(path), found => found?.byKey().get(spellingKey(baseNameOf(path))), undefined),
		folderExists: path => ask(path, found => found !== undefined, true),
		names: folder => ask(folder, found => found?.names ?? none, none),
		forget: path => {
			const changed = known.delete(keyOf(parentOf(path)));
			return forgetBelow(path) || changed;
		},
		forgetBelow,
		clear: () => {
			keys.clear();
			known.clear();
		},
	};
}

function listingOf(names: readonly string[]): Listing {
	let all: ReadonlyMap<string, string> | undefined;
	return {
		names: new Set(names),
		byKey: () => (all ??= new Map(names.map(name => [spellingKey(name), name]))),
	};
}

/**
 * macOS writes a narrow space (U+202F) into the names of screenshots, other programs a non-breaking one: neither can
 * be typed.
 */
const spellingKey = (name: string): string => {
	const key = nameKey(name);
	return /[^\0-\x7f]/.test(key) ? key.replace(/\p{Zs}/gu, ' ') : key;
};
