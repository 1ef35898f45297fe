/** What `npm run references` finds in a folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { findImageReferences } from '../src/core/documents/references/findImageReferences.ts';
import { mayHaveImages } from '../src/core/documents/references/imageMarks.ts';
import {
	groupMissing,
	misspelled,
	missingIn,
	sizeOf,
	type SearchedReferences,
} from '../src/core/documents/missing/missing.ts';
import { isMissingDocument, longestDocument } from '../src/core/documents/missing/missingLanguages.ts';
import { createFolderListings } from '../src/core/documents/roots/folderListings.ts';
import { createImageList } from '../src/core/documents/roots/imageList.ts';
import { createImagePlaces, locateImages } from '../src/core/documents/roots/imagePlaces.ts';
import { createSharedRoots } from '../src/core/documents/roots/learnedRoots.ts';
import { policy } from '../src/core/policy.ts';
import { createGitIgnore } from '../src/host/project/gitIgnore.ts';
import { madeFolders } from '../src/host/project/madeFolders.ts';
import { readText } from './readText.ts';

/** One reference; paths are relative to the folder, `line` and `column` from 1. */
export interface ReferenceRow {
	readonly document: string;
	readonly line: number;
	readonly column: number;
	readonly text: string;
	readonly language: string;
	readonly exists: boolean;
	readonly file?: string;
	readonly target?: string;
	readonly size?: string;
	readonly prompt?: string;
	readonly vague?: boolean;
	readonly root?: string;
}

export interface ScannedFolder {
	/** References in the order they are found, documents sorted by path. */
	readonly rows: readonly ReferenceRow[];
	readonly documents: number;
}

const isImage = /\.(?:png|jpe?g|webp|ico)$/i;
const posix = (path: string): string => path.split(sep).join('/');

/**
 * @param top absolute
 * @param deleted files to treat as deleted, relative to `top`
 */
export async function scanReferences(
	top: string,
	deleted: ReadonlySet<string> = new Set(),
): Promise<ScannedFolder> {
	const folder = posix(top);
	const { all, ignoreFiles } = walk(folder);
	const git = createGitIgnore(ignoreFiles, folder);
	const isThere = (path: string) => !deleted.has(relativeOf(path));
	const kept = all.filter(path => isThere(path) && !git.ignores(path));
	const images = createImageList(
		folder,
		kept.filter(path => isImage.test(path)),
		path => git.ignores(path),
	);
	const places = createImagePlaces({
		...createFolderListings({
			names: each => Promise.resolve(namesIn(each)?.filter(name => isThere(join(each, name)))),
			exists: path =>
				Promise.resolve(isThere(path) && statSync(path, { throwIfNoEntry: false }) !== undefined),
		}),
		images: () => Promise.resolve(images),
		read: path => Promise.resolve(readSmall(path)),
	});
	const shared = createSharedRoots();
	const searched: (SearchedReferences & { readonly text: string })[] = [];
	const rows: ReferenceRow[] = [];
	let documentCount = 0;
	for (const path of kept
		.filter(each => isMissingDocument(each) && !/\.min\.(?:js|css)$/.test(each))
		.sort()) {
		documentCount++;
		const text = readText(path);
		if (text.length <= longestDocument && mayHaveImages(text)) {
			const place = { path, workspaceFolder: folder };
			const references = findImageReferences({ text, languageId: 'plaintext', fileName: path });
			if (references.length > 0) {
				const found = await places.search(references, place);
				shared.add(path, found.top, found.learned);
				searched.push({ place, references, searched: found, text });
			}
		}
	}
	const documents = await Promise.all(
		searched.map(async each => ({ ...each, missing: await missingIn(each, shared) })),
	);
	/** What one reference says about an image applies to all references to it. */
	const groups = new Map(
		groupMissing(documents.flatMap(({ missing }) => missing)).flatMap(image =>
			image.references.map(({ reference }) => [reference, image] as const),
		),
	);
	for (const { text, references, place, searched: found, missing } of documents) {
		const spellings = new Map(
			missing.map(each => [
				each.reference,
				each.otherSpelling && each.target.slice(0, -misspelled(each).length) + each.otherSpelling,
			]),
		);
		const positionOf = createPositions(text);
		for (const [index, at] of locateImages(found, shared).entries()) {
			const reference = references[index];
			if (at === undefined || reference === undefined) {
				continue;
			}
			const size = sizeOf(reference);
			const image = groups.get(reference);
			const spelling = spellings.get(reference);
			const path = spelling ?? at.path;
			const exists = at.exists || spelling !== undefined;
			const root = spelling === undefined ? (at.isUnsure ? 'guess' : at.root) : 'spelling';
			const row = {
				document: relativeOf(place.path),
				...positionOf(reference.start),
				text: reference.raw,
				language: place.path.slice(place.path.lastIndexOf('.') + 1).toLowerCase(),
				exists,
				...(exists ? { file: relativeOf(path) } : { target: relativeOf(path) }),
				...(size && { size: `${size.width}x${size.height}` }),
				...(!exists && { prompt: image?.prompt ?? '', vague: image?.isVague ?? true }),
				...(root !== undefined && { root }),
			};
			rows.push(row);
		}
	}
	return { rows, documents: documentCount };

	function relativeOf(path: string): string {
		return posix(relative(folder, path));
	}
}

/** Converts offsets to lines and columns, from 1; each offset must be at least the previous one. */
function createPositions(
	text: string,
): (offset: number) => { readonly line: number; readonly column: number } {
	let line = 1;
	let lineStart = 0;
	return offset => {
		for (let next = text.indexOf('\n', lineStart); next >= 0 && next < offset;) {
			line += 1;
			lineStart = next + 1;
			next = text.indexOf('\n', lineStart);
		}
		return { line, column: offset - lineStart + 1 };
	};
}

function namesIn(folder: string): string[] | undefined {
	try {
		return readdirSync(folder);
	} catch {
		return undefined;
	}
}

function readSmall(path: string): string | undefined {
	const found = statSync(path, { throwIfNoEntry: false });
	return found?.isFile() === true && found.size <= policy.projectFileBytes ? readText(path) : undefined;
}

/** Every file of a folder, except for what no project writes by hand, and its `.gitignore` files by folder. */
function walk(top: string): { readonly all: string[]; readonly ignoreFiles: Map<string, string> } {
	const all: string[] = [];
	const ignoreFiles = new Map<string, string>();
	const folders = [top];
	for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
		for (const entry of readdirSync(folder, { withFileTypes: true })) {
			const path = posix(join(folder, entry.name));
			if (entry.isDirectory() && !madeFolders.includes(entry.name)) {
				folders.push(path);
			} else if (entry.isFile()) {
				all.push(path);
				if (entry.name === '.gitignore') {
					ignoreFiles.set(folder, readFileSync(path, 'utf8'));
				}
			}
		}
	}
	return { all: all.sort(), ignoreFiles };
}
