/**
 * `npm run -s references -- FOLDER [--json]`: every reference of a folder's documents to an image, and whether the
 * image is there. With `--json` one object a line, and a summary as the last one.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { findImageReferences, mayHaveImages } from '../src/core/documents/references/findImageReferences.ts';
import {
	groupMissing,
	missingIn,
	sizeOf,
	type SearchedReferences,
} from '../src/core/documents/missing/missing.ts';
import { longestDocument, missingExtensions } from '../src/core/documents/missing/missingLanguages.ts';
import { createFolderListings } from '../src/core/documents/roots/folderListings.ts';
import { createImageList } from '../src/core/documents/roots/imageList.ts';
import { createImagePlaces, locateImages } from '../src/core/documents/roots/imagePlaces.ts';
import { createSharedRoots } from '../src/core/documents/roots/learnedRoots.ts';
import { policy } from '../src/core/policy.ts';
import { createGitIgnore } from '../src/host/project/gitIgnore.ts';
import { madeFolders } from '../src/host/project/madeFolders.ts';
import { readText } from './readText.ts';

const began = performance.now();
const names = process.argv.slice(2);
const isJson = names.includes('--json');
const given = names.find(name => !name.startsWith('--'));
if (given === undefined) {
	console.error('Usage: npm run -s references -- FOLDER [--json]');
	process.exit(2);
}
const posix = (path: string): string => path.split(sep).join('/');
const top = posix(resolve(process.env.INIT_CWD ?? '', given));
const isDocument = new RegExp(`\\.(?:${missingExtensions.join('|')})$`, 'i');
const all: string[] = [];
const ignoreFiles = new Map<string, string>();
walk(top);
const git = createGitIgnore(ignoreFiles, top);
const kept = all.filter(path => !git.ignores(path));
const images = createImageList(
	top,
	kept.filter(path => /\.(?:png|jpe?g|webp|ico)$/i.test(path)),
);
const places = createImagePlaces({
	...createFolderListings({
		names: folder => Promise.resolve(namesIn(folder)),
		exists: path => Promise.resolve(statSync(path, { throwIfNoEntry: false }) !== undefined),
	}),
	images: () => Promise.resolve(images),
	read: path => Promise.resolve(readSmall(path)),
});
const shared = createSharedRoots();
const searched: (SearchedReferences & { readonly text: string })[] = [];
const count = { documents: 0, references: 0, missing: 0 };
for (const path of kept.filter(each => isDocument.test(each) && !/\.min\.(?:js|css)$/.test(each)).sort()) {
	count.documents++;
	const text = readText(path);
	if (text.length <= longestDocument && mayHaveImages(text)) {
		const place = { path, workspaceFolder: top };
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
/** What is said of an image counts wherever it is missed. */
const groups = new Map(
	groupMissing(documents.flatMap(({ missing }) => missing)).flatMap(image =>
		image.references.map(({ reference }) => [reference, image] as const),
	),
);
for (const { text, references, place, searched: found, missing } of documents) {
	const spellings = new Map(missing.map(({ reference, otherSpelling }) => [reference, otherSpelling]));
	const positionOf = createPositions(text);
	for (const [index, at] of locateImages(found, shared).entries()) {
		const reference = references[index];
		if (at === undefined || reference === undefined) {
			continue;
		}
		const size = sizeOf(reference);
		const image = groups.get(reference);
		const spelling = spellings.get(reference);
		const path = spelling === undefined ? at.path : join(at.path, '..', spelling);
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
		count.references++;
		count.missing += exists ? 0 : 1;
		console.log(
			isJson
				? JSON.stringify(row)
				: `${row.document}:${row.line}:${row.column} ${row.text} ${exists ? 'is' : 'MISSING'} ${relativeOf(path)}`,
		);
	}
}
const milliseconds = Math.round(performance.now() - began);
console.log(
	isJson
		? JSON.stringify({ summary: { ...count, milliseconds } })
		: `${count.documents} documents, ${count.references} references, ${count.missing} missing, ${milliseconds} ms`,
);

/** Lines and columns, from 1, of offsets that only grow. */
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

function relativeOf(path: string): string {
	return posix(relative(top, path));
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

function walk(folder: string): void {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = posix(join(folder, entry.name));
		if (entry.isDirectory() && !madeFolders.includes(entry.name)) {
			walk(path);
		} else if (entry.isFile()) {
			all.push(path);
			if (entry.name === '.gitignore') {
				ignoreFiles.set(folder, readFileSync(path, 'utf8'));
			}
		}
	}
}
