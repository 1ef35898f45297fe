/** Worker thread that reads files and keeps those that may show images; `searchFiles` starts it. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { bytesMayHaveImages } from '../../core/documents/references/imageMarks.ts';

/** How many more bytes may be sent; limits what waits in memory. */
let room = 100_000_000;
/** One file at a time. */
const buffer = Buffer.allocUnsafeSlow(longestDocument);
/** Opening a pipe must not wait for what will be written to it. Windows has no such flag. */
const readNow = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

const { paths, batch } = workerData as { readonly paths: readonly string[]; readonly batch: number };
for (let start = 0; start < paths.length; start += batch) {
	parentPort?.postMessage(paths.slice(start, start + batch).map(search));
}

function search(path: string): Uint8Array | false | undefined {
	try {
		const bytes = read(path);
		if (bytes === undefined) {
			return undefined;
		}
		if (!bytesMayHaveImages(bytes)) {
			return false;
		}
		room -= bytes.length;
		return room < 0 ? undefined : new Uint8Array(bytes);
	} catch {
		return undefined;
	}
}

/** The bytes of a file, until the next is read; undefined if it is no file, or too large. */
function read(path: string): Uint8Array | undefined {
	const file = openSync(path, readNow);
	try {
		const stats = fstatSync(file);
		if (!stats.isFile() || stats.size > buffer.length) {
			return undefined;
		}
		let length = 0;
		for (let count = -1; count !== 0 && length < stats.size; length += count) {
			count = readSync(file, buffer, length, stats.size - length, null);
		}
		return buffer.subarray(0, length);
	} finally {
		closeSync(file);
	}
}
