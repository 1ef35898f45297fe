import { constants } from 'node:fs';
import { AssetError } from '../../core/assets/assetError.ts';
import type { ReadAt } from '../../core/images/blocks.ts';
import { machineFs, type DiskFs } from './durableFs.ts';

/**
 * The content of a file on disk, following links. A device, pipe or socket is never opened, since that could block
 * forever; if one replaces the file at that moment, opening it doesn't block.
 *
 * @param path a platform path.
 * @param most bytes; a longer file is not read.
 * @throws AssetError `notAFile`, `tooLarge`; whatever the file system throws
 */
export async function readWhole(
	path: string,
	most: number,
	fs: Pick<DiskFs, 'open' | 'stat'> = machineFs,
): Promise<Uint8Array<ArrayBuffer>> {
	requireFile(path, await fs.stat(path), most);
	const handle = await fs.open(path, readOnly);
	try {
		const stats = await handle.stat();
		requireFile(path, stats, most);
		return await readUpTo(handle, stats.size, path, most);
	} finally {
		await handle.close();
	}
}

/** Has a file open while parts of it are read. The file may be of any size. */
export async function readParts<T>(path: string, use: (read: ReadAt) => Promise<T>): Promise<T> {
	requireFile(path, await machineFs.stat(path), Infinity);
	const handle = await machineFs.open(path, readOnly);
	try {
		requireFile(path, await handle.stat(), Infinity);
		return await use(async (at, length) => {
			const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, at);
			return buffer.subarray(0, bytesRead);
		});
	} finally {
		await handle.close();
	}
}

/** Windows has no pipes among its files, and no such flag. */
const readOnly = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

/** @throws AssetError if it is not a file, or a longer one. */
function requireFile(
	path: string,
	stats: { readonly size: number; isFile(): boolean; isDirectory(): boolean },
	most: number,
): void {
	if (!stats.isFile()) {
		throw new AssetError('notAFile', `${path} is ${stats.isDirectory() ? 'a folder' : 'no file'}.`, { path });
	}
	if (stats.size > most) {
		throw tooLarge(path);
	}
}

type Handle = Awaited<ReturnType<DiskFs['open']>>;

/** The reported length is a guess: a file may grow, and those the system makes up report none. */
async function readUpTo(
	handle: Handle,
	expected: number,
	path: string,
	most: number,
): Promise<Uint8Array<ArrayBuffer>> {
	let bytes = new Uint8Array(Math.min(expected, most) + 1);
	for (let length = 0; ;) {
		const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
		length += bytesRead;
		if (length > most) {
			throw tooLarge(path);
		}
		// There was room for more than was reported, and nothing more came: no need to ask for the end.
		if (bytesRead === 0 || (length === expected && length < bytes.length)) {
			return bytes.slice(0, length);
		}
		if (length === bytes.length) {
			const longer = new Uint8Array(Math.min(bytes.length * 2, most + 1));
			longer.set(bytes);
			bytes = longer;
		}
	}
}

function tooLarge(path: string): AssetError {
	return new AssetError('tooLarge', `${path} is too large to be read.`, { path });
}
