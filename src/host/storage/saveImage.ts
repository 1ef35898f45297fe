import { l10n, type Uri } from 'vscode';
import { AssetError } from '../../core/assets/assetError.ts';
import { saveAsset } from '../../core/assets/saveAsset.ts';
import type { StagedImage } from '../../core/jobs/job.ts';
import { UserError } from '../../core/userError.ts';
import { filesOf, folderPaths } from './assetSink.ts';
import { errorText } from '../texts/errorText.ts';

/** Where to save an image; a taken name is numbered. */
interface SaveTarget {
	readonly workspaceFolder: Uri;
	/** Absolute. */
	readonly folder: string;
	readonly name: string;
}

/** Saves an image that no job made. @throws UserError that names it. */
export async function saveImage(
	{ workspaceFolder, folder, name }: SaveTarget,
	{ bytes, sha256 }: StagedImage,
	image: string,
): Promise<Uri> {
	try {
		const path = await saveAsset({
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
			? new UserError(l10n.t("{0} couldn't be saved. {1}", image, errorText(error)), undefined, error)
			: error;
	}
}
