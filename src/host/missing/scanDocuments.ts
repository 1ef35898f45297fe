import { forEachAtOnce } from '../../core/forEachAtOnce.ts';
import { findImageReferences } from '../../core/documents/references/findImageReferences.ts';
import { bytesMayHaveImages, mayHaveImages } from '../../core/documents/references/imageMarks.ts';
import type { FileLookup } from '../../core/documents/roots/fileLookup.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import {
	missingIn,
	type MissingReference,
	type SearchedReferences,
} from '../../core/documents/missing/missing.ts';
import { createImagePlaces } from '../../core/documents/roots/imagePlaces.ts';
import { createSharedRoots } from '../../core/documents/roots/learnedRoots.ts';

/** Documents that are read at the same time. */
const atOnce = 24;

/** What a scan needs from its caller. Paths are absolute, in the form of `Uri.path`. */
interface ScanPorts {
	/** A document's bytes, or its text if that is known; undefined if it can't be read, or shows no image. */
	read(path: string, index: number): Promise<Uint8Array | string | undefined>;
	/** The text of a document. @throws if it isn't text */
	decode(path: string, bytes: Uint8Array): Promise<string>;
	readonly files: FileLookup;
	/** Called from time to time. */
	onProgress?(done: number): void;
}

/**
 * The missing images of documents in one workspace folder, in the order of the documents. Where the images belong is
 * learned from all documents. Only documents that may contain an image are decoded and parsed.
 *
 * @throws the signal's reason
 */
export async function scanDocuments(
	paths: readonly string[],
	workspaceFolder: string,
	ports: ScanPorts,
	signal: AbortSignal,
): Promise<readonly MissingReference[]> {
	const places = createImagePlaces(ports.files);
	const shared = createSharedRoots();
	const incomplete: SearchedReferences[] = [];
	await forEachAtOnce(paths, atOnce, async (path, index) => {
		signal.throwIfAborted();
		const text = await textWithImages(path, index, ports);
		if (text !== undefined) {
			const references = findImageReferences({ text, languageId: 'plaintext', fileName: path });
			if (references.length > 0) {
				const place = { path, workspaceFolder };
				const searched = await places.search(references, place);
				shared.add(path, searched.top, searched.learned);
				if (searched.searches.some(each => each !== undefined && each.found === undefined)) {
					incomplete[index] = { place, references, searched };
				}
			}
		}
		if (index % 100 === 0) {
			ports.onProgress?.(index);
		}
	});
	const found: (readonly MissingReference[])[] = [];
	for (const each of Object.values(incomplete)) {
		found.push(await missingIn(each, shared));
	}
	return found.flat();
}

async function textWithImages(path: string, index: number, ports: ScanPorts): Promise<string | undefined> {
	const content = await ports.read(path, index);
	if (content === undefined || content.length > longestDocument) {
		return undefined;
	}
	if (typeof content !== 'string' && !bytesMayHaveImages(content)) {
		return undefined;
	}
	const text = typeof content === 'string' ? content : await ports.decode(path, content).catch(() => '');
	return mayHaveImages(text) ? text : undefined;
}
