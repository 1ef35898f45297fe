import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { constants } from 'node:fs/promises';
import { aboutPath, AssetError, errorCode, ifNotFound, isNotFound } from '../../core/assets/assetError.ts';
import type { AssetFiles } from '../../core/assets/assetFiles.ts';
import { joinPath, parentOf, withDriveSlash } from '../../core/assets/assetPath.ts';
import { isPartName, partName, partPrefix, reservationText } from '../../core/assets/partFile.ts';
import { ignoresCase } from '../../core/assets/samePath.ts';
import { policy } from '../../core/policy.ts';
import { durableFs, type DurableFsOptions } from './durableFs.ts';
import { readWhole } from './readWhole.ts';

/** Milliseconds after which an incomplete reservation counts as abandoned. */
const reservationLimit = 10_000;

/** The mode bits that let anyone write. */
const anyWrite = 0o222;
const ownerWrite = 0o200;

type Attributes = Pick<Stats, 'uid' | 'gid' | 'mode'>;

/** Converts a path of the port to this platform's form. */
function toNative(path: string, platform: NodeJS.Platform): string {
	const plain = withDriveSlash(path).replace(/^\/(?=[a-z]:)/i, '');
	return platform === 'win32' ? plain.replaceAll('/', '\\') : path;
}

function fromNative(path: string, platform: NodeJS.Platform): string {
	if (platform !== 'win32') {
		return path;
	}
	const plain = path.replace(/^\\\\\?\\(?:UNC(?=\\)|)/, found => (found.endsWith('UNC') ? '\\' : ''));
	return plain.replaceAll('\\', '/').replace(/^(?=[a-z]:)/i, '/');
}

