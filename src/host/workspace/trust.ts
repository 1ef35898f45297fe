import { workspace } from 'vscode';
import { UserError } from '../../core/userError.ts';

/** @throws UserError if no folder is open, and in an untrusted workspace, where nothing is submitted or written. */
export function requireWorkspace(): void {
	requireTrust();
	if (!workspace.workspaceFolders?.length) {
		throw new UserError('Open a folder first: images are saved into it.', { type: 'openFolder' });
	}
}

/** @throws UserError in an untrusted workspace. */
export function requireTrust(): void {
	if (!workspace.isTrusted) {
		throw new UserError(
			'This workspace is not trusted, so Image Assets neither spends credits nor writes files in it.',
			{ type: 'manageTrust' },
		);
	}
}
