/** Worker thread that reads files and keeps those that may show images; `searchFiles` starts it. */
import { readFileSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { bytesMayHaveImages } from '../../core/documents/references/imageMarks.ts';

/** How many more bytes may be sent; limits what waits in memory. */
let room = 100_000_000;

const { paths, batch } = workerData as { readonly paths: readonly string[]; readonly batch: number };
for (let start = 0; start < paths.length; start += batch) {
	parentPort?.postMessage(paths.slice(start, start + batch).map(read));
}

function read(path: string): Uint8Array | false | undefined {
	try {
		const stats = statSync(path);
		if (!stats.isFile() || stats.size > longestDocument) {
			return undefined;
		}
		const bytes = readFileSync(path);
		if (!bytesMayHaveImages(bytes)) {
			return false;
		}
		room -= bytes.length;
		return room < 0 ? undefined : bytes;
	} catch {
		return undefined;
	}
}
