import { setImmediate } from 'node:timers/promises';
import { CancellationTokenSource, RelativePattern, Uri, workspace } from 'vscode';
import { parentOf } from '../../core/assets/assetPath.ts';
import { createImageList, type ImageList } from '../../core/documents/roots/imageList.ts';
import { createFolderListings } from '../../core/documents/roots/folderListings.ts';
import type { MissingReference } from '../../core/documents/missing/missing.ts';
import { longestDocument, missingExtensions } from '../../core/documents/missing/missingLanguages.ts';
import { policy } from '../../core/policy.ts';
import { readerOf } from '../storage/folderReader.ts';
import { readUriWithin, tooLarge } from '../storage/readUriWithin.ts';
import { createGitIgnore, type GitIgnore } from './gitIgnore.ts';
import { scanDocuments } from './scanDocuments.ts';
import { belongsTo, isSamePlace, keyOf, placeIn } from '../workspace/places.ts';

/** What no project writes by hand; what is built besides is ignored by Git. */
const madeFolders = [
	...['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store'],
	...['.git', '.hg', '.svn', '.next', '.nuxt', '.output', '.svelte-kit', '.astro', '.cache'],
];
const documents = `**/*.{${missingExtensions.join(',')}}`;
const images = '**/*.{png,jpg,jpeg,webp,ico,PNG,JPG,JPEG,WEBP}';
const excluded = `{**/{${madeFolders.join(',')}}/**,**/*.min.{js,css}}`;
/** Folders above the workspace folder in which the rest of its repository is looked for. */
const mostLevels = 20;

export interface Scan {
	/** That was looked through. */
	readonly folder: Uri;
	/** How many documents were looked at. */
	readonly documents: number;
	readonly missing: readonly MissingReference[];
}

/**
 * Looks for missing images in all documents of a workspace folder, or of a folder in it, but for those that Git
 * ignores. What is open counts as it is in the editor.
 *
 * @throws the signal's reason
 */
export async function scanWorkspace(
	folder: Uri,
	workspaceFolder: Uri,
	signal: AbortSignal,
	onProgress: (done: number, of: number) => void = () => undefined,
): Promise<Scan> {
	// Folders of a workspace may nest.
	const isOwn = (uri: Uri) => workspace.workspaceFolders?.length === 1 || belongsTo(uri, workspaceFolder);
	const [found, git] = await Promise.all([
		findFiles(folder, documents, signal),
		gitIgnoreOf(workspaceFolder, signal),
	]);
	const paths = await withoutIgnored(
		found.filter(isOwn).map(uri => placeIn(workspaceFolder, uri).path),
		git,
		signal,
	);
	paths.sort();
	const unsaved = new Map(
		workspace.textDocuments
			.filter(({ isDirty, uri }) => isDirty && uri.scheme === folder.scheme)
			.map(document => [keyOf(document.uri), document]),
	);
	let listed: Promise<ImageList> | undefined;
	/** Only where a document has a reference that leads nowhere. */
	async function listImages(): Promise<ImageList> {
		const uris = await findFiles(workspaceFolder, images, signal);
		const own = uris.map(uri => placeIn(workspaceFolder, uri).path);
		return createImageList(workspaceFolder.path, await withoutIgnored(own, git, signal));
	}
	const missing = await scanDocuments(
		paths,
		workspaceFolder.path,
		{
			read: path => {
				const text = unsaved.get(keyOf(folder.with({ path })))?.getText();
				return text === undefined ? readShort(folder.with({ path }), longestDocument) : Promise.resolve(text);
			},
			files: { ...createFolderListings(readerOf(folder)), images: () => (listed ??= listImages()) },
			onProgress: done => {
				onProgress(done, paths.length);
			},
		},
		signal,
	);
	return { folder, documents: paths.length, missing };
}

async function findFiles(folder: Uri, pattern: string, signal: AbortSignal): Promise<Uri[]> {
	const cancel = new CancellationTokenSource();
	const abort = () => {
		cancel.cancel();
	};
	signal.addEventListener('abort', abort, { once: true });
	try {
		const glob = new RelativePattern(folder, pattern);
		const found = await workspace.findFiles(glob, excluded, undefined, cancel.token);
		signal.throwIfAborted();
		return found;
	} finally {
		signal.removeEventListener('abort', abort);
		cancel.dispose();
	}
}

/** `findFiles` does not do this: it lists what Git ignores as well. */
async function gitIgnoreOf(workspaceFolder: Uri, signal: AbortSignal): Promise<GitIgnore> {
	const inside = await findFiles(workspaceFolder, '**/.gitignore', signal);
	const all = [...inside, ...(await filesAbove(workspaceFolder))];
	const texts = await Promise.all(
		all.map(
			async uri =>
				[
					parentOf(placeIn(workspaceFolder, uri).path),
					new TextDecoder().decode(await readShort(uri, policy.gitIgnore.bytes)),
				] as const,
		),
	);
	return createGitIgnore(new Map(texts), placeIn(workspaceFolder, workspaceFolder).path);
}

/** The `.gitignore` files between a workspace folder and the top of the repository that it is a part of. */
async function filesAbove(workspaceFolder: Uri): Promise<Uri[]> {
	const files: Uri[] = [];
	let folder = workspaceFolder;
	for (let level = 0; level < mostLevels; level++) {
		if (await isThere(Uri.joinPath(folder, '.git'))) {
			return files;
		}
		const above = Uri.joinPath(folder, '..');
		if (isSamePlace(above, folder)) {
			break;
		}
		folder = above;
		files.push(Uri.joinPath(folder, '.gitignore'));
	}
	// No repository: what lies above has nothing to do with it.
	return [];
}

async function isThere(uri: Uri): Promise<boolean> {
	try {
		return await readerOf(uri).exists(uri.path);
	} catch {
		return false;
	}
}

/** How long paths are compared with patterns in one go; milliseconds. */
const turn = 10;

/** Many patterns of somebody else's take their time: others have their turn between. */
async function withoutIgnored(
	paths: readonly string[],
	git: GitIgnore,
	signal: AbortSignal,
): Promise<string[]> {
	const kept: string[] = [];
	let began = performance.now();
	for (const path of paths) {
		if (!git.ignores(path)) {
			kept.push(path);
		}
		if (performance.now() - began > turn) {
			await setImmediate();
			signal.throwIfAborted();
			began = performance.now();
		}
	}
	return kept;
}

/** Undefined where it is gone since it was listed, out of reach, or too large: a `.ts` may also be a video. */
async function readShort(uri: Uri, most: number): Promise<Uint8Array | undefined> {
	try {
		const bytes = await readUriWithin(uri, most);
		return bytes === tooLarge ? undefined : bytes;
	} catch {
		return undefined;
	}
}
