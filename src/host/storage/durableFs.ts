import nodeFs from 'node:fs/promises';
import { removedLength } from '../../core/state/stateFiles.ts';
import { errorCode, ifNotFound } from '../../core/assets/assetError.ts';
import { policy } from '../../core/policy.ts';
import { createSystemClock } from '../../core/clock/systemClock.ts';

/** The parts of `node:fs/promises` in use. */
export type DiskFs = Pick<
	typeof nodeFs,
	| 'access'
	| 'chmod'
	| 'chown'
	| 'copyFile'
	| 'link'
	| 'lstat'
	| 'mkdir'
	| 'open'
	| 'readFile'
	| 'readdir'
	| 'realpath'
	| 'rename'
	| 'rm'
	| 'stat'
	| 'utimes'
>;

export interface DiskClock {
	/** Milliseconds since the epoch. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

export interface DurableFsOptions {
	clock: DiskClock;
	/** The machine's by default. */
	fs?: DiskFs;
	platform?: NodeJS.Platform;
}

/**
 * The file system, which on Windows retries every operation while someone else has the file open. On other
 * platforms it is `fs` itself.
 */
function retryingFs({ clock, fs = nodeFs, platform = process.platform }: DurableFsOptions): DiskFs {
	if (platform !== 'win32') {
		return fs;
	}

	async function whileBusy<T>(action: () => Promise<T>, limit: number): Promise<T> {
		const { firstPause, longestPause } = policy.busy;
		const end = clock.now() + limit;
		for (let pause: number = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
			try {
				return await action();
			} catch (error) {
				const busy = ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '');
				if (!busy || clock.now() + pause > end) {
					throw error;
				}
			}
			await clock.sleep(pause);
		}
	}

	const retrying = <F extends (...args: never[]) => Promise<unknown>>(
		action: F,
		limit: number = policy.busy.other,
	): F => ((...args: never[]) => whileBusy(() => action(...args), limit)) as unknown as F;

	return {
		// Not retried: file systems without links or modes refuse with the same error codes, and no one depends on either.
		access: fs.access,
		chmod: fs.chmod,
		chown: fs.chown,
		copyFile: retrying(fs.copyFile),
		link: fs.link,
		lstat: retrying(fs.lstat),
		mkdir: retrying(fs.mkdir),
		// Appending waits as long as renaming: what is appended is recorded nowhere else.
		open: (path, flags, mode) =>
			whileBusy(() => fs.open(path, flags, mode), flags === 'a' ? policy.busy.rename : policy.busy.other),
		readFile: retrying(fs.readFile),
		readdir: retrying(fs.readdir),
		realpath: retrying(fs.realpath),
		rename: retrying(fs.rename, policy.busy.rename),
		rm: retrying(fs.rm, policy.busy.rename),
		stat: retrying(fs.stat),
		utimes: retrying(fs.utimes),
	};
}

/** The machine's file system, with these retries, for readers that have no clock of their own. */
export const machineFs: DiskFs = retryingFs({ clock: createSystemClock() });

/** Operations that make sure a file is on disk, on every platform. Paths are platform paths. */
export function durableFs(options: DurableFsOptions) {
	const { platform = process.platform } = options;
	const fs = retryingFs(options);

	const removeFile = (path: string): Promise<void> => fs.rm(path, { force: true });

	/**
	 * Cuts a file that is about to be removed, where folders can't be synced: a loss of power may bring it back, but no
	 * more of it than its first bytes. Needs no room on the disk; does nothing if there is no file.
	 */
	async function cutFirst(path: string): Promise<void> {
		if (platform !== 'win32') {
			return;
		}
		const handle = await fs.open(path, 'r+').catch(ifNotFound);
		try {
			await handle?.truncate(removedLength);
			await handle?.sync();
		} finally {
			await handle?.close();
		}
	}

	/** Best effort: not every file system can do it, and Windows never does. The file itself is on disk already. */
	async function syncFolder(folder: string): Promise<void> {
		if (platform === 'win32') {
			return;
		}
		try {
			const handle = await fs.open(folder, 'r');
			try {
				await handle.sync();
			} finally {
				await handle.close();
			}
		} catch (error) {
			if (errorCode(error) === 'EIO') {
				throw error;
			}
		}
	}

	/**
	 * Creates a file that must not exist yet. Its content is on disk before this resolves, unless it is `quick`.
	 * Leaves no file behind on failure.
	 */
	async function writeNew(path: string, content: Uint8Array | string, quick = false): Promise<void> {
		const handle = await fs.open(path, 'wx');
		try {
			try {
				await handle.writeFile(content);
				if (!quick) {
					await handle.sync().catch((error: unknown) => {
						if (!['EINVAL', 'ENOSYS', 'ENOTSUP'].includes(errorCode(error) ?? '')) {
							throw error;
						}
					});
				}
			} finally {
				await handle.close();
			}
		} catch (error) {
			await removeFile(path).catch(() => undefined);
			throw error;
		}
	}

	return { fs, removeFile, syncFolder, cutFirst, writeNew };
}