/** `AssetFiles` on disk. Publishes with an exclusive hard link or, where there are none, by reserving the name. */
export function diskFiles(options: DurableFsOptions): AssetFiles {
	const { clock, platform = process.platform } = options;
	const native = (path: string): string => toNative(path, platform);

	const { fs, ...durable } = durableFs(options);
	const removeFile = (path: string): Promise<void> => durable.removeFile(native(path));
	const syncFolder = (folder: string): Promise<void> => durable.syncFolder(native(folder));
	const writeNew = (path: string, content: Uint8Array | string): Promise<void> =>
		durable.writeNew(native(path), content);

	/** Whether a link that reportedly failed was made after all: a network share may lose the answer. */
	async function isSameFile(one: string, other: string): Promise<boolean> {
		// File ids have 64 bits, more than a number holds exactly.
		const idOf = (path: string) => fs.lstat(native(path), { bigint: true });
		const [a, b] = await Promise.all([idOf(one), idOf(other)]);
		return (
			a.ino !== 0n &&
			a.ino === b.ino &&
			a.dev === b.dev &&
			a.size === b.size &&
			(await haveSameContent(one, other))
		);
	}

	/** Not every file system's ids can be trusted, and taking someone else's image for ours would lose ours. */
	async function haveSameContent(one: string, other: string): Promise<boolean> {
		const most = policy.ceiling.image;
		const [a, b] = await Promise.all([readWhole(native(one), most, fs), readWhole(native(other), most, fs)]);
		return Buffer.compare(a, b) === 0;
	}

	/** By its mode, which reflects Windows' read-only attribute, or because this user may not write it. */
	async function isReadOnly(path: string, mode: number): Promise<boolean> {
		if ((mode & anyWrite) === 0) {
			return true;
		}
		return fs.access(native(path), constants.W_OK).then(
			() => false,
			(error: unknown) => ['EACCES', 'EPERM'].includes(errorCode(error) ?? ''),
		);
	}

	/** Gives the part file its final name. */
	async function giveFinalName(part: string, path: string, reservation: string): Promise<'saved' | 'taken'> {
		try {
			await fs.link(native(part), native(path));
			return 'saved';
		} catch (error) {
			const code = errorCode(error) ?? '';
			if (code === 'EEXIST') {
				return (await isSameFile(part, path)) ? 'saved' : 'taken';
			}
			if (await isSameFile(part, path).catch(() => false)) {
				return 'saved';
			}
			if (['ENOENT', 'ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'ENOTDIR'].includes(code)) {
				throw error;
			}
		}
		return renameOnto(part, path, reservation);
	}

	/** Not every file system has owners and modes, or lets this user set them; the new file then keeps its own. */
	async function keepAttributes(part: string, { uid, gid, mode }: Attributes): Promise<void> {
		const now = await fs.stat(native(part));
		if (now.uid !== uid || now.gid !== gid) {
			await fs.chown(native(part), uid, gid).catch(() => undefined);
		}
		await fs.chmod(native(part), mode).catch(() => undefined);
	}

	/** @param mode of the replaced file, if it is read-only: Windows doesn't replace read-only files. */
	async function renameOver(part: string, path: string, mode: number | undefined): Promise<void> {
		const unlocks = platform === 'win32' && mode !== undefined;
		if (unlocks) {
			await fs.chmod(native(path), mode | ownerWrite).catch(() => undefined);
		}
		try {
			await fs.rename(native(part), native(path));
		} catch (error) {
			if (unlocks) {
				await fs.chmod(native(path), mode).catch(() => undefined);
			}
			throw error;
		}
	}

	/** For file systems without hard links: reserves the name, then replaces the reservation. */
	async function renameOnto(part: string, path: string, reservation: string): Promise<'saved' | 'taken'> {
		try {
			await writeNew(path, reservation);
		} catch (error) {
			if (errorCode(error) === 'EEXIST') {
				return 'taken';
			}
			throw error;
		}
		try {
			await fs.rename(native(part), native(path));
			return 'saved';
		} catch (error) {
			await removeReservation(path, reservation).catch(() => undefined);
			throw error;
		}
	}

	/** Removes the reservation, even an incomplete one once no one can still be writing it. */
	async function removeReservation(path: string, reservation: string): Promise<void> {
		const found = await fs.lstat(native(path)).catch(ifNotFound);
		if (!found?.isFile() || found.size > reservation.length) {
			return;
		}
		const text = Buffer.from(await readWhole(native(path), reservation.length, fs)).toString('latin1');
		const abandoned = clock.now() - found.mtimeMs > reservationLimit;
		if (text === reservation || (abandoned && reservation.startsWith(text))) {
			await removeFile(path);
		}
	}

	/** Folders that this process has already cleared. */
	const cleared = new Set<string>();

	/** Removes part files of processes that died; their images were saved elsewhere, or never. */
	async function clearParts(folder: string): Promise<void> {
		if (cleared.has(folder)) {
			return;
		}
		cleared.add(folder);
		for (const name of (await fs.readdir(native(folder))).filter(isPartName)) {
			const path = joinPath(folder, name);
			const found = await fs.lstat(native(path)).catch(ifNotFound);
			if (found?.isFile() && clock.now() - found.mtimeMs > policy.storage.partBeside) {
				await removeFile(path);
			}
		}
	}

	return {
		ignoresCase: ignoresCase('file', platform),
		stat: path =>
			aboutPath(path, async () => {
				// A broken link, or nothing at all; or the file has just appeared.
				const found =
					(await fs.stat(native(path)).catch(ifNotFound)) ?? (await fs.lstat(native(path)).catch(ifNotFound));
				return found && (found.isDirectory() ? 'folder' : 'file');
			}),
		realPath: path =>
			aboutPath(path, async () =>
				fromNative(await existing(path, () => fs.realpath(native(path))), platform),
			),
		list: folder => aboutPath(folder, () => fs.readdir(native(folder))),
		createFolder: path =>
			aboutPath(path, async () => {
				const first = await fs.mkdir(native(path), { recursive: true });
				const top = first === undefined ? path : parentOf(fromNative(first, platform));
				for (let at = path; first !== undefined && at !== top && at !== '/'; at = parentOf(at)) {
					await syncFolder(parentOf(at));
				}
			}),
		read: (path, most = policy.ceiling.image) =>
			aboutPath(path, () => existing(path, () => readWhole(native(path), most, fs))),
		isReadOnly: path =>
			aboutPath(path, async () => isReadOnly(path, (await existing(path, () => fs.stat(native(path)))).mode)),
		publish: (path, bytes) =>
			aboutPath(path, async () => {
				const folder = parentOf(path);
				const prefix = partPrefix(path, bytes);
				const part = joinPath(folder, partName(prefix, randomBytes(6).toString('hex')));
				await writeNew(part, bytes);
				try {
					return await giveFinalName(part, path, reservationText(prefix));
				} finally {
					await removeFile(part).catch(() => undefined);
					await clearParts(folder).catch(() => undefined);
					await syncFolder(folder);
				}
			}),
		discardUnfinished: (path, bytes) =>
			aboutPath(path, async () => {
				const folder = parentOf(path);
				const prefix = partPrefix(path, bytes);
				for (const name of await fs.readdir(native(folder))) {
					if (name.startsWith(prefix)) {
						await removeFile(joinPath(folder, name));
					}
				}
				await removeReservation(path, reservationText(prefix));
				await syncFolder(folder);
			}),
		replace: (path, bytes, evenReadOnly = false) =>
			aboutPath(path, async () => {
				// Follow links, so that a file that is one stays one.
				const real = fromNative(await existing(path, () => fs.realpath(native(path))), platform);
				const folder = parentOf(real);
				const before = await fs.stat(native(real));
				const isLocked = await isReadOnly(real, before.mode);
				if (isLocked && !evenReadOnly) {
					throw new AssetError('fileReadOnly', `${path} is read-only.`, { path });
				}
				const part = joinPath(folder, partName(partPrefix(real, bytes), randomBytes(6).toString('hex')));
				await writeNew(part, bytes);
				try {
					await keepAttributes(part, before);
					await renameOver(part, real, isLocked ? before.mode : undefined);
				} catch (error) {
					await removeFile(part).catch(() => undefined);
					throw error;
				}
				await clearParts(folder).catch(() => undefined);
				await syncFolder(folder);
			}),
		remove: path => aboutPath(path, () => removeFile(path)),
	};
}

async function existing<T>(path: string, action: () => Promise<T>): Promise<T> {
	try {
		return await action();
	} catch (error) {
		throw isNotFound(error)
			? new AssetError('notFound', `${path} is not there.`, { path, cause: error })
			: error;
	}
}
