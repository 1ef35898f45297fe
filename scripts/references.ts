/**
 * `npm run references -- FOLDER [--json]`: every reference of a folder's documents to an image, and whether the
 * image is there. With `--json` one object a line, and a summary as the last one.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { createImageList } from '../src/core/documents/roots/imageList.ts';
import { findImageReferences, mayHaveImages } from '../src/core/documents/references/findImageReferences.ts';
import { promptFor } from '../src/core/documents/missing/promptOf.ts';
import { createFolderListings } from '../src/core/documents/roots/folderListings.ts';
import { locateImage, siteRoots } from '../src/core/documents/roots/locateImage.ts';
import { groupMissing, sizeOf } from '../src/core/documents/missing/missing.ts';
import { longestDocument, missingExtensions } from '../src/core/documents/missing/missingLanguages.ts';
import { createGitIgnore } from '../src/host/missing/gitIgnore.ts';

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
const files = {
	...createFolderListings({
		names: folder => Promise.resolve(namesIn(folder)),
		exists: path => Promise.resolve(statSync(path, { throwIfNoEntry: false }) !== undefined),
	}),
	images: () => Promise.resolve(images),
};
const count = { documents: 0, references: 0, missing: 0 };
for (const path of kept.filter(each => isDocument.test(each) && !/\.min\.(?:js|css)$/.test(each)).sort()) {
	count.documents++;
	const text = readFileSync(path, 'utf8');
	if (text.length <= longestDocument && mayHaveImages(text)) {
		await show(path, text);
	}
}
const milliseconds = Math.round(performance.now() - began);
console.log(
	isJson
		? JSON.stringify({ summary: { ...count, milliseconds } })
		: `${count.documents} documents, ${count.references} references, ${count.missing} missing, ${milliseconds} ms`,
);

async function show(path: string, text: string): Promise<void> {
	const place = { path, workspaceFolder: top };
	for (const reference of findImageReferences({ text, languageId: 'plaintext', fileName: path })) {
		const at = await locateImage(reference.path, place, siteRoots(place), files);
		if (at === undefined) {
			continue;
		}
		const before = text.slice(0, reference.start).split('\n');
		const size = sizeOf(reference);
		const [group] = groupMissing([{ reference, target: at.path, ...place, siblings: [] }]);
		const row = {
			document: relativeOf(path),
			line: before.length,
			column: (before.at(-1) ?? '').length + 1,
			text: reference.raw,
			language: path.slice(path.lastIndexOf('.') + 1).toLowerCase(),
			exists: at.exists,
			...(at.exists ? { file: relativeOf(at.path) } : { target: relativeOf(at.path) }),
			...(size && { size: `${size.width}x${size.height}` }),
			...(!at.exists && { prompt: promptFor(reference), vague: group?.isVague ?? true }),
			...(at.root !== undefined && { root: at.root }),
		};
		count.references++;
		count.missing += at.exists ? 0 : 1;
		console.log(
			isJson
				? JSON.stringify(row)
				: `${row.document}:${row.line}:${row.column} ${row.text} ${at.exists ? 'is' : 'MISSING'} ${relativeOf(at.path)}`,
		);
	}
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

function walk(folder: string): void {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = posix(join(folder, entry.name));
		if (entry.isDirectory() && !['node_modules', '.git', '.hg', '.svn'].includes(entry.name)) {
			walk(path);
		} else if (entry.isFile()) {
			all.push(path);
			if (entry.name === '.gitignore') {
				ignoreFiles.set(folder, readFileSync(path, 'utf8'));
			}
		}
	}
}
