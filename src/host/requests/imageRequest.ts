import { l10n, workspace, type TextDocument, type Uri } from 'vscode';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import type { KeyName } from '../../core/images/cutOut/keyChoice.ts';
import type { Preset } from '../../core/parameters/settings.ts';
import type { ImageVariant } from '../../core/jobs/intent.ts';
import type { Reference } from '../../core/references/reference.ts';
import { UserError } from '../../core/userError.ts';
import { fileOf } from '../workspace/fileOf.ts';

/** What a selection, a quick input or an argument object requests. */
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
	/** Snapshots of the style images that are sent along, instead of the project's. */
	readonly styleImages?: readonly Reference[] | undefined;
	/** How many references at the end of the list are style images. */
	readonly styleReferences?: number;
	/** The first of them, if it is edited: the result takes its shape and its location. */
	readonly source?: { readonly uri: Uri; readonly reference: Reference } | undefined;
	/** The image that is remade; the result is saved next to it until it replaces it. */
	readonly remakes?: Uri | undefined;
	/** The style that the image was made with before; used instead of the project's. */
	readonly style?: string | undefined;
	/** The credits that the user has already agreed to. */
	readonly confirmed?: number | undefined;
	/** Other jobs have used the same references, or will. */
	readonly sharesReferences?: boolean;
	/** The file has the format that its name says, whatever the service sends. */
	readonly exactFormat?: boolean;
	/** For a cut-out: the background color that the service is asked for. */
	readonly cutOutKey?: KeyName;
	/** It replaces the image that it remakes without asking. */
	readonly inPlace?: boolean;
	/** The same picture in other sizes and formats. */
	readonly variants?: readonly ImageVariant[];
	/** Results stay staged until the user chooses among them. */
	readonly staysStaged?: boolean;
	/** An agent asks for it, not the user. */
	readonly by?: 'agent' | undefined;
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
		throw new UserError(l10n.t('Open a folder first: images are saved in it.'), { type: 'openFolder' });
	}
	return home;
}

/**
 * The workspace folder that a document belongs to, or the only one; undefined if the user has to be asked.
 *
 * @throws UserError if no folder is open.
 */
export function workspaceFolderFor(document: TextDocument | undefined): Uri | undefined {
	const owner = document && workspace.getWorkspaceFolder(fileOf(document));
	return owner?.uri ?? ((workspace.workspaceFolders ?? []).length > 1 ? undefined : workspaceFolderOf({}));
}
