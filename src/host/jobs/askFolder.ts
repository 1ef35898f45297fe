import { l10n, Uri, window, workspace } from 'vscode';
import type { Job } from '../../core/jobs/job.ts';
import type { Services } from '../services.ts';

/** Asks for another folder of the workspace for images that aren't saved yet. */
export async function askFolder(
	{ notify }: Services,
	{ intent }: Job,
): Promise<{ workspaceFolder: string; folder: string } | undefined> {
	const before = Uri.parse(intent.target.workspaceFolder, true);
	const here = workspace.getWorkspaceFolder(before)?.uri ?? workspace.workspaceFolders?.[0]?.uri;
	const chosen = await window.showOpenDialog({
		canSelectFolders: true,
		canSelectFiles: false,
		...(here && { defaultUri: here }),
		openLabel: l10n.t('Save Here'),
		title: l10n.t('Folder for the image'),
	});
	const folder = chosen?.[0];
	const owner = folder && workspace.getWorkspaceFolder(folder);
	if (folder && !owner) {
		notify('warning', l10n.t('Choose a folder inside the workspace.'));
	}
	return folder && owner && { workspaceFolder: owner.uri.toString(), folder: folder.path };
}
