import { policy } from '../policy.ts';
import { removable, type KeptItem, type KeptLimits } from './keptWithin.ts';
import { partMark, type StateFiles } from './stateFiles.ts';

/** A file or a folder of a kind, with everything in it. */
export interface StoredItem extends KeptItem {
	readonly name: string;
	/** Below the root of `StateFiles`. */
	readonly path: string;
	/** Paths of its files, relative to the item; '' is the item itself. */
	readonly contents: readonly string[];
}

/** Whether an item stays regardless of the limits: it is paid for and not decided on, or a job needs it. */
type IsExempt = (item: StoredItem) => boolean;

export interface SweepOptions {
	/** Called only where something would have to go. */
	readonly findExempt?: () => Promise<IsExempt>;
	/** A time given by an item's name, used if it is later than those of its files; milliseconds since the epoch. */
	readonly timeIn?: (name: string) => number;
}

/**
 * Removes what exceeds the limits of a folder's kind. An item that cannot be removed, because it is open somewhere,
 * waits for the next sweep; half-written files are left to `sweepParts`.
 *
 * @returns bytes of the exempt items; 0 where `findExempt` wasn't needed.
 * @throws StateError where the folder cannot be read.
 */
export async function sweepFolder(
	files: StateFiles,
	folder: string,
	limits: KeptLimits,
	now: number,
	{ findExempt, timeIn }: SweepOptions = {},
): Promise<number> {
	const items = (await itemsIn(files, folder)).map(item => ({
		...item,
		at: Math.max(item.at, timeIn?.(item.name) ?? 0),
	}));
	if (removable(items, limits, now).length === 0) {
		return 0;
	}
	const isExempt = await findExempt?.();
	for (const { path } of removable(items, limits, now, isExempt)) {
		await files.remove(path).catch(() => undefined);
	}
	const exempt = isExempt === undefined ? [] : items.filter(isExempt);
	return exempt.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Removes half-written files that are no longer being written, in all folders. @throws StateError */
export async function sweepParts(files: StateFiles, now: number): Promise<void> {
	const parts = await partsIn(files, '');
	for (const { path } of removable(parts, policy.storage.part, now)) {
		await files.remove(path).catch(() => undefined);
	}
}

/** The items of a folder, each with everything in it; half-written files are left out. */
export async function itemsIn(files: StateFiles, folder: string): Promise<StoredItem[]> {
	const entries = (await files.entries(folder)).filter(({ name }) => !name.startsWith(partMark));
	return Promise.all(
		entries.map(async ({ name, isFolder, bytes, at }) => {
			const path = join(folder, name);
			if (!isFolder) {
				return { name, path, bytes, at, files: 1, contents: [''] };
			}
			const inside = await itemsIn(files, path);
			return {
				name,
				path,
				bytes: inside.reduce((sum, each) => sum + each.bytes, 0),
				files: 1 + inside.reduce((sum, each) => sum + each.files, 0),
				at: Math.max(at, ...inside.map(each => each.at)),
				contents: inside.flatMap(each => each.contents.map(rest => join(each.name, rest))),
			};
		}),
	);
}

async function partsIn(files: StateFiles, folder: string): Promise<(KeptItem & { readonly path: string })[]> {
	const found: (KeptItem & { readonly path: string })[] = [];
	for (const { name, isFolder, bytes, at } of await files.entries(folder)) {
		const path = join(folder, name);
		if (isFolder) {
			found.push(...(await partsIn(files, path)));
		} else if (name.startsWith(partMark)) {
			found.push({ path, bytes, at, files: 1 });
		}
	}
	return found;
}

function join(folder: string, name: string): string {
	return [folder, name].filter(part => part !== '').join('/');
}
