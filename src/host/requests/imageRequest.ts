import type { Uri } from 'vscode';
import { window, workspace, type TextDocument } from 'vscode';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import type { Preset } from '../../core/parameters/settings.ts';
import type { ImageVariant } from '../../core/jobs/intent.ts';
import type { Reference } from '../../core/references/reference.ts';
import { UserError } from '../../core/userError.ts';
import { fileOf } from '../workspace/fileOf.ts';

/** What is asked for by a selection, a quick input or an argument object. */
export interface ImageRequest {
	/** The user's own words, without those of a preset and the project. */
	readonly prompt: string;
	readonly preset?: Preset | undefined;
	readonly args: GenerateArguments;
	/** The document that the image is for. */
	readonly document?: TextDocument | undefined;
	/** The folder that was right-clicked. */
	readonly clickedFolder?: Uri | undefined;
	/** The workspace folder, if neither a document nor a clicked folder determines it. */
	readonly workspaceFolder?: Uri | undefined;
	/** Snapshots of the input images. */
	readonly references?: readonly Reference[] | undefined;
	/** The first of them, if it is edited: the result takes its shape and its location. */
	readonly source?: { readonly uri: Uri; readonly reference: Reference } | undefined;
	/** The image that is remade; the result lies beside it until it replaces it. */
	readonly remakes?: Uri | undefined;
	/** Used instead of the project's: what the image was made with before. */
	readonly style?: string | undefined;
	/** The credits that the user has already agreed to. */
	readonly confirmed?: number | undefined;
	/** Other jobs have used the same references, or will. */
	readonly sharesReferences?: boolean;
	/** The file has the format that its name says, whatever the service sends. */
	readonly exactFormat?: boolean;
	/** It replaces the image that it remakes without asking. */
	readonly inPlace?: boolean;
	/** The same picture in other sizes and formats. */
	readonly variants?: readonly ImageVariant[];
	/** Results stay staged until the user chooses among them. */
	readonly staysStaged?: boolean;
	/** The user was asked, so an invalid answer is not blamed on a keybinding. */
	readonly asked?: boolean;
}

/** The workspace folder of a request. @throws UserError if no folder is open. */
export function workspaceFolderOf(
	request: Pick<ImageRequest, 'document' | 'clickedFolder' | 'workspaceFolder' | 'source' | 'remakes'>,
): Uri {
	const { source, remakes, clickedFolder, document } = request;
	const near = source?.uri ?? remakes ?? clickedFolder ?? (document && fileOf(document));
	const owner = near && workspace.getWorkspaceFolder(near);
	const home = owner?.uri ?? request.workspaceFolder ?? workspace.workspaceFolders?.[0]?.uri;
	if (home === undefined) {
		throw new UserError('Open a folder first: images are saved into it.', { type: 'openFolder' });
	}
	return home;
}

/** Asks which workspace folder is meant if there are several. Undefined if dismissed. */
export async function askWorkspaceFolder(): Promise<Uri | undefined> {
	const folders = workspace.workspaceFolders ?? [];
	if (folders.length <= 1) {
		return workspaceFolderOf({});
	}
	const document = window.activeTextEditor?.document;
	const owner = document && workspace.getWorkspaceFolder(fileOf(document));
	const picked = owner ?? (await window.showWorkspaceFolderPick({ placeHolder: 'Folder for the image' }));
	return picked?.uri;
}
