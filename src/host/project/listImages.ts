import { setImmediate } from 'node:timers/promises';
import { Uri } from 'vscode';
import { parentOf } from '../../core/assets/assetPath.ts';
import { createImageList, type ImageList } from '../../core/documents/roots/imageList.ts';
import { policy } from '../../core/policy.ts';
import { readerOf } from '../storage/folderReader.ts';
import { readUriWithin, tooLarge } from '../storage/readUriWithin.ts';
import { isSamePlace, placeIn } from '../workspace/places.ts';
import { createGitIgnore, type GitIgnore } from './gitIgnore.ts';
import { searchedFiles } from './listFiles.ts';

/** How many folders above the workspace folder are searched for the repository's root. */
const mostLevels = 20;

/**
 * The images in a workspace folder, except those that Git ignores.
 *
 * @throws the signal's reason
 */
export async function listImages(
	workspaceFolder: Uri,
	git: GitIgnore,
	signal: AbortSignal,
	list = searchedFiles(workspaceFolder, signal),
): Promise<ImageList> {
	const paths = await list(workspaceFolder, 'images');
	return createImageList(workspaceFolder.path, await withoutIgnored(paths, git, signal), path =>
		git.ignores(path),
	);
}

/** Needed because `findFiles` also lists what Git ignores. */
export async function gitIgnoreOf(
	workspaceFolder: Uri,
	signal: AbortSignal,
	list = searchedFiles(workspaceFolder, signal),
): Promise<GitIgnore> {
	const inside = await list(workspaceFolder, 'gitIgnores');
	const above = (await filesAbove(workspaceFolder)).map(uri => placeIn(workspaceFolder, uri).path);
	const texts = await Promise.all(
		[...inside, ...above].map(async path => {
			const bytes = await readShort(workspaceFolder.with({ path }), policy.gitIgnore.bytes);
			return [parentOf(path), new TextDecoder().decode(bytes)] as const;
		}),
	);
	return createGitIgnore(new Map(texts), placeIn(workspaceFolder, workspaceFolder).path);
}

/** The `.gitignore` files between a workspace folder and the root of its repository. */
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
	// Not in a repository, so the folders above don't matter.
	return [];
}

async function isThere(uri: Uri): Promise<boolean> {
	try {
		return await readerOf(uri).exists(uri.path);
	} catch {
		return false;
	}
}

/** How long paths are matched before yielding, in milliseconds. */
const turn = 10;

/** The patterns of a project may take long to match, so it yields to the event loop regularly. */
export async function withoutIgnored(
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

/**
 * Undefined if the file was removed since it was listed, can't be read, or is too large: a `.ts` may also be a video.
 */
export async function readShort(uri: Uri, most: number): Promise<Uint8Array | undefined> {
	try {
		const bytes = await readUriWithin(uri, most);
		return bytes === tooLarge ? undefined : bytes;
	} catch {
		return undefined;
	}
}
