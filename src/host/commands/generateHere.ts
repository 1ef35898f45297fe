import { Uri, workspace } from 'vscode';
import { askWish } from '../ask/askWish.ts';
import { generateWish } from '../requests/generateImages.ts';
import { homeOf, requireWorkspace } from '../requests/order.ts';
import type { Command } from './registerCommands.ts';

/** Generate Image Here…: the folder that was right-clicked in the Explorer gets the image. */
export const generateHere: Command = async (services, folder) => {
	requireWorkspace();
	if (!(folder instanceof Uri)) {
		return [];
	}
	const title = `Generate Image in ${workspace.asRelativePath(folder)}`;
	const workspaceFolder = homeOf({ clickedFolder: folder });
	const wish = await askWish(services, { title, workspaceFolder, clickedFolder: folder });
	return wish === undefined ? [] : generateWish(services, wish);
};
