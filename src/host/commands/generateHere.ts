import { l10n, Uri, workspace } from 'vscode';
import { askRequest } from '../ask/askRequest.ts';
import { generateImages } from '../requests/startRequest.ts';
import { workspaceFolderOf } from '../requests/imageRequest.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import type { Command } from '../command.ts';

/** Generate Image Here…: saves the image in the folder that was right-clicked in the Explorer. */
export const generateHere: Command = async (services, folder) => {
	requireWorkspace();
	if (!(folder instanceof Uri)) {
		return [];
	}
	const title = l10n.t('Generate Image in {0}', workspace.asRelativePath(folder));
	const workspaceFolder = workspaceFolderOf({ clickedFolder: folder });
	const request = await askRequest(services, { title, workspaceFolder, clickedFolder: folder });
	return request === undefined ? [] : generateImages(services, request);
};
