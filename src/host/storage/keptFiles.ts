import { randomUUID } from 'node:crypto';
import { Uri, workspace } from 'vscode';
import { contentHash } from '../../core/images/contentHash.ts';
import { createKeptCopies } from '../../core/assets/keptCopies.ts';
import type { PutBack } from '../../core/assets/putBack.ts';
import type { StateFiles } from '../../core/state/stateFiles.ts';
import type { StorageKeeper } from '../../core/state/storageKeeper.ts';
import { createWorkspaceFile, readWorkspaceFile, removeWorkspaceFile } from './workspaceFile.ts';

export type KeptFiles = ReturnType<typeof createKeptFiles>;

/**
 * Files removed from the workspace, kept in the extension's own storage so that they can be restored.
 *
 * @param storage the folder of `state`.
 */
export function createKeptFiles(storage: Uri, state: StateFiles, keeper: StorageKeeper) {
	const copies = createKeptCopies(state, keeper, randomUUID);

	async function putBack(copy: string, file: Uri): Promise<PutBack> {
		if (!(await copies.isKept(copy))) {
			return 'gone';
		}
		if ((await readIfThere(file)) !== undefined) {
			return 'taken';
		}
		const bytes = await workspace.fs.readFile(Uri.joinPath(storage, copy));
		return (await createWorkspaceFile(file, bytes)) ? 'restored' : 'taken';
	}

	return {
		/**
		 * Moves a file out of the workspace if its content still matches `sha256`; undefined if it was changed or is
		 * gone. The copy is on disk before the file is removed. The returned function puts it back.
		 */
		async moveOut(file: Uri, sha256: string): Promise<(() => Promise<PutBack>) | undefined> {
			const bytes = await readIfThere(file);
			if (bytes === undefined || contentHash(bytes) !== sha256) {
				return undefined;
			}
			const copy = await copies.store(bytes);
			await removeWorkspaceFile(file);
			return () => putBack(copy, file);
		},
		/** Keeps a copy of a file that someone else is about to remove. */
		async keep(file: Uri) {
			const bytes = await readIfThere(file);
			if (bytes !== undefined) {
				await copies.store(bytes);
			}
		},
		/** Hashes of the contents that are kept. */
		hashes: async (): Promise<ReadonlySet<string>> => new Set((await copies.byHash()).keys()),
		/** Writes kept content back to where it was. */
		async restore(sha256: string, file: Uri): Promise<PutBack> {
			const copy = (await copies.byHash()).get(sha256);
			return copy === undefined ? 'gone' : putBack(copy, file);
		},
	};
}

function readIfThere(file: Uri): Promise<Uint8Array | undefined> {
	return readWorkspaceFile(file).catch(() => undefined);
}
