import { posix } from 'node:path';
import { joinPath, normalizePath } from './assetPath.ts';
import { nameKey } from './freeName.ts';

/**
 * The one rule by which paths and addresses of files are compared. Their texts differ where the place is the same: in
 * the letter case of a drive, a closing slash, the normal form of an accent (macOS hands out NFD), and on most disks of
 * Windows and macOS in the letter case of everything.
 */

/** As much of `vscode.Uri` as tells where something is. */
export interface Place {
	readonly scheme: string;
	readonly authority: string;
	readonly path: string;
	readonly query?: string;
	/** Tells the cells of a notebook apart. */
	readonly fragment?: string;
}

/** Whether the file system of a scheme takes names for one that differ in letter case alone. @param platform Node's word for it */
export function ignoresCase(scheme: string, platform: string): boolean {
	return scheme === 'file' && (platform === 'win32' || platform === 'darwin');
}

/** Equal for paths of one place; absolute ones or both relative to the same folder. Not to be used as a path. */
export function pathKey(path: string, ignoresCase: boolean): string {
	const plain = normalizePath(path);
	return ignoresCase ? nameKey(plain) : plain.normalize('NFC');
}

export function isSamePath(a: string, b: string, ignoresCase: boolean): boolean {
	return a === b || pathKey(a, ignoresCase) === pathKey(b, ignoresCase);
}

/** Whether `path` is `folder` or lies below it, links not followed. */
export function isWithin(path: string, folder: string, ignoresCase: boolean): boolean {
	return isBelowKey(pathKey(path, ignoresCase), pathKey(folder, ignoresCase));
}

/** Whether a path lies below a folder; both normalized, and spelled alike. */
export function isWithinFolder(path: string, folder: string): boolean {
	return path.length > folder.length && path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** What of `path` comes below `folder`, as it is spelled there; empty for the folder, undefined outside of it. */
export function pathBelow(folder: string, path: string, ignoresCase: boolean): string | undefined {
	if (!isWithin(path, folder, ignoresCase)) {
		return undefined;
	}
	const above = segmentsOf(normalizePath(folder)).length;
	return segmentsOf(normalizePath(path)).slice(above).join('/');
}

/** `path` as its folder is spelled, so that both are one text as far as that goes; as it is outside of the folder. */
export function spelledLike(folder: string, path: string, ignoresCase: boolean): string {
	const below = pathBelow(folder, path, ignoresCase);
	return below === undefined ? normalizePath(path) : joinPath(folder, below);
}

/** The workspace folder that `path` lies in, the innermost where they nest; undefined outside them all. */
export function owningFolder(
	path: string,
	workspaceFolders: readonly string[],
	ignoresCase: boolean,
): string | undefined {
	return workspaceFolders
		.map(normalizePath)
		.filter(folder => isWithin(path, folder, ignoresCase))
		.sort((a, b) => segmentsOf(b).length - segmentsOf(a).length)[0];
}

/** Equal for addresses of one place. @param platform Node's word for it */
export function placeKey(
	{ scheme, authority, path, query = '', fragment = '' }: Place,
	platform: string,
): string {
	const key = pathKey(path, ignoresCase(scheme, platform));
	return JSON.stringify([scheme, authority.toLowerCase(), key, query, fragment]);
}

/**
 * Equal for files that some file system takes for one, whatever this one does.
 *
 * @param uri of the file, or of any other on the same file system where `path` says which.
 */
export function anyFileKey(uri: string, path = decodeURIComponent(new URL(uri).pathname)): string {
	const { protocol, host } = new URL(uri);
	return JSON.stringify([protocol, host.toLowerCase(), pathKey(path, true)]);
}

/** Whether two places are on one file system: its paths can be compared. */
export function isSameSystem(a: Place, b: Place): boolean {
	return a.scheme === b.scheme && a.authority.toLowerCase() === b.authority.toLowerCase();
}

/** Whether a place is another one or lies below it. */
export function isPlaceWithin(place: Place, folder: Place, platform: string): boolean {
	return (
		isSameSystem(place, folder) && isWithin(place.path, folder.path, ignoresCase(place.scheme, platform))
	);
}

function isBelowKey(path: string, folder: string): boolean {
	return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

const segmentsOf = (path: string): string[] => path.split(posix.sep).filter(segment => segment !== '');
