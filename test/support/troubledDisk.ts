import { execFile } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import nodeFs, { chmod, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';

/** A folder that is on a disk in trouble, until `repair` or the end. */
export interface TroubledDisk extends AsyncDisposable {
	/** What causes the trouble: a separate file system, permissions, or a stub in `node:fs` of this process. */
	readonly by: 'mount' | 'permissions' | 'stub';
	repair(): Promise<void>;
}

const execute = promisify(execFile);

/** Mounts a small empty file system on an empty folder; undefined if this process isn't allowed to. */
async function mount(folder: string): Promise<(() => Promise<void>) | undefined> {
	if (process.platform !== 'linux') {
		return undefined;
	}
	try {
		await execute('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
	} catch {
		return undefined;
	}
	return async () => {
		await execute('umount', ['--lazy', folder]);
	};
}

/** An empty folder on a full disk, which is real wherever one can be mounted. */
export async function fillDisk(folder: string): Promise<TroubledDisk> {
	const unmount = await mount(folder);
	if (unmount === undefined) {
		return stub(folder, 'ENOSPC', true);
	}
	const filler = join(folder, 'filler');
	try {
		for (;;) {
			appendFileSync(filler, Buffer.alloc(1024));
		}
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') {
			throw error;
		}
	}
	return { by: 'mount', repair: () => rm(filler), [Symbol.asyncDispose]: unmount };
}

/** A folder that can't be written: by its permissions or, for root, which ignores them, on a read-only file system. */
export async function makeReadOnly(folder: string): Promise<TroubledDisk> {
	if (process.getuid !== undefined && process.getuid() !== 0) {
		const repair = () => chmod(folder, 0o755);
		await chmod(folder, 0o555);
		return { by: 'permissions', repair, [Symbol.asyncDispose]: repair };
	}
	const unmount = await mount(folder);
	if (unmount === undefined) {
		return stub(folder, 'EROFS', false);
	}
	const remount = async (how: 'ro' | 'rw') => {
		await execute('mount', ['-o', `remount,${how}`, folder]);
	};
	await remount('ro');
	return { by: 'mount', repair: () => remount('rw'), [Symbol.asyncDispose]: unmount };
}

/**
 * For when nothing can be mounted: makes every file that is opened for writing below the folder fail with a code,
 * immediately or (`late`) when it is written.
 */
function stub(folder: string, code: string, late: boolean): TroubledDisk {
	const { open } = nodeFs;
	const fail = () => Promise.reject(Object.assign(new Error(`${code}: made up`), { code }));
	nodeFs.open = async (path, flags, mode) => {
		const isTroubled =
			resolve(String(path)).startsWith(resolve(folder) + sep) && flags !== undefined && flags !== 'r';
		if (!isTroubled) {
			return open(path, flags, mode);
		}
		if (!late) {
			return fail();
		}
		const handle = await open(path, flags, mode);
		handle.writeFile = fail;
		return handle;
	};
	const repair = () => {
		nodeFs.open = open;
		return Promise.resolve();
	};
	return { by: 'stub', repair, [Symbol.asyncDispose]: repair };
}
