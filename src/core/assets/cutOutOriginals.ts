import { contentHash } from '../images/contentHash.ts';
import { cutOutRefusals, type CutOutRefusal } from '../images/cutOut/keyColor.ts';
import type { StateFiles } from '../state/stateFiles.ts';
import type { StorageKeeper } from '../state/storageKeeper.ts';
import { storageKinds } from '../state/storageKinds.ts';

/** A paid image as it arrived, before its background was removed. */
interface CutOutOriginal {
	/** In the extension's own folder. */
	readonly path: string;
	/** Why its background was kept; undefined if it was removed. */
	readonly refusal: CutOutRefusal | undefined;
}

export type CutOutOriginals = ReturnType<typeof createCutOutOriginals>;

const { folder } = storageKinds.cutOut;
/** `<job>_<hash>_<refusal>.png`; a job's id is a UUID. */
const namePattern = /^([\w-]{1,80})_[0-9a-f]{64}_([a-zA-Z]+)\.png$/;

/** The originals of cut-outs, within the limits of `policy.storage.cutOut`. */
export function createCutOutOriginals(files: StateFiles, keeper: Pick<StorageKeeper, 'added'>) {
	return {
		/** On the disk before it resolves. @throws StateError */
		async keep(jobId: string, bytes: Uint8Array, refusal: CutOutRefusal | undefined) {
			await files.write(`${folder}/${jobId}_${contentHash(bytes)}_${refusal ?? 'cut'}.png`, bytes);
			await keeper.added('cutOut', bytes.length);
		},
		/** Undefined if it is no longer kept. */
		async find(jobId: string): Promise<CutOutOriginal | undefined> {
			for (const name of await files.list(folder)) {
				const [, job, word] = namePattern.exec(name) ?? [];
				if (job === jobId) {
					const refusal = cutOutRefusals.find(each => each === word);
					return { path: `${folder}/${name}`, refusal };
				}
			}
			return undefined;
		},
		/** Undefined if it is no longer kept. */
		read: ({ path }: CutOutOriginal): Promise<Uint8Array | undefined> => files.read(path),
	};
}
