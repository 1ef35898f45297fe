import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';

/** A file that has more bytes than are read of it. */
export const tooLarge = Symbol('tooLarge');

/**
 * The bytes of a file on the disk, links followed; undefined where there is none. No more than `most` bytes are held,
 * whatever the file's size is said to be, and nothing but a file is opened: a device may have no end, a pipe no
 * writer.
 */
export async function readFileWithin(
	path: string,
	most: number,
): Promise<Uint8Array | typeof tooLarge | undefined> {
	let file: FileHandle;
	try {
		requireFile(await stat(path), path);
		// What has become a pipe since is not waited for.
		file = await open(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
	} catch (error) {
		const { code } = error as { code?: unknown };
		if (code === 'ENOENT' || code === 'ENOTDIR') {
			return undefined;
		}
		throw error;
	}
	try {
		const found = await file.stat();
		requireFile(found, path);
		return found.size > most ? tooLarge : await readAll(file, found.size, most);
	} finally {
		await file.close();
	}
}

function requireFile(found: { isFile(): boolean }, path: string): void {
	if (!found.isFile()) {
		throw new Error(`${path} is not a file.`);
	}
}

/** `size` may be wrong, as below /proc. */
async function readAll(file: FileHandle, size: number, most: number): Promise<Uint8Array | typeof tooLarge> {
	let bytes = Buffer.alloc(Math.min(most, size) + 1);
	let length = 0;
	for (;;) {
		const { bytesRead } = await file.read(bytes, length);
		length += bytesRead;
		if (bytesRead === 0) {
			return bytes.subarray(0, length);
		}
		if (length > most) {
			return tooLarge;
		}
		if (length === bytes.length) {
			bytes = Buffer.concat([bytes], Math.min(most + 1, bytes.length * 2 + 4096));
		}
	}
}
