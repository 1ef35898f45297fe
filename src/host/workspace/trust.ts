import { l10n, workspace, type Uri } from 'vscode';
import { UserError } from '../../core/userError.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';

/** @throws UserError if no folder is open, and in an untrusted workspace, where nothing is submitted or written. */
export function requireWorkspace(): void {
	requireTrust();
	if (!workspace.workspaceFolders?.length) {
		throw new UserError(l10n.t('Open a folder first: images are saved in it.'), { type: 'openFolder' });
	}
}

/** @throws UserError in an untrusted workspace. */
export function requireTrust(): void {
	if (!workspace.isTrusted) {
		throw new UserError(
			l10n.t("This workspace isn't trusted, so Image Assets doesn't spend credits or write files in it."),
			{ type: 'manageTrust' },
		);
	}
}

/** The workspace folder that a file is in. @throws UserError if it is in none. */
export function requireFolderOf(file: Uri): Uri {
	const folder = workspace.getWorkspaceFolder(file)?.uri;
	if (folder === undefined) {
		throw new UserError(l10n.t("{0} isn't in an open folder.", baseNameOf(file.path)), {
			type: 'openFolder',
		});
	}
	return folder;
}
