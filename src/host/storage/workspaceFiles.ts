import { randomBytes } from 'node:crypto';
import type { FileStat, FileSystem, Uri } from 'vscode';
import { aboutPath, AssetError, ifNotFound } from '../../core/assets/assetError.ts';
import type { AssetFiles } from '../../core/assets/assetFiles.ts';
import { joinPath, normalizePath, parentOf } from '../../core/assets/assetPath.ts';
import { isPartName, partName, partPrefix } from '../../core/assets/partFile.ts';
import { isSamePath, isWithin } from '../../core/assets/samePath.ts';
import { policy } from '../../core/policy.ts';

// Values of `vscode.FileType`, written out so that this runs where there is no `vscode` module to load.
const file = 1;
const directory = 2;
const symbolicLink = 64;
/** Of `vscode.FilePermission`. */
const readOnly = 1;

/**
 * `AssetFiles` on any file system that VS Code has a provider for: virtual and remote workspaces. Slower and less
 * safe than `diskFiles`, since a provider guarantees neither exclusive creation nor durability: every file is read
 * back and compared.
 *
 * @param folder a workspace folder; paths are those of its scheme and authority
 */
export function workspaceFiles(folder: Uri, fs: FileSystem): AssetFiles {
	const uri = (path: string): Uri => folder.with({ path });
	const top = normalizePath(folder.path);

	const factsOf = async (path: string): Promise<FileStat | undefined> =>
		fs.stat(uri(path)).then(stat => stat, ifNotFound);

	const statOf = async (path: string): Promise<number | undefined> => (await factsOf(path))?.type;

	async function existing(path: string): Promise<FileStat> {
		const found = await factsOf(path);
		if (found === undefined) {
			throw new AssetError('notFound', `${path} is not there.`, { path });
		}
		return found;
	}

	const remove = async (path: string): Promise<void> =>
		fs.delete(uri(path), { recursive: false, useTrash: false }).then(undefined, ifNotFound);

	/** Renames a part file to its final name, unless that exists. */
	async function giveFinalName(part: string, path: string): Promise<'saved' | 'taken'> {
		try {
			await fs.rename(uri(part), uri(path), { overwrite: false });
			return 'saved';
		} catch (error) {
			// Providers report this differently; what is there afterwards is clear.
			const [partType, pathType] = await Promise.all([statOf(part), statOf(path)]);
			if (pathType === undefined) {
				throw error;
			}
			return partType === undefined ? 'saved' : 'taken';
		}
	}

	/** Checks that the path holds what was written. */
	async function verify(path: string, bytes: Uint8Array): Promise<void> {
		const written = await fs.readFile(uri(path));
		if (Buffer.compare(written, bytes) !== 0) {
			throw new AssetError('unverified', `${path} reads back as something else than was written.`, { path });
		}
	}

	/** Removes part files of windows that were killed; their images were saved elsewhere, or never. */
	async function clearParts(inFolder: string): Promise<void> {
		for (const [name] of (await fs.readDirectory(uri(inFolder))).filter(([each]) => isPartName(each))) {
			const path = joinPath(inFolder, name);
			if (Date.now() - (await fs.stat(uri(path))).mtime > policy.storage.partBeside) {
				await remove(path);
			}
		}
	}

	return {
		stat: path =>
			aboutPath(path, async () => {
				const type = await statOf(path);
				return type === undefined ? undefined : (type & directory) !== 0 ? 'folder' : 'file';
			}),
		/** Providers can't resolve links, so a path that goes through one below the workspace folder is refused. */
		realPath: path =>
			aboutPath(path, async () => {
				for (
					let at = normalizePath(path);
					isWithin(at, top, false) && !isSamePath(at, top, false);
					at = parentOf(at)
				) {
					const type = await statOf(at);
					if (type !== undefined && (type & symbolicLink) !== 0) {
						throw new AssetError('outsideWorkspace', `${at} is a link, which cannot be followed here.`, {
							path: at,
						});
					}
				}
				await existing(path);
				return normalizePath(path);
			}),
		list: path => aboutPath(path, async () => (await fs.readDirectory(uri(path))).map(([name]) => name)),
		createFolder: path =>
			aboutPath(path, async () => {
				await fs.createDirectory(uri(path));
			}),
		read: (path, most = policy.ceiling.image) =>
			aboutPath(path, async () => {
				const { type, size } = await existing(path);
				if ((type & file) === 0) {
					throw new AssetError('notAFile', `${path} is no file.`, { path });
				}
				// Not every provider knows the length; don't even request what is reported as too large.
				const bytes = size > most ? undefined : await fs.readFile(uri(path));
				if (bytes === undefined || bytes.byteLength > most) {
					throw new AssetError('tooLarge', `${path} is too large to be read.`, { path });
				}
				return bytes;
			}),
		isReadOnly: path =>
			aboutPath(path, async () => (((await existing(path)).permissions ?? 0) & readOnly) !== 0),
		publish: (path, bytes) =>
			aboutPath(path, async () => {
				const part = joinPath(
					parentOf(path),
					partName(partPrefix(path, bytes), randomBytes(6).toString('hex')),
				);
				let outcome: 'saved' | 'taken' = 'taken';
				try {
					await fs.writeFile(uri(part), bytes);
					outcome = await giveFinalName(part, path);
				} finally {
					if (outcome === 'taken') {
						await remove(part).catch(() => undefined);
					}
				}
				if (outcome === 'saved') {
					await verify(path, bytes);
				}
				await clearParts(parentOf(path)).catch(() => undefined);
				return outcome;
			}),
		discardUnfinished: (path, bytes) =>
			aboutPath(path, async () => {
				const prefix = partPrefix(path, bytes);
				for (const [name] of await fs.readDirectory(uri(parentOf(path)))) {
					if (name.startsWith(prefix)) {
						await remove(joinPath(parentOf(path), name));
					}
				}
			}),
		replace: (path, bytes, evenReadOnly = false) =>
			aboutPath(path, async () => {
				const { permissions = 0 } = await existing(path);
				if ((permissions & readOnly) !== 0 && !evenReadOnly) {
					throw new AssetError('fileReadOnly', `${path} is read-only.`, { path });
				}
				await fs.writeFile(uri(path), bytes);
				await verify(path, bytes);
			}),
		remove: path => aboutPath(path, () => remove(path)),
	};
}
