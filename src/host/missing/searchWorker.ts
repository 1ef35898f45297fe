/** Worker thread that tells which files may show images; `searchFiles` starts it. */
import { readFileSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { bytesMayHaveImages } from '../../core/documents/references/imageMarks.ts';

const { paths, batch } = workerData as { readonly paths: readonly string[]; readonly batch: number };
for (let start = 0; start < paths.length; start += batch) {
	parentPort?.postMessage(paths.slice(start, start + batch).map(mayShowImages));
}

/** Also true for what isn't read here. */
function mayShowImages(path: string): boolean {
	try {
		const stats = statSync(path);
		return !stats.isFile() || stats.size > longestDocument || bytesMayHaveImages(readFileSync(path));
	} catch {
		return true;
	}
}
