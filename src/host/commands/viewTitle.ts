import { commands } from 'vscode';
import { sharedContent } from '../panel/panelPages.ts';
import { viewId } from '../panel/panelType.ts';
import type { Command } from '../command.ts';

/** New Image: starts with an empty prompt in the view. */
export const viewNew: Command = async services => {
	await commands.executeCommand(`${viewId}.focus`);
	await sharedContent(services)?.startAgain();
};

/** Refresh: rereads everything that the view shows. */
export const viewRefresh: Command = async services => {
	await sharedContent(services)?.refresh.all();
};
