import { randomUUID } from 'node:crypto';
import { Uri, workspace } from 'vscode';
import { contentHash } from '../../core/assets/contentHash.ts';
import { createWorkspaceFile, readWorkspaceFile, removeWorkspaceFile } from './workspaceFile.ts';

/** Days that a file which was taken away is kept. */
const keptDays = 7;
/** Of a SHA-256 in hexadecimal. */
const hashLength = 64;

/** Files that were taken out of the workspace, kept in the extension's own storage so that they can come back. */
export interface KeptFiles {
	/**
	 * Moves a file out of the workspace, if its content still is what `sha256` says; undefined when it was
	 * changed or is gone. The returned function puts it back, unless something else has its name by then.
	 */
	takeAway(file: Uri, sha256: string): Promise<(() => Promise<boolean>) | undefined>;
	/** Keeps a copy of a file that somebody else is about to remove. */
	keep(file: Uri): Promise<void>;
	/** The contents that are kept, by their hash. */
	hashes(): Promise<ReadonlySet<string>>;
	/** Writes a content that is kept to where it was; false where it is gone, or something else is there. */
	restore(sha256: string, file: Uri): Promise<boolean>;
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

	async function store(bytes: Uint8Array): Promise<Uri> {
		const copy = Uri.joinPath(folder, `${randomUUID()}-${contentHash(bytes)}`);
		await workspace.fs.createDirectory(folder);
		await workspace.fs.writeFile(copy, bytes);
		return copy;
	}

	async function putBack(copy: Uri, file: Uri): Promise<boolean> {
		if ((await readIfThere(file)) !== undefined) {
			return false;
		}
		return createWorkspaceFile(file, await workspace.fs.readFile(copy));
	}

	/** The copies, by the hash of their content. */
	async function copies(): Promise<Map<string, Uri>> {
		try {
			const entries = await workspace.fs.readDirectory(folder);
			return new Map(entries.map(([name]) => [name.slice(-hashLength), Uri.joinPath(folder, name)]));
		} catch {
			// Nothing was ever kept.
			return new Map();
		}
	}

	return {
		async takeAway(file, sha256) {
			const bytes = await readIfThere(file);
			if (bytes === undefined || contentHash(bytes) !== sha256) {
				return undefined;
			}
			const copy = await store(bytes);
			await removeWorkspaceFile(file);
			await sweep();
			return () => putBack(copy, file);
		},
		async keep(file) {
			const bytes = await readIfThere(file);
			if (bytes !== undefined) {
				await store(bytes);
				await sweep();
			}
		},
		hashes: async () => new Set((await copies()).keys()),
		async restore(sha256, file) {
			const copy = (await copies()).get(sha256);
			return copy !== undefined && (await putBack(copy, file));
		},
	};
}

async function readIfThere(file: Uri): Promise<Uint8Array | undefined> {
	try {
		return await readWorkspaceFile(file);
	} catch {
		return undefined;
	}
}
