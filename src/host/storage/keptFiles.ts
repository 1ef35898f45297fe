import { randomUUID } from 'node:crypto';
import { Uri, workspace } from 'vscode';
import { contentHash } from '../../core/assets/contentHash.ts';

/** Days that a file which was taken away is kept. */
const keptDays = 7;

/** Files that were taken out of the workspace, kept in the extension's own storage so that they can come back. */
export interface KeptFiles {
	/**
	 * Moves a file out of the workspace, if its content still is what `sha256` says; undefined when it was
	 * changed or is gone. The returned function puts it back, unless something else has its name by then.
	 */
	takeAway(file: Uri, sha256: string): Promise<(() => Promise<boolean>) | undefined>;
}

export function createKeptFiles(storage: Uri): KeptFiles {
	const folder = Uri.joinPath(storage, 'kept');

	/** Deletes what was kept for longer than that; best effort, as another window may do the same. */
	async function sweep(): Promise<void> {
		const oldest = Date.now() - keptDays * 24 * 60 * 60 * 1000;
		for (const [name] of await workspace.fs.readDirectory(folder)) {
			const kept = Uri.joinPath(folder, name);
			try {
				if ((await workspace.fs.stat(kept)).mtime < oldest) {
					await workspace.fs.delete(kept);
				}
			} catch {
				// Gone already.
			}
		}
	}

	return {
		async takeAway(file, sha256) {
			const bytes = await readIfThere(file);
			if (bytes === undefined || contentHash(bytes) !== sha256) {
				return undefined;
			}
			const copy = Uri.joinPath(folder, `${randomUUID()}-${sha256}`);
			await workspace.fs.createDirectory(folder);
			await workspace.fs.writeFile(copy, bytes);
			await workspace.fs.delete(file);
			await sweep();
			return async () => {
				if ((await readIfThere(file)) !== undefined) {
					return false;
				}
				await workspace.fs.copy(copy, file, { overwrite: false });
				return true;
			};
		},
	};
}

async function readIfThere(file: Uri): Promise<Uint8Array | undefined> {
	try {
		return await workspace.fs.readFile(file);
	} catch {
		return undefined;
	}
}
