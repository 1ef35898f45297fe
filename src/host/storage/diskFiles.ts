import { randomBytes } from 'node:crypto';
import nodeFs from 'node:fs/promises';
import { AssetError, errorCode, isNotFound, toAssetError } from '../../core/assets/assetError.ts';
import type { AssetFiles } from '../../core/assets/assetFiles.ts';
import { joinPath, parentOf } from '../../core/assets/assetPath.ts';
import { isPartName, partName, partPrefix, reservationText } from '../../core/assets/partFile.ts';
import { policy } from '../../core/jobs/policy.ts';
import { durableFs, type DurableFsOptions } from './durableFs.ts';

/** Milliseconds after which a reservation that is not yet written to its end never will be. */
const reservationLimit = 10_000;

/** A path of the port as this platform writes it. */
function toNative(path: string, platform: NodeJS.Platform): string {
	return platform === 'win32' ? path.replace(/^\/(?=[a-z]:)/i, '').replaceAll('/', '\\') : path;
}

function fromNative(path: string, platform: NodeJS.Platform): string {
	if (platform !== 'win32') {
		return path;
	}
	const plain = path.replace(/^\\\\\?\\(?:UNC(?=\\)|)/, found => (found.endsWith('UNC') ? '\\' : ''));
	return plain.replaceAll('\\', '/').replace(/^(?=[a-z]:)/i, '/');
}

/** `AssetFiles` on the disk. Publishes by an exclusive link, or where there are none by a reserved name. */
export function diskFiles({ clock, fs = nodeFs, platform = process.platform }: DurableFsOptions): AssetFiles {
	const native = (path: string): string => toNative(path, platform);

	const { whileBusy, ...durable } = durableFs({ clock, fs, platform });
	const removeFile = (path: string): Promise<void> => durable.removeFile(native(path));
	const syncFolder = (folder: string): Promise<void> => durable.syncFolder(native(folder));
	const writeNew = (path: string, content: Uint8Array | string): Promise<void> =>
		durable.writeNew(native(path), content);

	/** Whether a link that failed with EEXIST had been made all the same: an answer lost by a network share. */
	async function isSameFile(one: string, other: string): Promise<boolean> {
		const [a, b] = await Promise.all([fs.lstat(native(one)), fs.lstat(native(other))]);
		return a.ino !== 0 && a.ino === b.ino && a.dev === b.dev;
	}

	/** Gives the part file its final name. */
	async function nameFinally(part: string, path: string, reservation: string): Promise<'saved' | 'taken'> {
		try {
			await fs.link(native(part), native(path));
			return 'saved';
		} catch (error) {
			const code = errorCode(error) ?? '';
			if (code === 'EEXIST') {
				return (await isSameFile(part, path)) ? 'saved' : 'taken';
			}
			if (['ENOENT', 'ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'ENOTDIR'].includes(code)) {
				throw error;
			}
		}
		return renameOnto(part, path, reservation);
	}

	/** The way without hard links: reserves the name, then replaces the reservation. */
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
			await whileBusy(() => fs.rename(native(part), native(path)));
			return 'saved';
		} catch (error) {
			await removeReservation(path, reservation).catch(() => undefined);
			throw error;
		}
	}

	/** Removes the reservation, also one that was cut before it was written, once nobody can be writing it. */
	async function removeReservation(path: string, reservation: string): Promise<void> {
		const found = await fs.lstat(native(path)).catch(nothing);
		if (!found?.isFile() || found.size > reservation.length) {
			return;
		}
		const text = await fs.readFile(native(path), 'latin1');
		const abandoned = clock.now() - found.mtimeMs > reservationLimit;
		if (text === reservation || (abandoned && reservation.startsWith(text))) {
			await removeFile(path);
		}
	}

	/** Folders in which this process has looked for them. */
	const cleared = new Set<string>();

	/** Removes part files that a process left which died, and whose image was saved elsewhere, or never. */
	async function clearParts(folder: string): Promise<void> {
		if (cleared.has(folder)) {
			return;
		}
		cleared.add(folder);
		for (const name of (await fs.readdir(native(folder))).filter(isPartName)) {
			const path = joinPath(folder, name);
			const found = await fs.lstat(native(path)).catch(nothing);
			if (found?.isFile() && clock.now() - found.mtimeMs > policy.storage.partBeside) {
				await removeFile(path);
			}
		}
	}

	return {
		stat: path =>
			about(path, async () => {
				// Nothing at the end of the links, or nothing at all; or it has come since.
				const found =
					(await fs.stat(native(path)).catch(nothing)) ?? (await fs.lstat(native(path)).catch(nothing));
				return found && (found.isDirectory() ? 'folder' : 'file');
			}),
		realPath: path =>
			about(path, async () => fromNative(await existing(path, () => fs.realpath(native(path))), platform)),
		list: folder => about(folder, () => fs.readdir(native(folder))),
		createFolder: path =>
			about(path, async () => {
				const first = await fs.mkdir(native(path), { recursive: true });
				const top = first === undefined ? path : parentOf(fromNative(first, platform));
				for (let at = path; first !== undefined && at !== top && at !== '/'; at = parentOf(at)) {
					await syncFolder(parentOf(at));
				}
			}),
		read: path => about(path, () => existing(path, () => fs.readFile(native(path)))),
		publish: (path, bytes) =>
			about(path, async () => {
				const folder = parentOf(path);
				const prefix = partPrefix(path, bytes);
				const part = joinPath(folder, partName(prefix, randomBytes(6).toString('hex')));
				await writeNew(part, bytes);
				try {
					return await nameFinally(part, path, reservationText(prefix));
				} finally {
					await removeFile(part).catch(() => undefined);
					await clearParts(folder).catch(() => undefined);
					await syncFolder(folder);
				}
			}),
		discardUnfinished: (path, bytes) =>
			about(path, async () => {
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
		replace: (path, bytes) =>
			about(path, async () => {
				// Through its links: a file that is one stays one.
				const real = fromNative(await existing(path, () => fs.realpath(native(path))), platform);
				const folder = parentOf(real);
				const { mode } = await fs.stat(native(real));
				const part = joinPath(folder, partName(partPrefix(real, bytes), randomBytes(6).toString('hex')));
				await writeNew(part, bytes);
				try {
					await fs.chmod(native(part), mode);
					await whileBusy(() => fs.rename(native(part), native(real)));
				} catch (error) {
					await removeFile(part).catch(() => undefined);
					throw error;
				}
				await clearParts(folder).catch(() => undefined);
				await syncFolder(folder);
			}),
		remove: path => about(path, () => removeFile(path)),
	};
}

/** For a `catch`: undefined where there is nothing at the path, and only there. */
function nothing(error: unknown): undefined {
	if (!isNotFound(error)) {
		throw error;
	}
}

async function about<T>(path: string, action: () => Promise<T>): Promise<T> {
	try {
		return await action();
	} catch (error) {
		throw toAssetError(error, path);
	}
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
