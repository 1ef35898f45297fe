import type { Uri } from 'vscode';
import { AssetError } from '../../core/assets/assetError.ts';
import { saveAsset } from '../../core/assets/saveAsset.ts';
import type { StagedImage } from '../../core/jobs/job.ts';
import { UserError } from '../../core/userError.ts';
import { filesOf, folderPaths } from './assetSink.ts';

/** Where to save an image; a taken name is numbered. */
export interface SaveTarget {
	readonly workspaceFolder: Uri;
	/** Absolute. */
	readonly folder: string;
	readonly name: string;
}

/** Saves an image that no job made. @throws UserError, which begins with `what`. */
export async function saveImage(
	{ workspaceFolder, folder, name }: SaveTarget,
	{ bytes, sha256 }: StagedImage,
	what: string,
): Promise<Uri> {
	try {
		const { path } = await saveAsset({
			files: filesOf(workspaceFolder),
			reserved: new Set(),
			workspaceFolders: folderPaths(workspaceFolder),
			folder,
			name,
			bytes,
			sha256,
		});
		return workspaceFolder.with({ path });
	} catch (error) {
		throw error instanceof AssetError
			? new UserError(`${what} could not be saved: ${error.message}`, undefined, error)
			: error;
	}
}
