import { Uri, workspace } from 'vscode';
import { AssetError } from '../../core/assets/assetError.ts';
import type { AssetFiles } from '../../core/assets/assetFiles.ts';
import { resolvePathText } from '../../core/assets/pathText.ts';
import { ignoresCase, isSameSystem } from '../../core/assets/samePath.ts';
import { saveAsset } from '../../core/assets/saveAsset.ts';
import { trustedFiles } from '../../core/assets/trustedFiles.ts';
import type { JobSink } from '../../core/jobs/ports.ts';
import { createSystemClock } from '../../core/clock/systemClock.ts';
import { openFolderOf } from '../workspace/places.ts';
import { diskFiles } from './diskFiles.ts';
import { workspaceFiles } from './workspaceFiles.ts';

const isTrusted = () => workspace.isTrusted;
const disk = trustedFiles(diskFiles({ clock: createSystemClock() }), isTrusted);

/**
 * The files of a workspace folder: the disk itself if it is local, otherwise VS Code's file system. All writes to a
 * workspace go through these, and fail in an untrusted one.
 */
export function filesOf(workspaceFolder: Uri): AssetFiles {
	return workspaceFolder.scheme === 'file'
		? disk
		: trustedFiles(workspaceFiles(workspaceFolder, workspace.fs), isTrusted);
}

/** The absolute paths of the workspace folders that are on the same file system as `like`. */
export function folderPaths(like: Uri): string[] {
	return (workspace.workspaceFolders ?? [])
		.filter(({ uri }) => isSameSystem(uri, like))
		.map(({ uri }) => uri.path);
}

/**
 * What a path names that was given as text: from a folder, or absolute in any workspace folder.
 *
 * @throws as `resolvePathText`
 */
export function resolveIn(folder: Uri, text: string): Uri {
	const options = { ignoresCase: ignoresCase(folder.scheme, process.platform) };
	return folder.with({ path: resolvePathText(text, folder.path, folderPaths(folder), options) });
}

/** Saves into the workspace's folders and nowhere else. */
export function createAssetSink(): JobSink {
	const reserved = new Set<string>();
	return {
		async save({ target }, image, onTarget, earlierTarget) {
			const workspaceFolder = openFolderOf(target.workspaceFolder);
			if (workspaceFolder === undefined) {
				throw new AssetError('workspaceClosed', 'The folder that it belongs to is not open.', {
					path: Uri.parse(target.workspaceFolder, true).path,
				});
			}
			const workspaceFolders = folderPaths(workspaceFolder);
			const uriOf = (path: string) => workspaceFolder.with({ path });
			const path = await saveAsset({
				files: filesOf(workspaceFolder),
				reserved,
				workspaceFolders,
				folder: target.folder,
				name: target.name,
				bytes: image.bytes,
				sha256: image.sha256,
				onTarget: final => onTarget(uriOf(final).toString()),
				resumeTarget: earlierTarget && pathIn(workspaceFolder, earlierTarget),
			});
			const { format, width, height, sha256 } = image;
			return { uri: uriOf(path).toString(), format, width, height, sha256 };
		},
	};
}

/** The path of a URI, if it is on the same file system as the folder. */
function pathIn(workspaceFolder: Uri, uri: string): string | undefined {
	const place = Uri.parse(uri, true);
	return isSameSystem(place, workspaceFolder) ? place.path : undefined;
}
