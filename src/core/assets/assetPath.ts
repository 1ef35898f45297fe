import { posix } from 'node:path';

/**
 * An absolute path (`Uri.path` form) without `.`, `..`, doubled and trailing slashes, its drive letter in
 * lower case. The two slashes before a network share's server stay.
 */
export function normalizePath(path: string): string {
	const clean = posix.normalize(path).replace(/(?<=.)\/$/, '');
	const rooted = path.startsWith('//') && !path.startsWith('///') ? `/${clean}` : clean;
	return rooted.replace(/^\/[A-Z]:/, drive => drive.toLowerCase());
}

export function joinPath(folder: string, ...segments: string[]): string {
	return normalizePath([folder, ...segments].join('/'));
}

export const parentOf = (path: string): string => posix.dirname(path);
export const baseNameOf = (path: string): string => posix.basename(path);

/** Whether `path` is `folder` or lies below it, going by the text alone; both as `normalizePath` leaves them. */
export function isInside(path: string, folder: string): boolean {
	return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The workspace folder that `path` lies in, the innermost where they nest; undefined outside them all. */
export function owningFolder(path: string, workspaceFolders: readonly string[]): string | undefined {
	return workspaceFolders
		.map(normalizePath)
		.filter(folder => isInside(path, folder))
		.sort((a, b) => b.length - a.length)[0];
}
