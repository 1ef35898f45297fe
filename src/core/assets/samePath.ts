import { posix } from 'node:path';
import { joinPath, normalizePath } from './assetPath.ts';
import { nameKey } from './freeName.ts';

/**
 * The only rule for comparing paths and addresses of files. Texts for the same place can differ: in the letter case of
 * a drive, a trailing slash, the normal form of an accent (macOS hands out NFD), and on most disks of Windows and macOS
 * in the letter case of everything.
 */

/** The parts of `vscode.Uri` that identify a location. */
export interface Place {
	readonly scheme: string;
	readonly authority: string;
	readonly path: string;
	readonly query?: string;
	/** Distinguishes the cells of a notebook. */
	readonly fragment?: string;
}

/** Whether the file system of a scheme ignores letter case in names. @param platform as in `process.platform` */
export function ignoresCase(scheme: string, platform: string): boolean {
	return scheme === 'file' && (platform === 'win32' || platform === 'darwin');
}

/** Equal for paths of one place, absolute or both relative to the same folder. Must not be used as a path. */
export function pathKey(path: string, ignoresCase: boolean): string {
	const plain = normalizePath(path);
	return ignoresCase ? nameKey(plain) : plain.normalize('NFC');
}

export function isSamePath(a: string, b: string, ignoresCase: boolean): boolean {
	return a === b || pathKey(a, ignoresCase) === pathKey(b, ignoresCase);
}

/** Whether `path` is `folder` or below it, links not followed. */
export function isWithin(path: string, folder: string, ignoresCase: boolean): boolean {
	return isBelowKey(pathKey(path, ignoresCase), pathKey(folder, ignoresCase));
}

/** Whether a path is below a folder; both normalized, and spelled alike. */
export function isWithinFolder(path: string, folder: string): boolean {
	return path.length > folder.length && isBelowKey(path, folder);
}

/** The part of `path` below `folder`, spelled as in `path`; empty for the folder itself, undefined outside of it. */
export function pathBelow(folder: string, path: string, ignoresCase: boolean): string | undefined {
	const top = normalizePath(folder);
	const plain = normalizePath(path);
	// Most paths are spelled like the folder.
	if (isWithinFolder(plain, top) && !top.endsWith('/')) {
		return plain.slice(top.length + 1);
	}
	return isWithin(plain, top, ignoresCase)
		? segmentsOf(plain).slice(segmentsOf(top).length).join('/')
		: undefined;
}

/** `path`, normalized, with its beginning spelled like `folder` if it is inside. */
export function spelledLike(folder: string, path: string, ignoresCase: boolean): string {
	const below = pathBelow(folder, path, ignoresCase);
	return below === undefined ? normalizePath(path) : joinPath(folder, below);
}

/** The workspace folder that `path` is in, the innermost if they nest; undefined outside all of them. */
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

/** Equal for addresses of one place. @param platform as in `process.platform` */
export function placeKey(
	{ scheme, authority, path, query = '', fragment = '' }: Place,
	platform: string,
): string {
	const key = pathKey(path, ignoresCase(scheme, platform));
	return JSON.stringify([scheme, authority.toLowerCase(), key, query, fragment]);
}

/**
 * Equal for files that some file system treats as one, whatever this one does.
 *
 * @param uri of the file, or of any other on the same file system if `path` is given.
 */
export function anyFileKey(uri: string, path = decodeURIComponent(new URL(uri).pathname)): string {
	const { protocol, host } = new URL(uri);
	return JSON.stringify([protocol, host.toLowerCase(), pathKey(path, true)]);
}

/** Whether two places are on one file system, so that their paths can be compared. */
export function isSameSystem(a: Place, b: Place): boolean {
	return a.scheme === b.scheme && a.authority.toLowerCase() === b.authority.toLowerCase();
}

/** Whether `place` is `folder` or below it. */
export function isPlaceWithin(place: Place, folder: Place, platform: string): boolean {
	return (
		isSameSystem(place, folder) && isWithin(place.path, folder.path, ignoresCase(place.scheme, platform))
	);
}

function isBelowKey(path: string, folder: string): boolean {
	return path.startsWith(folder) && (path === folder || folder.endsWith('/') || path[folder.length] === '/');
}

const segmentsOf = (path: string): string[] => path.split(posix.sep).filter(segment => segment !== '');
