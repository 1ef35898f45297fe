import nodeFs from 'node:fs/promises';
import { errorCode } from '../../core/assets/assetError.ts';

/** The part of `node:fs/promises` that is used. */
export type DiskFs = Pick<
	typeof nodeFs,
	| 'chmod'
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
	/** By default the machine's. */
	fs?: DiskFs;
	platform?: NodeJS.Platform;
}

/** How long a file that another process (a virus scanner) holds on Windows is tried again, in milliseconds. */
const busyLimit = 60_000;
const firstPause = 10;
const longestPause = 1000;

/** What it takes to have a file on the disk for sure, on every platform. Paths are the platform's own. */
export function durableFs({ clock, fs = nodeFs, platform = process.platform }: DurableFsOptions) {
	/** Tries again while Windows says that somebody else has the file open. */
	async function whileBusy<T>(action: () => Promise<T>): Promise<T> {
		const end = clock.now() + busyLimit;
		for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
			try {
				return await action();
			} catch (error) {
				const busy = platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '');
				if (!busy || clock.now() + pause > end) {
					throw error;
				}
			}
			await clock.sleep(pause);
		}
	}

	const removeFile = (path: string): Promise<void> => whileBusy(() => fs.rm(path, { force: true }));

	/** Best effort: not every file system can, and Windows never does. The file itself is on disk already. */
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
	 * Creates a file that must not exist, and has its content on disk before it resolves, unless it is `quick`.
	 * Leaves none behind when it fails.
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

	return { whileBusy, removeFile, syncFolder, writeNew };
}
