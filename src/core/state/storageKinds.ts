import { policy } from '../policy.ts';
import type { KeptLimits } from './keptWithin.ts';
import { partMark, type StateFiles } from './stateFiles.ts';

/**
 * Every kind of file in the extension's own folder: where its items are, each a file or a folder that is kept or
 * removed as a whole, and what its limits are. Name a new folder here before writing to it.
 */
export const storageKinds = {
	damaged: { folder: 'jobs/damaged', limits: policy.storage.damaged },
	/** Only the journal knows which parts of a job may be removed. */
	job: { folder: 'jobs', limits: undefined },
	kept: { folder: 'kept', limits: policy.storage.kept },
	replaced: { folder: 'replaced/v1', limits: policy.storage.replaced },
	cutOut: { folder: 'cutouts/v1', limits: policy.storage.cutOut },
	reference: { folder: 'references/v1', limits: policy.storage.reference },
	thumbnail: { folder: 'thumbnails/v1', limits: policy.storage.thumbnail },
	opened: { folder: 'thumbnails/open', limits: policy.storage.opened },
	pasted: { folder: 'pasted', limits: policy.storage.pasted },
	record: { folder: 'records/v1', limits: policy.storage.record },
	ledger: { folder: 'credits/v1', limits: policy.storage.ledger },
	owner: { folder: 'owners', limits: policy.storage.owner },
	lock: { folder: 'locks', limits: policy.storage.lock },
} as const satisfies Record<string, { readonly folder: string; readonly limits: KeptLimits | undefined }>;

export type StorageKind = keyof typeof storageKinds;

/** The kinds that are swept by their limits alone. */
export type SweptKind = Exclude<StorageKind, 'job'>;

export const sweptKinds = (Object.keys(storageKinds) as StorageKind[]).filter(kind => kind !== 'job');

/** The kind of a file, `part` for a half-written one; undefined for an unknown path. */
export function kindOf(path: string): StorageKind | 'part' | undefined {
	if (path.slice(path.lastIndexOf('/') + 1).startsWith(partMark)) {
		return 'part';
	}
	const kinds = Object.keys(storageKinds) as StorageKind[];
	return kinds.find(kind => path.startsWith(`${storageKinds[kind].folder}/`));
}

/**
 * The same files, restricted to writing known kinds: a file that is never swept is a bug of ours, and the first test
 * that writes it should find it. `write`, `create`, `append` and `move` reject with an Error for any other.
 */
export function onlyKnownKinds(files: StateFiles): StateFiles {
	const known = async <T>(path: string, action: () => Promise<T>): Promise<T> => {
		if (kindOf(path) === undefined) {
			throw new Error(`No kind of file is known at ${path}: storageKinds.ts is to name it`);
		}
		return action();
	};
	return {
		...files,
		write: (path, content, durability) => known(path, () => files.write(path, content, durability)),
		create: (path, content, durability) => known(path, () => files.create(path, content, durability)),
		append: (path, text) => known(path, () => files.append(path, text)),
		move: (from, to) => known(to, () => files.move(from, to)),
	};
}
