import { jobsFolder } from '../jobs/journal/jobsFolder.ts';
import { policy } from '../jobs/policy.ts';
import type { KeptLimits } from './keptWithin.ts';
import { partMark } from './stateFiles.ts';

/**
 * Every kind of file in the extension's own folder: where its items are, each a file or a folder that is kept or
 * removed as a whole, and within which limits. Whoever keeps files names their folder here first.
 */
export const storageKinds = {
	/** Only the journal knows what of a job may go. */
	job: { folder: jobsFolder, limits: undefined },
	damaged: { folder: 'jobs/damaged', limits: policy.storage.damaged },
	kept: { folder: 'kept', limits: policy.storage.kept },
	replaced: { folder: 'replaced/v1', limits: policy.storage.replaced },
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

/** The kind of a file, `part` for one that is half-written; undefined where nobody knows it. */
export function kindOf(path: string): StorageKind | 'part' | undefined {
	if (path.slice(path.lastIndexOf('/') + 1).startsWith(partMark)) {
		return 'part';
	}
	const kinds = Object.keys(storageKinds) as StorageKind[];
	return kinds.find(kind => path.startsWith(`${storageKinds[kind].folder}/`));
}
