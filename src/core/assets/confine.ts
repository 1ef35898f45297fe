import { AssetError } from './assetError.ts';
import type { AssetFiles } from './assetFiles.ts';
import { normalizePath, parentOf } from './assetPath.ts';
import { isSamePath, isWithin, owningFolder } from './samePath.ts';

/**
 * Refuses a path that is outside the workspace, or would be once its links are followed: the real path of
 * its deepest ancestor that exists (itself included) must be inside the real path of a workspace folder.
 * The answer can change immediately after; callers check again just before they write.
 *
 * @throws AssetError `outsideWorkspace`; `folderGone` where the workspace folder itself does not exist
 */
export async function confine(
	files: Pick<AssetFiles, 'stat' | 'realPath' | 'ignoresCase'>,
	workspaceFolders: readonly string[],
	path: string,
): Promise<void> {
	const target = normalizePath(path);
	const ignoresCase = files.ignoresCase === true;
	const owner = owningFolder(target, workspaceFolders, ignoresCase);
	if (owner === undefined) {
		throw outside(path);
	}
	const [realOwner, realTarget] = await Promise.all([
		realOf(files, owner, () => new AssetError('folderGone', `${owner} is no longer there.`, { path: owner })),
		deepestExisting(files, target, owner).then(existing => realOf(files, existing, () => outside(path))),
	]);
	const realFolders = [realOwner];
	for (const folder of workspaceFolders.map(normalizePath)) {
		// A link from one workspace folder into another stays inside the workspace.
		if (!isSamePath(folder, owner, ignoresCase) && !isWithin(realTarget, realOwner, ignoresCase)) {
			realFolders.push(await realOf(files, folder, () => outside(path)));
		}
	}
	if (!realFolders.some(folder => isWithin(realTarget, folder, ignoresCase))) {
		throw outside(path);
	}
}

function outside(path: string): AssetError {
	return new AssetError('outsideWorkspace', `${path} leads outside the workspace.`, { path });
}

async function realOf(
	files: Pick<AssetFiles, 'realPath'>,
	path: string,
	onMissing: () => AssetError,
): Promise<string> {
	try {
		return normalizePath(await files.realPath(path));
	} catch (error) {
		throw error instanceof AssetError && error.code === 'notFound' ? onMissing() : error;
	}
}

async function deepestExisting(
	files: Pick<AssetFiles, 'stat' | 'ignoresCase'>,
	path: string,
	top: string,
): Promise<string> {
	let at = path;
	while (!isSamePath(at, top, files.ignoresCase === true) && (await files.stat(at)) === undefined) {
		at = parentOf(at);
	}
	return at;
}
