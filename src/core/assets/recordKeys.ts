import { isWithin, pathKey } from './samePath.ts';

/**
 * A path as a record spells it: the record may have been written where names have another normal form or letter case.
 * The path itself if the record contains neither it nor, for a folder, anything below it.
 *
 * @param paths the record's, each relative to the workspace folder, as `path` is.
 * @param ignoresCase whether the file system of the workspace folder ignores letter case.
 */
export function spelledIn(paths: readonly string[], path: string, ignoresCase: boolean): string {
	if (paths.includes(path)) {
		return path;
	}
	const wanted = pathKey(path, ignoresCase);
	let folder: string | undefined;
	for (const each of paths) {
		if (pathKey(each, ignoresCase) === wanted) {
			return each;
		}
		if (folder === undefined && isWithin(each, path, ignoresCase)) {
			folder = foldersAbove(each).find(above => pathKey(above, ignoresCase) === wanted);
		}
	}
	return folder ?? path;
}

function foldersAbove(path: string): string[] {
	return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index)).filter(above => above !== '');
}
