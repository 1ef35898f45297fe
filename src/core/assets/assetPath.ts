import { posix } from 'node:path';

/** Nearly all paths are normal, and this shows it much faster. */
const mayNotBeNormal = /^(?:$|\.|\/[A-Z]:)|\/(?:[./]|$)/;

/**
 * An absolute path (`Uri.path` form) without `.`, `..`, doubled and trailing slashes, its drive letter in
 * lower case. The two slashes before a network share's server stay.
 */
export function normalizePath(path: string): string {
	if (!mayNotBeNormal.test(path)) {
		return path;
	}
	const clean = posix.normalize(path).replace(/(?<=[^])\/$/, '');
	const rooted = path.startsWith('//') && !path.startsWith('///') ? `/${clean}` : clean;
	return rooted.replace(/^\/[A-Z]:/, drive => drive.toLowerCase());
}

export function joinPath(folder: string, ...segments: string[]): string {
	return normalizePath([folder === '/' ? '' : folder, ...segments].join('/') || '/');
}

/** A drive with its slash (`/d:/`): without it, Windows takes it for the folder that it is in on that drive. */
export const withDriveSlash = (path: string): string => path.replace(/^\/[a-z]:$/i, '$&/');

export const parentOf = (path: string): string => posix.dirname(path);
export const baseNameOf = (path: string): string => posix.basename(path);
