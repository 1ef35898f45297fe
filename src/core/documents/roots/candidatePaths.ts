import { joinPath, normalizePath, parentOf } from '../../assets/assetPath.ts';
import { isSamePath, isWithin } from '../../assets/samePath.ts';

/** What only a program that knows the project can resolve: `~`, `@/`, `$lib`, `#assets`. */
const alias = /^[~#$]|^@[^/]*\//;

/**
 * Where the file of a reference can be, as absolute paths of the form of `Uri.path`, the likeliest first. A
 * relative path starts from the document's folder; one that begins with `/` from each of the site roots, in
 * their order. What leads out of the workspace folder is left out. None for the aliases of bundlers.
 *
 * @param path a reference's decoded `path`
 * @param documentPath absolute; of a document in the workspace folder, and spelled like it
 * @param siteRoots folders that a site is served from, absolute or relative to the workspace folder
 */
export function candidatePaths(
	path: string,
	documentPath: string,
	workspaceFolder: string,
	siteRoots: readonly string[],
): readonly string[] {
	const workspace = normalizePath(workspaceFolder);
	if (path === '' || alias.test(path) || /[\0\\]/.test(path)) {
		return [];
	}
	const bases = path.startsWith('/')
		? siteRoots.map(root => (root.startsWith('/') ? normalizePath(root) : joinPath(workspace, root)))
		: [parentOf(normalizePath(documentPath))];
	const candidates = bases.filter(base => isWithin(base, workspace, false)).map(base => joinPath(base, path));
	return [...new Set(candidates)].filter(
		candidate => !isSamePath(candidate, workspace, false) && isWithin(candidate, workspace, false),
	);
}
