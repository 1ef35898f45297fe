import { l10n, type Uri, workspace } from 'vscode';
import { baseNameOf, parentOf } from '../../core/assets/assetPath.ts';
import { nameKey } from '../../core/assets/freeName.ts';
import { UserError } from '../../core/userError.ts';
import { readerOf } from './folderReader.ts';

/** Whether the file exists, or one that some file system considers the same. */
export async function isThere(uri: Uri): Promise<boolean> {
	const names = (await readerOf(uri).names(parentOf(uri.path))) ?? [];
	const key = nameKey(baseNameOf(uri.path));
	return names.some(name => nameKey(name) === key);
}

/** @throws UserError if the file exists. */
export async function requireNoFile(uri: Uri): Promise<void> {
	if (await isThere(uri)) {
		throw new UserError(l10n.t('{0} already exists.', workspace.asRelativePath(uri)));
	}
}
