import type { StateFiles } from '../state/stateFiles.ts';
import type { StorageKeeper } from '../state/storageKeeper.ts';
import { storageKinds } from '../state/storageKinds.ts';
import { contentHash } from '../images/contentHash.ts';

const { folder } = storageKinds.kept;
/** Of a SHA-256 in hexadecimal. */
const hashLength = 64;

/**
 * Contents of removed files, kept within the limits of `policy.storage.kept` so that they can be restored.
 *
 * @param unique makes names that no other copy has.
 */
export function createKeptCopies(
	files: StateFiles,
	keeper: Pick<StorageKeeper, 'added'>,
	unique: () => string,
) {
	return {
		/** On disk before this resolves to the copy's path in the extension's own folder. @throws StateError */
		async store(bytes: Uint8Array): Promise<string> {
			const path = `${folder}/${unique()}-${contentHash(bytes)}`;
			await files.write(path, bytes);
			await keeper.added('kept', bytes.length);
			return path;
		},
		isKept: async (path: string): Promise<boolean> => (await files.touchedAt(path)) !== undefined,
		/** The paths, by the hash of their content. */
		async byHash(): Promise<ReadonlyMap<string, string>> {
			const names = await files.list(folder);
			return new Map(names.map(name => [name.slice(-hashLength), `${folder}/${name}`]));
		},
	};
}
