import { sweepFolder, sweepParts, type StoredItem, type SweepOptions } from './sweepState.ts';
import type { StateFiles } from './stateFiles.ts';
import { storageKinds, sweptKinds, type SweptKind } from './storageKinds.ts';

export type StorageKeeper = ReturnType<typeof createStorageKeeper>;

interface StorageKeeperOptions {
	readonly files: StateFiles;
	readonly now: () => number;
	/** Hashes of the snapshots that a job may still be sent with. */
	readonly usedReferences: () => Promise<ReadonlySet<string>>;
	/** Called with the error that kept a kind from being swept; it is tried again at the next start. */
	readonly onTrouble: (kind: SweptKind | 'part', error: unknown) => void;
}

/** Keeps the extension's own folder within its limits. */
export function createStorageKeeper(options: StorageKeeperOptions) {
	const { files, now, onTrouble } = options;
	const sweepOptions: Partial<Record<SweptKind, SweepOptions>> = {
		damaged: { findExempt: () => Promise.resolve(holdsPaidImage), timeIn: setAsideAt },
		reference: {
			findExempt: async () => {
				const used = await options.usedReferences();
				return ({ name }) => used.has(name);
			},
		},
	};

	/** Resolves to what `sweepFolder` does; 0 where that failed. */
	async function sweepKind(kind: SweptKind): Promise<number> {
		const { folder, limits } = storageKinds[kind];
		try {
			return await sweepFolder(files, folder, limits, now(), sweepOptions[kind]);
		} catch (error) {
			onTrouble(kind, error);
			return 0;
		}
	}

	const adding = new Map(
		sweptKinds.map(kind => [kind, sweepWhenAdded(storageKinds[kind].limits.total, () => sweepKind(kind))]),
	);

	return {
		/**
		 * This window has added that many bytes: makes room after the first addition, and after many since. Never
		 * rejects.
		 */
		added: async (kind: SweptKind, bytes: number) => adding.get(kind)?.(bytes),
		/**
		 * Sweeps every kind but the jobs; one that fails doesn't stop the others. Resolves to the bytes that are paid for
		 * and wait for the user; 0 as long as there is nothing to remove.
		 */
		async sweep(): Promise<number> {
			let waiting = 0;
			for (const kind of sweptKinds) {
				const exempt = await sweepKind(kind);
				// A snapshot that a job needs is the user's own image.
				waiting += kind === 'damaged' ? exempt : 0;
			}
			await sweepParts(files, now()).catch((error: unknown) => {
				onTrouble('part', error);
			});
			return waiting;
		},
	};
}

/** The fraction of its total by which a kind may exceed it before the next sweep: a sweep looks at every file. */
const share = 1 / 16;

/**
 * Sweeps after the first addition, and whenever a sixteenth of the total has been added since.
 *
 * @param sweep must not reject.
 */
export function sweepWhenAdded(
	total: number,
	sweep: () => Promise<unknown>,
): (bytes: number) => Promise<void> {
	let sinceSweep = Infinity;
	return async bytes => {
		sinceSweep += bytes;
		if (sinceSweep > total * share) {
			sinceSweep = 0;
			await sweep();
		}
	};
}

/** Moving a job aside keeps its file times: the name says when that was, `<id>-<milliseconds>`. */
function setAsideAt(name: string): number {
	return Number(/-(\d{1,15})$/.exec(name)?.[1] ?? 0);
}

/** Whether a damaged job left an image that was never saved: it is paid for, and exists only here. */
function holdsPaidImage({ contents }: StoredItem): boolean {
	const isStaged = contents.some(name => /^stage\.\d+$/.test(name));
	return isStaged && !contents.includes('saved.json') && !contents.includes('dismissed.json');
}
