import { baseNameOf, joinPath, normalizePath, parentOf } from '../../assets/assetPath.ts';
import { isSamePath, isWithin } from '../../assets/samePath.ts';
import type { DocumentPlace, FileLookup } from './fileLookup.ts';
import { servedSomewhere } from './servedSomewhere.ts';
import { candidatePaths } from './candidatePaths.ts';

/** Where an image is, or belongs; absolute. */
export interface ImagePlace {
	readonly path: string;
	readonly exists: boolean;
	/** What decided, where it was not the path itself. */
	readonly root?: 'suffix';
}

/** Folders that a site is served from, below the document's folder or any above it in the workspace folder. */
const servedFolders = ['public', 'static', 'wwwroot', '.vuepress/public'] as const;

/**
 * The folders that a path with a leading `/` starts from, the likeliest first: `public` and `static` of the
 * folders above the document (a workspace may hold several packages), the nearest first; then `assets` and the
 * workspace folder itself.
 */
export function siteRoots({ path, workspaceFolder }: DocumentPlace): readonly string[] {
	const workspace = normalizePath(workspaceFolder);
	const roots: string[] = [];
	for (
		let folder = parentOf(normalizePath(path));
		isWithin(folder, workspace, false);
		folder = parentOf(folder)
	) {
		roots.push(...servedFolders.map(name => joinPath(folder, name)));
		if (isSamePath(folder, workspace, false)) {
			break;
		}
	}
	return [...roots, joinPath(workspace, 'assets'), workspace];
}

/**
 * Where the image of a reference is or, where it does not exist, belongs; undefined where nobody can say. A path that
 * begins with `/` belongs below the first site root that exists.
 *
 * @param path a reference's decoded `path`
 * @param roots those of the document, from `siteRoots`
 */
export async function locateImage(
	path: string,
	place: DocumentPlace,
	roots: readonly string[],
	files: FileLookup,
): Promise<ImagePlace | undefined> {
	const plain = await locatePlainly(path, place, roots, files);
	if (plain?.exists !== false) {
		return plain;
	}
	const served = await servedSomewhere(path, place, files);
	return served === undefined ? plain : { path: served, exists: true, root: 'suffix' };
}

async function locatePlainly(
	path: string,
	place: DocumentPlace,
	roots: readonly string[],
	files: FileLookup,
): Promise<ImagePlace | undefined> {
	if (path.startsWith('/')) {
		return locateInSite(path, place, roots, files);
	}
	const [candidate] = candidatePaths(path, place.path, place.workspaceFolder, []);
	return candidate === undefined ? undefined : { path: candidate, exists: await files.exists(candidate) };
}

async function locateInSite(
	path: string,
	place: DocumentPlace,
	roots: readonly string[],
	files: FileLookup,
): Promise<ImagePlace | undefined> {
	const { path: document, workspaceFolder } = place;
	const first = path.split('/').find(segment => segment !== '');
	let target: string | undefined;
	for (const root of roots) {
		// `/assets/a.png` is `assets/a.png`, rather than `assets/assets/a.png`.
		const bases = baseNameOf(root) === first ? [parentOf(root), root] : [root];
		const candidates = candidatePaths(path, document, workspaceFolder, bases);
		for (const candidate of candidates) {
			if (await files.exists(candidate)) {
				return { path: candidate, exists: true };
			}
		}
		if (target === undefined && mayHold(root, place) && (await files.folderExists(root))) {
			[target] = candidates;
		}
	}
	return target === undefined ? undefined : { path: target, exists: false };
}

/** Whether what is missing may be put there: `assets` is served, if at all, under its own name. */
function mayHold(root: string, { workspaceFolder }: DocumentPlace): boolean {
	return !isSamePath(root, joinPath(workspaceFolder, 'assets'), false);
}
